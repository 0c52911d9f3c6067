"""Quarters of a year, as people name them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coaching.schedule.calendar_days import ONE_DAY, add_months
from bot.coaching.summary.period import LONGEST, Period
from bot.errors import UserError

EXAMPLES = "`/align report`, `/align report last`, `/align report Q3` or `/align report 2026-Q4`"
_NAMED = re.compile(r"(?:(?P<year>20\d\d)[\s-]*)?q(?P<number>[1-4])(?:[\s/-]*(?P<later>20\d\d))?")
_THIS, _LAST = ("", "this", "now", "current"), ("last", "previous", "before")


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year; `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def from_key(cls, key: str) -> "Quarter":
        """Return the one of which this is the `key`."""
        year, number = key.split("-Q")
        return cls(int(year), int(number))

    @property
    def key(self) -> str:
        """How a machine calls it: 2026-Q4."""
        return f"{self.year}-Q{self.number}"

    @property
    def title(self) -> str:
        """How people call it: Q4 2026."""
        return f"Q{self.number} {self.year}"

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return add_months(self.start, 3) - ONE_DAY

    def list_days(self, today: date) -> Period:
        """Return its days until `today`."""
        return Period(self.start, min(self.end, today))


def read_quarter(text: str, today: date) -> Quarter:
    """Return the quarter that a text like `Q3`, `2026-Q4` or `last` names, "" the one that `today` is in.

    UserError, with examples, for what cannot be read, is still to come, or too long ago. Without a year it is the last
    such quarter that has begun.
    """
    plain = " ".join(text.lower().replace("quarter", " ").split())
    current = Quarter.of(today)
    if plain in _THIS:
        return current
    if plain in _LAST:
        return Quarter.of(current.start - timedelta(days=1))
    return _check(_find(plain, text, current), today)


def _find(plain: str, text: str, current: Quarter) -> Quarter:
    named = _NAMED.fullmatch(plain)
    if named is None or (named["year"] and named["later"]):
        raise UserError(f"I don't know which quarter “{' '.join(text.split())[:60]}” is. Write it like {EXAMPLES}.")
    number = int(named["number"])
    year = named["year"] or named["later"]
    return Quarter(int(year) if year else current.year - (number > current.number), number)


def _check(quarter: Quarter, today: date) -> Quarter:
    if quarter.start > today:
        raise UserError(f"{quarter.title} is still to come. Write one that has begun, like {EXAMPLES}.")
    if today - quarter.start > LONGEST:
        raise UserError(f"I look back two years at most, and {quarter.title} is longer ago. Try {EXAMPLES}.")
    return quarter
