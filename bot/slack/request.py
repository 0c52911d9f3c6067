"""One thing that somebody did in Slack, and what Slack shows next."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from slack_sdk import WebClient

from bot.actions.context import Context
from bot.errors import OutdatedError
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Carrier, P
from bot.messages.block_kit.render import Message
from bot.model.rights import Right
from bot.model.teams import Team
from bot.slack.actor import Actor
from bot.slack.coach import Coach
from bot.slack.fields import Fields
from bot.slack.shapes import MalformedError

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """A press, a submission, a shortcut or a word of /align: who and where, and the context of the action that follows.

    `body` is the payload as Slack sent it, for what only few listeners read. `team` is the team that a word of /align
    is for (see `bot.slack.words`), None for everything else. `right` is the one that was declared for it.
    """

    actor: Actor
    context: Context
    coach: Coach
    client: WebClient
    body: Body
    team: Team | None = None
    right: Right = Right.NOTHING

    @cached_property
    def view(self) -> View:
        """The window or Home tab in which it was done; empty elsewhere."""
        return dict(self.body.get("view") or {})

    def require_team(self) -> Team:
        """Return the team that a word is for. Only for words whose `TeamNeed` is not NONE: they never run without."""
        assert self.team is not None
        return self.team

    @property
    def in_modal(self) -> bool:
        """Return whether it was done in a window."""
        return self.view.get("type") == "modal"

    @cached_property
    def fields(self) -> Fields:
        """The window's fields with what was put into them; empty elsewhere."""
        return Fields((self.view.get("state") or {}).get("values") or {})

    def around(self, window: Carrier[P]) -> P | None:
        """Return what the window around it carries; None when that is another one."""
        if self.view.get("callback_id") != window.name:
            return None
        return window.payload.decode(self.view.get("private_metadata", ""))

    def inside(self, window: Carrier[P]) -> P:
        """Return what the window around it carries. OutdatedError when that is another one."""
        carried = self.around(window)
        if carried is None:
            raise OutdatedError
        return carried


@dataclass(frozen=True)
class Event:
    """One of Slack's events, with the surroundings of the action that follows (docs.slack.dev, Events API).

    `workspace` is "" where it is about all workspaces of an organisation.
    """

    context: Context
    coach: Coach
    workspace: str
    fields: Mapping[str, Any]

    @property
    def user(self) -> str:
        """The person whom it is about. MalformedError for an event that names none."""
        return self._read_id("user")

    @property
    def is_from_elsewhere(self) -> bool:
        """Return whether its author belongs to another company, in a channel that two companies share."""
        home = self.fields.get("user_team") or self.fields.get("team")
        return home is not None and home != self.workspace

    @property
    def channel(self) -> str:
        """The channel in which it happened. MalformedError for an event that names none."""
        return self._read_id("channel")

    def _read_id(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise MalformedError(f"event.{name}: no id")
        return value


@dataclass(frozen=True)
class Open:
    """A window by itself; on top of the one in which it was done."""

    view: View
    beneath: View | None = None


@dataclass(frozen=True)
class Replace:
    """A window in place of the one in which it was done; by itself elsewhere."""

    view: View
    beneath: View | None = None


@dataclass(frozen=True)
class Close:
    """No window more: after a submission the one that was sent in closes."""

    beneath: View | None = None


@dataclass(frozen=True)
class Reply:
    """Words for the one who asked: beside what they typed, in a window where they pressed a button."""

    message: Message


@dataclass(frozen=True)
class Notice:
    """A small window on top that says why something is not so; unlike after an error, what was recorded stays."""

    text: str
    beneath: View | None = None


@dataclass(frozen=True)
class Invalid:
    """What to mend, by field."""

    faults: Mapping[str, str]


# What a listener returns. `beneath` is what the window at the bottom of the stack shows from now on. None: nothing.
Shown = Open | Replace | Close | Reply | Notice | Invalid | None
