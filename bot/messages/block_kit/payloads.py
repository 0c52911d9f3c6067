"""Payloads of buttons, menu entries and windows: small frozen classes, the same for whoever writes and reads them.

A story defines its payloads and acts beside the message that writes them:

    @dataclass(frozen=True)
    class ToCommitment(Payload, target_kind=TargetKind.COMMITMENT):
        commitment: str

    DONE = Act("commitment:done", ToCommitment)

`controls.button("Done", DONE, ToCommitment(commitment.id))` writes it; `on(DONE, mark_done)` in `bot/slack` reads it.
"""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Generic, Self, TypeVar
from urllib.parse import quote, unquote

from pydantic import TypeAdapter, ValidationError

from bot.errors import OutdatedError
from bot.model.rights import Target, TargetKind


@dataclass(frozen=True)
class Payload:
    """The base of every payload, a frozen dataclass of texts, numbers and StrEnums: ids only, clients can read it.

    Give a default to whatever may be left empty: "" and None are not written. With a `target_kind`, the first field is
    the target's id.
    """

    _target_kind: ClassVar[TargetKind | None] = None

    def __init_subclass__(cls, target_kind: TargetKind | None = None) -> None:
        cls._target_kind = target_kind or cls._target_kind

    @property
    def target(self) -> Target | None:
        """The record that it is about, by which rights are found; None for none."""
        return Target(self._target_kind, getattr(self, fields(self)[0].name)) if self._target_kind else None

    def encode(self) -> str:
        """Return the fields in their order, parted by slashes."""
        # Quoted, so that a slash in a value parts nothing.
        values = (getattr(self, field.name) for field in fields(self))
        return "/".join("" if value is None else quote(str(value), safe=" ,.:@") for value in values)

    @classmethod
    def decode(cls, text: str) -> Self:
        """Return the payload that was encoded. OutdatedError for anything else."""
        names = [field.name for field in fields(cls)]
        # Not strict: fields that a later version adds at the end have their defaults in an older message's button.
        parts = text.split("/") if names else []
        given = {name: unquote(part) for name, part in zip(names, parts, strict=False) if part}
        # Built at the first use, since pydantic takes its time for each class. Two threads may build the same one.
        adapter = _ADAPTERS.get(cls) or _ADAPTERS.setdefault(cls, TypeAdapter(cls))
        try:
            made: Self = adapter.validate_python(given)
        except ValidationError:
            raise OutdatedError from None
        return made


_ADAPTERS: dict[type[Payload], TypeAdapter[Any]] = {}


@dataclass(frozen=True)
class Nothing(Payload):
    """The empty payload: the act says it all, or its subject travels with the window around it."""


P = TypeVar("P", bound=Payload)


@dataclass(frozen=True)
class Carrier(Generic[P]):
    """A name, `story:verb`, that goes with a payload. By itself: a window that is only shown, and carries what the
    presses in it need to know.
    """

    name: str
    payload: type[P]


@dataclass(frozen=True)
class Act(Carrier[P]):
    """The meaning of a press, a submission or a closed window. Every act has a listener."""
