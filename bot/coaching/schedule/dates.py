"""Days as people write them, for whoever needs them: 5 Jan, tomorrow, 24 Dec - 1 Jan, until 5 Jan, for two weeks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.coaching.schedule.day_printing import format_span, write_day
from bot.coaching.schedule.day_reading import read_reading
from bot.coaching.schedule.readings import Ambiguous, Day, Reading, Refused, Span
from bot.errors import UserError

_STARTS = re.compile(r"^\s*(?:from|starting|as of|again|on)\s+", re.IGNORECASE)
_BY = re.compile(r"[\s,]+(?:by|until|till|no later than|due(?: on| by)?)\s+", re.IGNORECASE)
_TOGETHER = 4  # parts between commas that may be one day or span: from Fri, 8 Jan, 2027 to …


class AmbiguousDayError(UserError):
    """A text that means one of several days; `ambiguous` has them, the words name them all."""

    def __init__(self, ambiguous: Ambiguous, today: date) -> None:
        named = " or ".join(format_span(each, today) for each in ambiguous.options)
        super().__init__(f"{ambiguous.why} Do you mean {named}? Write it with the month's name, like 5 Jan 2027.")
        self.ambiguous = ambiguous
        self.today = today


@dataclass(frozen=True, slots=True)
class DayAtEnd:
    """A sentence without the `by Friday` at its end, and that day."""

    sentence: str
    reading: Day | Ambiguous


def read_day(text: str, today: date) -> date:
    """Return one day, as after `on` or `from`; without a year the next such day from `today` on.

    AmbiguousDayError, or UserError that says how to write it.
    """
    reading = _require_clear(read_reading(_STARTS.sub("", text), today), today)
    if isinstance(reading, Span):
        raise UserError(f"That is {format_span(reading, today)}, and I need one day. Write it like 5 Jan or tomorrow.")
    return reading.on


def read_span(text: str, today: date) -> tuple[date, date]:
    """Return first and last day, both included; `until` starts today, one day is its own span.

    AmbiguousDayError, or UserError that says how to write it.
    """
    reading = _require_clear(read_reading(text, today), today)
    return reading.first, reading.last


def read_days(text: str, today: date) -> frozenset[date]:
    """Return all days of spans and days, parted by commas, semicolons or new lines. UserError as `read_span`."""
    spans = [span for line in re.split(r"[;\n]", text) for span in _read_line(line, today)]
    return frozenset(first + n * ONE_DAY for first, last in spans for n in range((last - first).days + 1))


def find_day_at_end(text: str, today: date) -> DayAtEnd | None:
    """Return a sentence parted from the `by Friday` at its end; None where no day stands there, or one that is over."""
    for mark in _BY.finditer(text):
        reading = read_reading(text[mark.end() :], today)
        if isinstance(reading, Day | Ambiguous):
            return DayAtEnd(text[: mark.start()], reading)
    return None


def list_days(days: Iterable[date]) -> str:
    """Return the text that `read_days` reads: a span a line, with years."""
    lines: list[list[date]] = []
    for each in sorted(days):
        if lines and each - lines[-1][-1] == ONE_DAY:
            lines[-1].append(each)
        else:
            lines.append([each])
    return "\n".join(
        f"{write_day(run[0])} - {write_day(run[-1])}" if len(run) > 1 else write_day(run[0]) for run in lines
    )


def today_in(zone: str, now: datetime) -> date:
    """Return the day it is in that zone (IANA) at this moment."""
    return now.astimezone(ZoneInfo(zone)).date()


def count_days(zone: str, since: datetime, now: datetime) -> int:
    """Return how many days ago that was, by the calendar of that zone: 1 for yesterday evening."""
    return (today_in(zone, now) - today_in(zone, since)).days


def _require_clear(reading: Reading, today: date) -> Day | Span:
    if isinstance(reading, Refused):
        raise UserError(reading.text)
    if isinstance(reading, Ambiguous):
        raise AmbiguousDayError(reading, today)
    return reading


def _read_line(line: str, today: date) -> Iterator[tuple[date, date]]:
    """Yield the spans of one line; a comma parts two, unless what stands around it is one: Fri, 8 Jan."""
    parts = [part for part in line.split(",") if part.strip()]
    while parts:
        for number in range(min(_TOGETHER, len(parts)), 0, -1):
            reading = read_reading(",".join(parts[:number]), today)
            if number == 1 or isinstance(reading, Day | Span):
                found = _require_clear(reading, today)
                yield found.first, found.last
                del parts[:number]
                break
