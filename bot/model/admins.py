"""The people who look after Align in a workspace, beside Slack's own admins."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.rows import Row


@dataclass(frozen=True, slots=True)
class Admin(Row):
    """Somebody whom another admin has named, and when (UTC). Slack's own are in no table: Slack is asked."""

    user_id: str
    named_by: str
    named_at: datetime
