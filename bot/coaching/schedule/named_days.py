"""The days that a text names by their month, wherever they stand in it."""

import re
from typing import NamedTuple

from bot.coaching.schedule.calendar_days import read_month
from bot.coaching.schedule.day_names import DOTS, ISO, NAMED
from bot.coaching.schedule.day_text import normalize_text

_PATTERNS = (ISO, DOTS, NAMED)
_WORD = re.compile(r"(?<![\w/.])\w")


class NamedDay(NamedTuple):
    """A day of a month; `year` is None where the text does not say it."""

    month: int
    day: int
    year: int | None

    def may_be(self, other: "NamedDay") -> bool:
        """Return True unless the two are different days."""
        years = {self.year, other.year} - {None}
        return (self.month, self.day) == (other.month, other.day) and len(years) < 2


def list_named_days(text: str) -> list[NamedDay]:
    """Return every day that a text names with its month, in the text's order; a number alone is none."""
    plain, end, days = normalize_text(text), 0, []
    for word in _WORD.finditer(plain):
        found = _read_day(plain, word.start()) if word.start() >= end else None
        if found:
            end, day = found
            days.append(day)
    return days


def _read_day(plain: str, start: int) -> tuple[int, NamedDay] | None:
    """Return where a day that begins here ends, and the day."""
    for pattern in _PATTERNS:
        named = pattern.match(plain, start)
        # Not in the middle of a longer number or word.
        day = _make_day(named.groupdict()) if named and not re.match(r"[\w/]", plain[named.end() :]) else None
        if named and day:
            return named.end(), day
    return None


def _make_day(said: dict[str, str | None]) -> NamedDay | None:
    """Return the day; None where there is none, and for 1.5, which is mostly a number."""
    day, written, year = said.get("day") or said.get("day2"), said.get("month") or said.get("month2"), said["year"]
    month = int(written) if written and written.isdigit() and year else read_month(written or "")
    fits = month and 1 <= month <= 12 and 1 <= int(day or 0) <= 31
    return NamedDay(month or 0, int(day or 0), _read_year(year)) if fits else None


def _read_year(year: str | None) -> int | None:
    return int(year) + (2000 if len(year) == 2 else 0) if year else None
