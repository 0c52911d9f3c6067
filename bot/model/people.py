"""People: zone, quiet, absences, and a Slack status that sounds like one."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.model.rows import Row

STAND_IN = "gone-"  # no id of Slack's begins so
SOMEBODY_GONE = "somebody who has left"


@dataclass(frozen=True, slots=True)
class Person(Row):
    """A person in a workspace. `name`, `zone` (IANA) and `country` are "" while nobody has said.

    `muted_until` None with `muted_at` means for good. At `consider_at` (UTC) it is worth asking what to remind them of.
    Since `home_opened_at` their Home tab is kept up to date. `is_admin`: one of Slack's own, as it said last; no right
    follows from it.
    """

    workspace: str
    user_id: str
    name: str = ""
    zone: str = ""
    country: str = ""
    muted_at: datetime | None = None
    muted_until: datetime | None = None
    slowdown_announced_at: datetime | None = None
    consider_at: datetime | None = None
    home_opened_at: datetime | None = None
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Absence(Row):
    """An absence from `first_day` to `last_day`, both included; since `welcomed_at` they know they are asked again."""

    id: str
    workspace: str
    user_id: str
    first_day: date
    last_day: date
    welcomed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Status(Row):
    """A status in Slack that sounds like an absence; `last_day` is None where Slack names no end."""

    workspace: str
    user_id: str
    status: str
    last_day: date | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ForgetRequest(Row):
    """Somebody who wants to be forgotten; since `done_at` (UTC) nothing is left but the message that says so."""

    id: str
    workspace: str
    user_id: str
    asked_at: datetime
    done_at: datetime | None

    @property
    def stand_in(self) -> str:
        """What stands in their place from then on."""
        return f"{STAND_IN}{self.id}"


@dataclass(frozen=True, slots=True)
class PersonalData(Row):
    """How much is kept of somebody, and the channels of the teams that they lead."""

    absences: int
    drafts: int
    notes: int
    memberships: int
    commitments: int
    results: int
    led: tuple[str, ...]


def is_forgotten(user: str) -> bool:
    """Return whether this stands in the place of somebody who was forgotten: nobody can write to them."""
    return user.startswith(STAND_IN)
