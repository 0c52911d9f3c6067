"""Who did what in a team that others may ask about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.rows import Row


class AuditEvent(StrEnum):
    """What is written down."""

    TEAM_SAVED = "team saved"
    TEAM_PAUSED = "team paused"
    TEAM_RESUMED = "team resumed"
    SUMMARY_READ = "summary read"
    DRAFT_DELETED = "draft thrown away"
    CHECKIN_SKIPPED = "check-in skipped: late"
    RESULT_SKIPPED = "result not posted: late"


@dataclass(frozen=True, slots=True)
class AuditEntry(Row):
    """Who did it, and when."""

    actor: str
    at: datetime
