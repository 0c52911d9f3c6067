"""Entries of the audit log: acts in a team or a workspace that its people may ask about later."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Json

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
    YEARS_CHANGED = "years kept changed"
    RESULT_DELETED = "result deleted"
    TEAM_DELETED = "team deleted"
    PERSON_FORGOTTEN = "person forgotten"
    ADMIN_NAMED = "admin named"
    ADMIN_REMOVED = "admin removed"


@dataclass(frozen=True, slots=True)
class AuditEntry(Row):
    """What was done, by whom (a user id, or "clock") and when (UTC); `team_id` is None where it was no team's matter.

    `detail` holds ids and settings, never what people wrote.
    """

    id: str
    workspace: str
    team_id: str | None
    actor: str
    event: AuditEvent
    detail: Json[dict[str, Any]]
    at: datetime
