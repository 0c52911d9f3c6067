"""Periods that a summary is for: days in the team's own zone, as people name where they begin."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.calendar_days import FAR, ONE_DAY, add_months, begin_of_week, read_month, read_weekday
from bot.coaching.schedule.day_names import Since, find_days
from bot.coaching.schedule.day_text import normalize_text
from bot.coaching.schedule.periods import LENGTH, begin_length
from bot.errors import UserError

USUAL = 28  # days: four check-ins of a weekly team, on whatever day it is asked
LONGEST = timedelta(days=2 * 366)  # how far back: what is older is hardly kept, and says little of today
EXAMPLES = "`/align summary since:4w`, `since:october` or `since:2027-01-01`"
_SINCE = re.compile(r"^(?:since|from)?[\s:=]*")
_LENGTH = re.compile(rf"(?:the )?(?:last |past )?{LENGTH}(?: ago)?")
_MONTH = re.compile(r"(?:beginning of |start of )?(?P<name>[a-z]{3,9})(?: (?P<year>\d{4}))?")
_YEAR = re.compile(r"(?P<year>20\d\d)")


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def before(self) -> "Period":
        """The period of equal length that ends on the day before it."""
        return Period(self.start - timedelta(days=self.days), self.start - ONE_DAY)

    def contains(self, moment: datetime, zone: str) -> bool:
        """Return whether a moment is on one of its days in an IANA zone."""
        return self.start <= moment.astimezone(ZoneInfo(zone)).date() <= self.end

    def find_bounds(self, zone: str) -> tuple[datetime, datetime]:
        """Return the moment at which it begins in a zone, and the first one after it."""
        return _midnight(self.start, zone), _midnight(self.end + ONE_DAY, zone)


def make_usual(today: date) -> Period:
    """Return the last four weeks until `today`."""
    return Period(today - timedelta(days=USUAL - 1), today)


def read_period(text: str, today: date, longest: timedelta = LONGEST) -> Period:
    """Return the period until `today` that a text like `since:4w` or `Since October` names; "" is the usual one.

    UserError, with examples, for what cannot be read, is still to come, or `longest` ago.
    """
    plain = _SINCE.sub("", normalize_text(text.replace(":", " ").replace("=", " ")))
    if not plain:
        return make_usual(today)
    start = _find_start(plain, today)
    if start is None:
        raise UserError(f"I don't know since when “{' '.join(text.split())[:60]}” is. Write it like {EXAMPLES}.")
    if start > today:
        raise UserError(f"{start.isoformat()} is still to come. Write a day that is over, like {EXAMPLES}.")
    if today - start > longest:
        most = "two" if longest == LONGEST else longest // timedelta(days=366)
        raise UserError(f"I look back {most} years at most, and {start.isoformat()} is longer ago. Try {EXAMPLES}.")
    return Period(start, today)


def _find_start(plain: str, today: date) -> date | None:
    """Return the first day of what is named, None for what is no day; without a year the last such day."""
    if (begin := _NAMED.get(plain.removeprefix("this ").removeprefix("the "))) is not None:
        return begin(today)
    if length := _LENGTH.fullmatch(plain):
        return begin_length(today, length["count"], length["unit"])
    return _find_month(plain, today) or _find_day(plain, today)


def _find_month(plain: str, today: date) -> date | None:
    if year := _YEAR.fullmatch(plain):
        return date(int(year["year"]), 1, 1)
    named = _MONTH.fullmatch(plain)
    month = read_month(named["name"]) if named else None
    if named is None or month is None:
        return None
    year_ = int(named["year"]) if named["year"] else today.year - (month > today.month)
    return date(year_, month, 1)


def _find_day(plain: str, today: date) -> date | None:
    weekday = read_weekday(plain.removeprefix("last "))
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    # Days are read as the next such day from `start` on, and none that is further off than FAR without its year.
    for start in (today - FAR, today - timedelta(days=364)):
        try:
            days = [day for day in find_days(plain, Since(today, start)).days if day <= today or start < today - FAR]
        except (UserError, ValueError, OverflowError):
            continue
        if len(days) == 1:
            return days[0]
    return None


def _begin_quarter(today: date) -> date:
    return date(today.year, (today.month - 1) // 3 * 3 + 1, 1)


_NAMED: Mapping[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "week": begin_of_week,
    "last week": lambda today: begin_of_week(today) - timedelta(weeks=1),
    "month": lambda today: today.replace(day=1),
    "last month": lambda today: add_months(today.replace(day=1), -1),
    "quarter": _begin_quarter,
    "last quarter": lambda today: add_months(_begin_quarter(today), -3),
    "year": lambda today: date(today.year, 1, 1),
    "last year": lambda today: date(today.year - 1, 1, 1),
}


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
