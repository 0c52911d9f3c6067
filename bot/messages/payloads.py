"""What a button, a menu entry or a window carries: a small frozen payload, the same class for who writes and reads it.

A story defines its payloads and acts beside the message that writes them:

    @dataclass(frozen=True)
    class ToCommitment(Payload):
        commitment: str

    DONE = Act("commitment:done", ToCommitment)

`controls.button("Done", DONE, ToCommitment(commitment.id))` writes it; `on(DONE, mark_done)` in `bot/slack` reads it.
"""

from dataclasses import dataclass, fields
from typing import Any, Generic, Self, TypeVar
from urllib.parse import quote, unquote

from pydantic import TypeAdapter, ValidationError

from bot.errors import OutdatedError


@dataclass(frozen=True)
class Payload:
    """Base of every payload, a frozen dataclass of texts, numbers and StrEnums: ids only, people's clients can read it.

    Give a default to whatever may be left empty: "" and None are not written.
    """

    def encode(self) -> str:
        """Return the fields in their order, parted by slashes."""
        values = (getattr(self, field.name) for field in fields(self))
        return "/".join("" if value is None else quote(str(value), safe=" ,.:@") for value in values)

    @classmethod
    def decode(cls, text: str) -> Self:
        """Return the payload that was encoded. OutdatedError for anything else."""
        names = [field.name for field in fields(cls)]
        parts = text.split("/") if names else []
        given = {name: unquote(part) for name, part in zip(names, parts, strict=False) if part}
        adapter = _ADAPTERS.get(cls) or _ADAPTERS.setdefault(cls, TypeAdapter(cls))
        try:
            made: Self = adapter.validate_python(given)
        except ValidationError:
            raise OutdatedError from None
        return made


_ADAPTERS: dict[type[Payload], TypeAdapter[Any]] = {}


@dataclass(frozen=True)
class Nothing(Payload):
    """Where the act says it all, or what it is about travels with the window around it."""


P = TypeVar("P", bound=Payload)


@dataclass(frozen=True)
class Carrier(Generic[P]):
    """Something with a name, `story:verb`, that carries a payload. By itself: a window that is only shown, and carries
    what the presses in it need to know.
    """

    name: str
    payload: type[P]


@dataclass(frozen=True)
class Act(Carrier[P]):
    """Something that a press, a submission or a closed window can mean. Somebody listens to every act."""
