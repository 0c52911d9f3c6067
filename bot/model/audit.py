"""Entries of the audit log: acts in a team that its members may ask about later."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.rows import Row


class AuditEvent(StrEnum):
    """An act that is written down."""

    # Rows keep these words: a new spelling would hide the entries written before it.

    TEAM_SAVED = "team saved"
    MEMBER_JOINED = "member joined"
    MEMBER_LEFT = "member left"
    MEMBER_REMOVED = "member removed"
    TEAM_PAUSED = "team paused"
    TEAM_RESUMED = "team resumed"
    SUMMARY_READ = "summary read"
    DRAFT_DELETED = "draft thrown away"
    CHECKIN_SKIPPED = "check-in skipped: late"
    WAVE_CLOSED = "wave closed"
    WEEKLY_BEGUN = "survey begun: one a week"
    WEEKLY_ENDED = "survey ended: one a week"
    RESULT_SKIPPED = "result not posted: late"
    RESULT_DELETED = "result deleted"
    TEAM_DELETED = "team deleted"
    PERSON_FORGOTTEN = "person forgotten"


@dataclass(frozen=True, slots=True)
class AuditEntry(Row):
    """The person who did it, and the moment (UTC)."""

    actor: str
    at: datetime
