"""The rhythm in which a team is asked, and one time that it names."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Cadence(StrEnum):
    """The interval at which a team is asked."""

    WEEKLY = "1w"
    FORTNIGHTLY = "2w"
    MONTHLY = "1m"


@dataclass(frozen=True, slots=True)
class Rule:
    """The rhythm of a team: `weekday` 0 is Monday, `time` "HH:MM" in `zone` (IANA).

    Never on a holiday of `country` (DE, or DE-BE for a part of it) or on `days_off`.
    """

    zone: str
    weekday: int
    time: str
    every: Cadence = Cadence.WEEKLY
    country: str = ""
    days_off: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time that a rule names. `on` is its day in the series; `at` (UTC) and `local` are when it really is.

    `reasons` tell why it is elsewhere, or why one before it was left out: words for a person, without a full stop.
    """

    on: date
    at: datetime
    local: datetime
    reasons: tuple[str, ...] = ()
