"""What a recording Slack remembers: messages, open windows, and a log of all that anybody has seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.trial import company

Payload = dict[str, Any]
TEAM, URL = "T0NORTHWIND", "https://northwind.slack.com/"


class Mirror(Protocol):
    """Another Slack, in which is said what is said in this one."""

    def open_room(self, user: str) -> str:
        """Return the id of somebody's direct messages."""

    def post(self, said: Payload) -> tuple[str, str]:
        """Say it there too. Return the channel and the ts that it has there."""

    def update(self, said: Payload) -> None: ...

    def delete(self, said: Payload) -> None: ...


NAMED = ("elements", "accessory", "element")


class Happening(StrEnum):
    """What has happened where it is looked at."""

    POST = "post"
    EDIT = "edit"
    DELETION = "deletion"
    WHISPER = "whisper"
    WINDOW = "window"
    HOME = "home"
    FILE = "file"
    CANVAS = "canvas"
    ACT = "act"


@dataclass(frozen=True)
class Event:
    """Something that was said or done: by the bot, or (an ACT, in `text`) by `user`, who else alone sees it.

    `before` are the blocks that an EDIT changes.
    """

    at: datetime
    what: Happening
    room: str
    text: str
    blocks: tuple[Payload, ...] = ()
    user: str = ""
    thread: str = ""
    before: tuple[Payload, ...] = ()


@dataclass(frozen=True)
class Profile:
    """Somebody as `users.info` shows them."""

    id: str
    name: str
    handle: str
    zone: str
    is_bot: bool = False

    def show(self) -> Payload:
        profile = {"real_name": self.name, "display_name": self.handle, "status_text": "", "status_emoji": ""}
        names = {"name": self.handle, "real_name": self.name, "tz": self.zone, "is_bot": self.is_bot, "deleted": False}
        return {"id": self.id, "team_id": TEAM, **names, "profile": profile}


@dataclass
class Window:
    """A view that somebody has open, and what they have put in, by (block_id, action_id)."""

    view: Payload
    given: dict[tuple[str, str], Payload] = field(default_factory=dict)


class Workspace:
    """One workspace of these people and channels (id → members)."""

    def __init__(self, now: Callable[[], datetime], people: Mapping[str, Profile], rooms: Mapping[str, str]) -> None:
        self.now, self.people, self.rooms = now, people, rooms
        self.members: dict[str, list[str]] = {}
        self.messages: dict[str, list[Payload]] = {}
        self.windows: dict[str, list[Window]] = {}
        self.homes: dict[str, Payload] = {}
        self.triggers: dict[str, str] = {}  # trigger → person
        self.addresses: dict[str, tuple[str, str, str]] = {}  # response_url → person, room, message pressed
        self.events: list[Event] = []
        self.mirror: Mirror | None = None
        self.direct = {each: f"D{each[1:]}" for each in people}  # person → their direct messages
        self._numbers = 0

    def reflect(self, mirror: Mirror) -> None:
        """Show in another Slack what is posted, and call rooms and messages as that does."""
        self.mirror = mirror
        self.direct = {each: mirror.open_room(each) for each in self.people if each != company.BOT_USER}

    def number(self) -> int:
        self._numbers += 1
        return self._numbers

    def note(self, what: Happening, room: str, said: Payload, user: str = "", before: Sequence[Payload] = ()) -> None:
        """Log what the bot has said there."""
        blocks = tuple(said.get("blocks") or ())
        thread = str(said.get("thread_ts", ""))
        self.events.append(Event(self.now(), what, room, said.get("text", ""), blocks, user, thread, tuple(before)))

    def act(self, user: str, room: str, text: str) -> None:
        """Log what somebody does."""
        self.events.append(Event(self.now(), Happening.ACT, room, text, user=user))

    def keep(self, room: str, said: Payload, user: str = "") -> Payload:
        """Put a message where it is read, by `user` alone where that is somebody; return it as Slack names it."""
        ts = said.get("ts") or f"{int(self.now().timestamp())}.{self.number():06d}"
        message = {"type": "message", "user": company.BOT_USER, "ts": ts, "text": "", **self.named(said), "for": user}
        self.messages.setdefault(room, []).append(message)
        return message

    def find(self, room: str, ts: str) -> Payload:
        """Return the message there; KeyError where there is none."""
        for each in self.messages.get(room, []):
            if each["ts"] == ts:
                return each
        raise KeyError("message_not_found")

    def open(self, user: str, view: Payload, *, on_top: bool) -> Payload:
        """Open a window, on top of what they have open or in its place."""
        stack = self.windows.setdefault(user, [])
        if not on_top:
            stack.clear()
        shown = self.named(view) | {"id": f"V{self.number():08d}"}
        root = stack[0].view["id"] if stack else shown["id"]
        shown |= {"root_view_id": root, "previous_view_id": stack[-1].view["id"] if stack else None}
        stack.append(Window(self._complete(shown)))
        return stack[-1].view

    def change(self, view_id: str, view: Payload) -> Payload:
        """Change an open window, in which stays what was put in; KeyError where it has been closed."""
        for window in (each for stack in self.windows.values() for each in stack):
            if window.view["id"] == view_id:
                same = {name: window.view[name] for name in ("id", "root_view_id", "previous_view_id")}
                window.view = self._complete(self.named(view) | same)
                return window.view
        raise KeyError("not_found")

    def _complete(self, view: Payload) -> Payload:
        empty = {"private_metadata": "", "callback_id": "", "external_id": "", "submit": None, "close": None}
        flags = {"notify_on_close": False, "clear_on_close": False, "state": {"values": {}}}
        return {"team_id": TEAM, "hash": str(self.number()), **empty, **flags, **view}

    def named(self, said: Payload) -> Payload:
        """Return it with every block and element named, as Slack names those that have no name."""
        if not said.get("blocks"):
            return dict(said)
        return {**said, "blocks": [self._named_block(each) for each in said["blocks"]]}

    def _named_block(self, block: Payload) -> Payload:
        named = {"block_id": f"b{self.number()}", **block}
        for key in NAMED:
            if isinstance(named.get(key), list) and block["type"] == "actions":
                named[key] = [{"action_id": f"a{self.number()}", **each} for each in named[key]]
            elif isinstance(named.get(key), dict):
                named[key] = {"action_id": f"a{self.number()}", **named[key]}
        return named
