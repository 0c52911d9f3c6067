"""Teams, one Slack channel each, and their members."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import Json

from bot.model.rows import Row
from bot.model.schedule import Cadence, Rule


class Side(StrEnum):
    """Where somebody works."""

    MARKETING = "marketing"
    IT = "it"
    SALES = "sales"
    OTHER = "other"


class Role(StrEnum):
    """What somebody may do in a team."""

    MANAGER = "manager"
    MEMBER = "member"
    OBSERVER = "observer"


class PauseReason(StrEnum):
    """Why a team is not asked: its manager said so, or nothing can be posted in its channel."""

    MANAGER = "manager"
    ARCHIVED = "archived"
    BOT_REMOVED = "bot_removed"
    UNINSTALLED = "uninstalled"


@dataclass(frozen=True, slots=True)
class Team(Row):
    """`checkin_day` 0 is Monday, `checkin_time` "HH:MM" in `zone`; `next_checkin_on` is its day in the series, at which
    `next_checkin_at` (UTC) may not lie: `next_checkin_why` says why. `confirmed_at`: since when it is set up.
    """

    id: str
    workspace: str
    channel: str
    name: str
    zone: str
    checkin_day: int
    checkin_time: str
    checkin_every: Cadence
    country: str
    days_off: Json[frozenset[date]]
    next_checkin_on: date
    next_checkin_at: datetime
    next_checkin_why: str
    created_by: str
    created_at: datetime
    confirmed_at: datetime | None
    paused_at: datetime | None
    pause_reason: PauseReason | None
    paused_until: datetime | None

    @property
    def rule(self) -> Rule:
        """When it is asked."""
        return Rule(self.zone, self.checkin_day, self.checkin_time, self.checkin_every, self.country, self.days_off)


@dataclass(frozen=True, slots=True)
class Member(Row):
    """Somebody in a team."""

    user_id: str
    side: Side
    role: Role
