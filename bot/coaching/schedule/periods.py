"""Weeks, months and lengths of time as people name them: next week, rest of the month, January, for two weeks."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.coaching.schedule.calendar_days import (
    FAR,
    ONE_DAY,
    add_months,
    begin_of_week,
    end_of_month,
    next_weekday,
    read_month,
)
from bot.coaching.schedule.readings import Span
from bot.errors import UserError

_SIX = timedelta(days=6)
_WEEK = timedelta(weeks=1)
_FILLER = re.compile(r"^(?:(?:for|during|over|in|on|all of|all|whole of|whole|the|rest of|remainder of|this)\s)+")
_MONTH = re.compile(r"(?P<next>next )?(?P<name>[a-z]{3,9})(?: (?P<year>\d{4}))?")
_WEEK_OF = re.compile(r"week (?:of|starting|beginning|from) (?P<day>.+)")
LENGTH = r"(?P<count>\d{1,3}|an?) (?P<unit>days?|d|weeks?|wks?|w|fortnights?|months?|years?)"
_UNIT_DAYS: Mapping[str, int] = {"d": 1, "w": 7, "f": 14}


def find_period(plain: str, today: date) -> Span | None:
    """Return the days left of the week, weekend, month or year that a text names; None for anything else.

    UserError for a month without a year that is too far off.
    """
    name = _FILLER.sub("", plain)
    if find := _PERIODS.get(name):
        first, last = find(today)
        return Span(first, last)
    return _find_month(name, today)


def find_week_of(plain: str) -> str | None:
    """Return the day in `week of 5 jan`."""
    found = _WEEK_OF.fullmatch(_FILLER.sub("", plain))
    return found["day"] if found else None


def week_around(day: date) -> Span:
    """Return Monday to Sunday of that day's week."""
    return Span(begin_of_week(day), begin_of_week(day) + _SIX)


def add_length(start: date, count: str, unit: str) -> date:
    """Return the day so much later: a number or `a`, and a unit of LENGTH."""
    number = int(count) if count.isdigit() else 1
    if unit[0] in _UNIT_DAYS:
        return start + timedelta(days=number * _UNIT_DAYS[unit[0]])
    return add_months(start, number * (12 if unit[0] == "y" else 1))


def begin_length(end: date, count: str, unit: str) -> date:
    """Return the first day of a time so long that ends with `end`: a number or `a`, and a unit of LENGTH."""
    number = int(count) if count.isdigit() else 1
    if unit[0] in _UNIT_DAYS:
        return end - timedelta(days=max(number * _UNIT_DAYS[unit[0]] - 1, 0))
    return add_months(end, -number * (12 if unit[0] == "y" else 1)) + ONE_DAY


def _this_week(today: date) -> tuple[date, date]:
    return today, begin_of_week(today) + _SIX


def _later_week(weeks: int) -> Callable[[date], tuple[date, date]]:
    def find(today: date) -> tuple[date, date]:
        monday = begin_of_week(today) + weeks * _WEEK
        return monday, monday + _SIX

    return find


def _this_weekend(today: date) -> tuple[date, date]:
    return (today, today) if today.weekday() == 6 else _weekend_from(next_weekday(5, today))


def _next_weekend(today: date) -> tuple[date, date]:
    return _weekend_from(next_weekday(5, today + ONE_DAY))


def _weekend_from(saturday: date) -> tuple[date, date]:
    return saturday, saturday + ONE_DAY


def _this_month(today: date) -> tuple[date, date]:
    return today, end_of_month(today)


def _next_month(today: date) -> tuple[date, date]:
    first = end_of_month(today) + ONE_DAY
    return first, end_of_month(first)


def _this_year(today: date) -> tuple[date, date]:
    return today, today.replace(month=12, day=31)


_PERIODS: Mapping[str, Callable[[date], tuple[date, date]]] = {
    "week": _this_week,
    "next week": _later_week(1),
    "week after next": _later_week(2),
    "weekend": _this_weekend,
    "next weekend": _next_weekend,
    "month": _this_month,
    "next month": _next_month,
    "year": _this_year,
}


def _find_month(name: str, today: date) -> Span | None:
    found = _MONTH.fullmatch(name)
    month = read_month(found["name"]) if found else None
    if found is None or month is None:
        return None
    since = end_of_month(today) + ONE_DAY if found["next"] else today
    year = int(found["year"]) if found["year"] else since.year + (month < since.month)
    first = date(year, month, 1)
    if not found["year"] and first - today > FAR:
        raise UserError(f"The next {first:%B} is far away. If you mean it, write it like {first:%B} {year}.")
    return Span(max(first, today) if end_of_month(first) >= today else first, end_of_month(first))
