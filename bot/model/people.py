"""People: zone, quiet, absences, and a Slack status that sounds like one."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.model.rows import Row


@dataclass(frozen=True, slots=True)
class Person(Row):
    """A person in a workspace. `name`, `zone` (IANA) and `country` are "" while nobody has said.

    `muted_until` None with `muted_at` means for good. At `consider_at` (UTC) it is worth asking what to remind them of.
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
