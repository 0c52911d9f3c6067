"""Check-ins (the weekly message) and what people say at them."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.rows import Row
from bot.model.teams import Side


@dataclass(frozen=True, slots=True)
class Checkin(Row):
    """Open until `closes_at`. `due_at` is the regular moment that it stands for. The rest is its team's."""

    id: str
    team_id: str
    due_at: datetime
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    team: str
    workspace: str
    channel: str
    zone: str
    next_checkin_at: datetime
    paused_at: datetime | None
    created_by: str


@dataclass(frozen=True, slots=True)
class Note(Row):
    """What somebody says at a check-in by now; "" for what they do not."""

    user_id: str
    side: Side
    moved: str
    stuck: str
    need: str
