"""Entries of the audit log: acts in a team or a workspace that its people may ask about later."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Json

from bot.model.rows import Row

OPERATOR = "operator"  # an actor who has no id of Slack's: whoever runs Align, by a command


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
    REPORT_READ = "report read"
    EXPORTED = "exported"
    DIGEST_SENT = "digest sent"
    ASKED_ELSEWHERE = "figures asked by an assistant"
    AUDIT_EXPORTED = "audit exported"
    LEAD_CHANGED = "lead changed"
    WAVE_LAUNCHED = "wave launched"
    RESULT_TAKEN_DOWN = "result taken down"
    MEMBER_MOVED = "member moved"
    PERSON_NAMED = "person named"
    GUEST_CHANGED = "guest or not"
    BENCHMARK_EXPORTED = "benchmark exported"
    RESTORED = "backup restored"


LOOKS = frozenset(
    {
        AuditEvent.SUMMARY_READ,
        AuditEvent.REPORT_READ,
        AuditEvent.EXPORTED,
        AuditEvent.DIGEST_SENT,
        AuditEvent.ASKED_ELSEWHERE,
    }
)  # what everybody in the team may look up


@dataclass(frozen=True, slots=True)
class AuditEntry(Row):
    """What was done, by whom (a user id, "clock", or OPERATOR) and when (UTC); `team_id` is None and `channel`
    "" where it was no team's matter.

    `detail` holds ids and settings, never what people wrote.
    """

    id: str
    workspace: str
    team_id: str | None
    channel: str
    actor: str
    event: AuditEvent
    detail: Json[dict[str, Any]]
    at: datetime
