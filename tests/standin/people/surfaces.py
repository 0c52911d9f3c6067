"""The surfaces that people look at: messages, channels, modals and the home tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.people.forms import HELD, Field, fields, options
from tests.standin.people.reading import pressable, words
from tests.standin.slack import Slack
from tests.standin.workspace import Modal, Room, Workspace


@dataclass(frozen=True)
class Message:
    raw: Payload
    room: Room
    workspace: Workspace
    whispered: bool = False

    @property
    def words(self) -> str:
        """Everything to be read in it."""
        return words(self.raw, self.workspace)

    @property
    def text(self) -> str:
        """The words that a notification shows and a screen reader says."""
        return words({"text": self.raw["text"]}, self.workspace)

    @property
    def ts(self) -> str:
        return str(self.raw["ts"])

    @property
    def blocks(self) -> list[Payload]:
        blocks: list[Payload] = self.raw.get("blocks", [])
        return blocks

    @property
    def buttons(self) -> list[str]:
        return [label for label, _, _, _ in pressable(self.blocks)]


@dataclass(frozen=True)
class Channel:
    """A channel, or a person's DM with the bot."""

    room: Room
    slack: Slack

    @property
    def id(self) -> str:
        return self.room.id

    @property
    def name(self) -> str:
        return self.room.name

    @property
    def messages(self) -> list[Message]:
        return [Message(each, self.room, self.slack.workspace) for each in self.room.messages]

    @property
    def last(self) -> Message:
        if not self.room.messages:
            raise AssertionError(f"nothing was said in {self.name}")
        return self.messages[-1]

    @property
    def words(self) -> str:
        """Everything that everybody there can read."""
        return "\n".join(each.words for each in self.messages)


@dataclass(frozen=True)
class Screen:
    """A modal or home tab as it stands now."""

    modal: Modal
    workspace: Workspace

    @property
    def view(self) -> Payload:
        return self.modal.view

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    @property
    def submit(self) -> str:
        return str((self.view["submit"] or {}).get("text", ""))

    @property
    def close(self) -> str:
        return str((self.view["close"] or {}).get("text", "Cancel"))

    @property
    def words(self) -> str:
        """Everything to be read in it, its title first and its errors last."""
        title = [self.title] if self.view["type"] == "modal" else []
        return "\n".join([*title, words(self.view, self.workspace), *self.errors.values()])

    @property
    def fields(self) -> list[Field]:
        return fields(self.view["blocks"])

    @property
    def choices(self) -> dict[str, list[str]]:
        """The options of each field that has any, by label."""
        return {each.label: offered for each in self.fields if (offered := texts_of_options(each.element))}

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.fields]

    @property
    def buttons(self) -> list[str]:
        return [label for label, _, _, _ in pressable(self.view["blocks"])]

    @property
    def values(self) -> dict[str, Any]:
        """The values that the fields hold now, by label: texts, option texts, ids, dates."""
        return {each.label: self._held(each) for each in self.fields}

    @property
    def errors(self) -> dict[str, str]:
        """The errors at the fields after a refused submission, by label."""
        labels = {each.block["block_id"]: each.label for each in self.fields}
        return {labels[block_id]: text for block_id, text in self.modal.errors.items()}

    def _held(self, field: Field) -> Any:
        value = self.modal.typed.get(field.key, field.initial)[HELD[field.element["type"]][0]]
        if isinstance(value, list):
            return [shown(each) for each in value]
        return shown(value)


def texts_of_options(element: Payload) -> list[str]:
    return [str(each["text"]["text"]) for each in options(element)]


def shown(value: Any) -> Any:
    return value["text"]["text"] if isinstance(value, dict) and "text" in value else value
