"""The state of a workspace: people, channels, messages, open modals, home tabs, and what the bot may still use once."""

import marshal
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from tests.standin.blockkit.doubts import doubts
from tests.standin.blockkit.limits import Payload

TEAM, DOMAIN, APP = "T0ALIGN01", "align-test", "A0ALIGN01"
BOT_USER, BOT_ID, BOT_TOKEN = "U0ALIGNBOT", "B0ALIGN01", "xoxb-test"
SCOPES = "commands chat:write im:write im:history users:read files:write channels:read groups:read app_mentions:read"
OPTIONAL_SCOPES = "canvases:write pins:write dnd:read files:read"


class Refused(Exception):
    """Slack's answer when it says no: its error code and what comes with it."""

    def __init__(self, error: str, faults: Iterable[str] = (), **more: Any) -> None:
        super().__init__(error, *faults)
        self.error = error
        told = [f"{text} [json-pointer:{at}]" for at, _, text in (fault.partition(": ") for fault in faults)]
        self.body: Payload = {"ok": False, "error": error, **more}
        if told:
            self.body["response_metadata"] = {"messages": [f"[ERROR] {each}" for each in told]}
            self.body["errors"] = told


@dataclass
class User:
    id: str
    name: str
    real_name: str
    tz: str = "Europe/Berlin"
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    team: str = TEAM  # another one for people of another company, in a channel that both share
    title: str = ""  # what they say they do
    status_text: str = ""
    status_emoji: str = ""
    dnd: tuple[datetime, datetime] | None = None

    def shown(self, now: datetime) -> Payload:
        """Return the user as users.info does; deleted people have few fields."""
        profile = {
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "title": self.title,
            "status_text": self.status_text,
            "status_emoji": self.status_emoji,
            "status_expiration": 0,
            "team": self.team,
        }
        shown: Payload = {"id": self.id, "team_id": self.team, "name": self.name, "deleted": self.deleted}
        shown |= {"profile": profile, "is_bot": self.is_bot, "is_app_user": False, "updated": 1760000000}
        if self.deleted:
            return shown
        if self.tz:  # not everybody has one
            offset = now.astimezone(ZoneInfo(self.tz)).utcoffset() or timedelta()
            shown |= {"tz": self.tz, "tz_label": self.tz, "tz_offset": int(offset.total_seconds())}
        return shown | {
            "real_name": self.real_name,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_stranger": self.team != TEAM,
            "is_email_confirmed": True,
        }


@dataclass
class Room:
    """A channel or, with `person`, somebody's DM with the bot."""

    id: str
    name: str
    members: set[str]
    is_private: bool = False
    archived: bool = False
    person: str = ""
    messages: list[Payload] = field(default_factory=list)

    def find(self, ts: Any) -> Payload | None:
        return next((each for each in self.messages if each["ts"] == ts), None)


@dataclass
class Canvas:
    """A canvas that stands as a tab in a channel, "" in none."""

    title: str
    markdown: str
    room: str = ""


@dataclass
class Whisper:
    """An ephemeral message."""

    user: str
    room: str
    message: Payload


@dataclass
class Trigger:
    user: str
    at: datetime
    in_modal: bool = False
    used: bool = False


@dataclass
class Address:
    """A response_url: where its posts go, and how often it was used."""

    user: str
    room: str
    at: datetime
    source: Payload | None = None
    uses: int = 0


@dataclass
class Modal:
    """A view that somebody has open, what was typed by (block_id, action_id), and the errors shown by block_id."""

    view: Payload
    typed: dict[tuple[str, str], Payload] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class Workspace:
    def __init__(self, now: Callable[[], datetime], uploads: str = "", downloads: str = "") -> None:
        self.now = now
        self.uploads, self.downloads = uploads, downloads
        self.groups: dict[str, str] = {}  # handle → id
        self.should_escape = True  # what the manifest says of the slash command
        self.scopes = {*SCOPES.split(), *OPTIONAL_SCOPES.split()}
        self.users: dict[str, User] = {BOT_USER: User(BOT_USER, "align", "Align", is_bot=True)}
        self.rooms: dict[str, Room] = {}
        self.whispers: list[Whisper] = []
        self.modals: dict[str, list[Modal]] = {}
        self.homes: dict[str, Payload] = {}
        self.triggers: dict[str, Trigger] = {}
        self.addresses: dict[str, Address] = {}
        self.files: dict[str, Payload] = {}
        self.canvases: dict[str, Canvas] = {}
        self.has_canvases = self.is_paid = True
        self.unknown_blocks: set[str] = set()  # types that it refuses
        self.pins: list[tuple[str, str]] = []
        self.accepted: list[tuple[str, Payload]] = []
        self.posts: list[Payload] = []
        self.doubts: list[str] = []
        self.numbered = 0
        self._numbering = threading.Lock()

    def number(self) -> int:
        with self._numbering:
            self.numbered += 1
            return self.numbered

    def ts(self) -> str:
        """A message's id: the time that the test says it is, made unique."""
        return f"{int(self.now().timestamp())}.{self.number():06d}"

    def dm(self, user: str) -> Room:
        """The person's DM with the bot, opened if it was not."""
        name = f"D{user[1:]}"
        return self.rooms.setdefault(name, Room(name, "directmessage", {user, BOT_USER}, person=user))

    def trigger(self, user: str, in_modal: bool = False) -> str:
        name = f"{self.number()}.{TEAM[1:]}.trigger"
        self.triggers[name] = Trigger(user, self.now(), in_modal)
        return name

    def use(self, trigger_id: Any) -> Trigger:
        """Spend a trigger: known, at most 3 seconds old, once."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.now() - trigger.at > timedelta(seconds=3):
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def address(self, user: str, room: str, source: Payload | None = None) -> str:
        name = f"r{self.number()}"
        self.addresses[name] = Address(user, room, self.now(), source)
        return name

    def accept(self, surface: str, payload: Payload) -> None:
        """Remember a message or view that Slack took, and what we would regret about it."""
        self.accepted.append((surface, copied(payload)))
        self.doubts += [f"{surface}: {doubt}" for doubt in doubts(payload)]

    def kept(self, value: Any) -> Any:
        """Blocks as Slack keeps them: every block and element named, text objects with their defaults."""
        if isinstance(value, list):
            return [self.kept(each) for each in value]
        if not isinstance(value, dict):
            return value
        kept = {name: self.kept(each) for name, each in value.items()}
        if kept.get("type") == "plain_text":
            kept.setdefault("emoji", True)
        if kept.get("type") == "mrkdwn":
            kept.setdefault("verbatim", False)
        return kept

    def kept_blocks(self, blocks: list[Payload]) -> list[Payload]:
        kept: list[Payload] = self.kept(blocks)
        for block in kept:
            block.setdefault("block_id", f"b{self.number()}")
            for element in elements_of(block):
                element.setdefault("action_id", f"a{self.number()}")
        return kept


def copied(value: Payload) -> Payload:
    """A copy of what has come as JSON, all the way down: many times quicker than `copy.deepcopy`."""
    return cast(Payload, marshal.loads(marshal.dumps(value)))


def elements_of(block: Payload) -> list[Payload]:
    """The elements of a block that a person can act on."""
    several = block.get("elements", []) if block["type"] in ("actions", "context_actions") else []
    found = [*several, block.get("accessory"), block.get("element"), *block.get("actions", [])]
    return [each for each in found if each and each.get("type") != "image"]
