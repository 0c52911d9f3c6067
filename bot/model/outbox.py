"""The outbox: what the bot says by itself, one row a message or change, kept until Slack has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from pydantic import Json

from bot.model.rows import Row

OUR_EVENT = "align_outbox"  # the metadata of a post: by it a message is known again, whatever its text has become


class Operation(StrEnum):
    """The call to Slack that a row asks for."""

    POST = "post"
    UPDATE = "update"
    HOME = "home"
    PIN = "pin"
    UNPIN = "unpin"
    FILE = "file"
    DELETE = "delete"
    CANVAS = "canvas"
    READ = "read"  # of a file that somebody has sent: it brings words in, and says nothing


class OutboxState(StrEnum):
    """The progress of a row; one in `doubt` may have been sent, and a person has to look."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    VOID = "void"
    DOUBT = "doubt"


class Kind(StrEnum):
    """The subject of a row; with its `ref` it names what is composed when the row is sent."""

    RESULT = "outcome"  # rows still waiting have this word: a new one would leave them without a composer
    QUESTIONS = "questions"
    MAIL = "mail"
    RESULT_CHANGED = "result_changed"
    RESULT_FILE = "result_file"
    COMPARISON = "comparison"
    SEAT = "seat"
    CORRECTED = "corrected"
    COMMITMENT = "commitment"
    OFFER = "offer"
    WILLING = "willing"
    UNTAKEN = "untaken"
    STUCK = "stuck"
    MARKED = "marked"
    CHECKIN = "checkin"
    CLOSING = "closing"
    PULSE = "pulse"
    WAVE = "wave"
    WAVE_RESULT = "wave_result"
    WEEKLY = "weekly"
    WEEKLY_ENDED = "weekly_ended"
    REMINDER = "reminder"
    TREND = "trend"
    DIGEST_ENDED = "digest_ended"
    DOCUMENT = "document"
    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_AGREED = "document_agreed"
    DOCUMENT_FILE = "document_file"
    DOCUMENT_LIST = "document_list"
    CANVAS = "canvas"
    FOLLOWUP = "followup"
    SHEET = "sheet"
    SHEET_TEAM = "sheet_team"
    TEAM_DRAFT = "team_draft"
    REPORT = "report"
    SUGGESTION = "suggestion"
    HELLO = "hello"
    INTRODUCTION = "introduction"
    CHANNEL = "channel"
    TEAM_DELETED = "team_deleted"
    FORGOTTEN = "forgotten"
    ADMIN = "admin"
    AUDIT_FILE = "audit_file"
    EXPORT = "export"
    EXPORT_FILE = "export_file"
    NOTICE = "notice"
    HOME = "home"
    UNDELIVERED = "undelivered"
    UNDRAWN = "undrawn"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Address:
    """The place a row goes to. `channel` may be a person's id: Slack opens the direct messages itself.

    `team_id` is the team whose channel this is; a row to one person has none, unless it stands for the team.
    """

    workspace: str
    channel: str
    team_id: str | None = None

    @classmethod
    def to_person(cls, workspace: str, user: str) -> Self:
        """Return the address of somebody's direct messages."""
        return cls(workspace, user)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a post is about, by which it is found again: to change it, or to answer in its thread.

    For a thread it must be a post in the channel itself: Slack has no threads inside threads.
    """

    kind: Kind
    ref: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a channel that is to be said; `notify_on_failure` is the user who hears when it cannot be delivered."""

    ref: str
    at: Address
    notify_on_failure: str | None = None


@dataclass(frozen=True, slots=True)
class OutboxRow(Row):
    """A row of `outbox`; moments are UTC.

    `leased_until` and `tried_at` are set while it is `sending`, `sent_…` when Slack has it; `place` orders the rows of
    one moment.
    """

    id: str
    workspace: str
    team_id: str | None
    channel: str
    op: Operation
    kind: Kind
    ref: str
    detail: Json[Mapping[str, Any]]
    notify_on_failure: str | None
    state: OutboxState
    due_at: datetime
    attempts: int
    leased_until: datetime | None
    tried_at: datetime | None
    created_at: datetime
    place: int
    sent_at: datetime | None
    sent_channel: str | None
    sent_ts: str | None
    error: str | None

    @property
    def thread(self) -> Subject | None:
        """The post in whose thread it is said; None in the channel."""
        kind, ref = self.detail.get("thread") or (None, None)
        return Subject(Kind(kind), ref) if kind and ref else None

    @property
    def address(self) -> Address:
        """The place it goes to."""
        return Address(self.workspace, self.channel, self.team_id)


@dataclass(frozen=True, slots=True)
class Whisper:
    """Words for one person's eyes (Slack: ephemeral), such as the thanks for a tap: kept in memory, in no table or log,
    because a row would tell who pressed what, and when.

    They are said once at most. When the process ends before that they are gone: what they answer is recorded all the
    same, and a document that somebody asked to see is there when they ask again. `detail` is for whoever composes it.
    `replaces`: they stand in place of the message that was pressed, in direct messages, where nobody else reads it.
    """

    kind: Kind
    ref: str
    at: Address
    user: str
    response_url: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict, repr=False)
    replaces: bool = False
