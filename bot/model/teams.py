"""Teams, one Slack channel each, and their members."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import Json

from bot.model.rows import Row
from bot.model.schedule import Cadence, Rule


class Side(StrEnum):
    """The side of the house that somebody works on."""

    MARKETING = "marketing"
    IT = "it"
    SALES = "sales"
    AGENCY = "agency"
    OTHER = "other"


class Role(StrEnum):
    """The part somebody has in a team, and with it what they may do."""

    MANAGER = "manager"
    MEMBER = "member"
    OBSERVER = "observer"


class InvitationState(StrEnum):
    """The answer of somebody who was named; it was withdrawn where whoever leads has thought better of it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PauseReason(StrEnum):
    """The reason why a team is not asked: its manager said so, nothing can be posted in its channel, or it
    is being deleted.
    """

    MANAGER = "manager"
    ARCHIVED = "archived"
    BOT_REMOVED = "bot_removed"
    UNINSTALLED = "uninstalled"
    DELETED = "deleted"  # its rows go, in portions


@dataclass(frozen=True, slots=True)
class Team(Row):
    """A team, set up since `confirmed_at`. `checkin_day` 0 is Monday, `checkin_time` "HH:MM" in `zone`.

    `next_checkin_on` is the next day of the series; `next_checkin_why` says why `next_checkin_at` (UTC) is elsewhere.
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
        """The rhythm in which it is asked."""
        return Rule(self.zone, self.checkin_day, self.checkin_time, self.checkin_every, self.country, self.days_off)


@dataclass(frozen=True, slots=True)
class Membership(Row):
    """The place of one person in a team of `size` people, guests and those who only read along aside."""

    team_id: str
    side: Side
    role: Role
    size: int


@dataclass(frozen=True, slots=True)
class Member(Row):
    """Somebody in a team; a `guest` of the company says and does there what everybody does, and stands in no figure."""

    user_id: str
    side: Side
    role: Role
    guest: bool = False

    @property
    def counts(self) -> bool:
        """Return whether they are asked, and stand in figures."""
        return self.role is not Role.OBSERVER and not self.guest


@dataclass(frozen=True, slots=True)
class Invitation(Row):
    """Somebody whom `named_by` has put down for a side and a role: they are no member before they say so themselves.

    Since `asked_at` (UTC) they have been asked by a private message, which happens once.
    """

    id: str
    team_id: str
    user_id: str
    side: Side
    role: Role
    named_by: str
    named_at: datetime
    state: InvitationState
    asked_at: datetime | None

    @property
    def waits(self) -> bool:
        """Return whether it is still to be answered."""
        return self.state == InvitationState.WAITING

    @property
    def seat(self) -> Member:
        """What they are once they say yes."""
        return Member(self.user_id, self.side, self.role)


@dataclass(frozen=True, slots=True)
class OpenInvitation(Invitation):
    """One that still waits, and what its team is like: nobody is asked for a team that rests."""

    channel: str
    zone: str
    paused_at: datetime | None


@dataclass(frozen=True, slots=True)
class Colleague(Row):
    """Somebody in a team by name, for menus: these show no mentions. `name` is "" until Slack has told it."""

    user_id: str
    side: Side
    name: str
