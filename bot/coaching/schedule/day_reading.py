"""A text about days → what it means: a day, a span, several things, or nothing that we can take. Never raises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.coaching.schedule.calendar_days import LONGEST, ONE_DAY
from bot.coaching.schedule.day_names import DayOptions, Since, find_days
from bot.coaching.schedule.day_printing import write_day
from bot.coaching.schedule.day_text import normalize_text
from bot.coaching.schedule.periods import LENGTH, add_length, find_period, find_week_of, week_around
from bot.coaching.schedule.readings import Ambiguous, Day, Reading, Refused, Span
from bot.errors import UserError

_LINK = r"-|to|until|till|til|up to|up until|through|thru"
_LINKED = re.compile(rf" (?P<link>{_LINK}) ")
_OPEN = re.compile(rf"(?:now )?(?P<link>{_LINK}) (?:and including )?(?P<last>.+)")
_THROUGH = ("through", "thru")
_BEGINS = re.compile(r"^(?P<mark>from|starting from|starting|beginning(?! of)|as of|since|between) (?:on )?")
_LENGTH = re.compile(rf"(?:for )?(?:the )?(?:next )?{LENGTH}")
_LENGTH_FROM = re.compile(rf"for {LENGTH}(?: (?:from|starting from|starting|beginning|as of))?(?: on)? (?P<day>.+)")
_FOR_LENGTH = re.compile(rf"(?:from |starting )?(?P<day>.+) for {LENGTH}")
_WEEK_BEHIND = re.compile(r" (?:of |in )?(?P<week>(?:this|next) week)")
_WEEKDAY = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* "
_BARE = re.compile(rf"(?P<weekday>{_WEEKDAY})?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?")
_MONTH_BEHIND = re.compile(
    rf"(?:{_WEEKDAY})?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)?(?P<month> [a-z]{{3,9}}(?: \d{{4}})?)"
)
_MONTH_BEFORE = re.compile(rf"(?:{_WEEKDAY})?(?P<month>[a-z]{{3,9}}) \d{{1,2}}(?:st|nd|rd|th)?(?: \d{{4}})?")
_DOTTED_MONTH = re.compile(r"\d{1,2}\. ?(?P<month>\d{1,2}\.? ?(?:\d{4})?)")
_BARE_WITH_YEAR = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<year>\d{4})")
_YEAR_BEHIND = re.compile(r"[ ./](?P<year>\d{4})$")
_ONLY_NUMBERS = re.compile(r"\d{1,2}(?: (?:-|to) \d{1,2})?")


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans that a text can mean; `why` says why there is more than one reading, "" where there is none."""

    options: tuple[Day | Span, ...]
    why: str = ""


def read_reading(text: str, today: date) -> Reading:
    """Return what a text about days means to somebody whose day it is `today`."""
    plain = normalize_text(text)
    try:
        return _judge_spans(_read_spans(plain, today), today)
    except UserError as error:
        return Refused(error.text)
    # OverflowError: days beyond the year 9999.
    except (ValueError, OverflowError):
        return Refused(_explain_unknown(text, plain))


def _judge_spans(spans: _Spans, today: date) -> Reading:
    """Return the reading without what is over, too long or the wrong way round."""
    faults = [_find_fault(each, today) for each in spans.options]
    fine = tuple(each for each, fault in zip(spans.options, faults, strict=True) if not fault)
    if not fine:
        return Refused(faults[0])
    return Ambiguous(spans.why, fine) if spans.why else fine[0]


def _find_fault(span: Day | Span, today: date) -> str:
    """Return what is wrong with a span, "" when nothing is."""
    first, last = span.first, span.last
    if last < first:
        return f"{write_day(last)} is before {write_day(first)}. Write the first day first: 24 Dec - 1 Jan."
    if last < today:
        return f"{write_day(last)} is over. Write a day that is still to come."
    if last - first > LONGEST:
        return "That is more than a year. Write a shorter time; you can add to it later."
    if last - today > LONGEST:
        return f"{write_day(last)} is more than a year away. Write a nearer day."
    return ""


def _explain_unknown(text: str, plain: str) -> str:
    if _ONLY_NUMBERS.fullmatch(plain):
        return f"I don't know the month of “{' '.join(text.split())}”. Write it like 5 Jan or 5-9 Jan."
    shown = " ".join(text.split())[:60]
    return f"I don't know the day “{shown}”. Write it like 5 Jan, 2027-01-05 or tomorrow."


def _read_spans(plain: str, today: date) -> _Spans:
    """Return what a normalized text can mean. UserError with words about it, ValueError when it names no day."""
    period = find_period(plain, today)
    if period:
        return _Spans((period,))
    if week := find_week_of(plain):
        found = find_days(week, Since(today, today))
        return _Spans(tuple(week_around(day) for day in found.days), found.why)
    if length := _LENGTH.fullmatch(plain):
        return _Spans((Span(today, add_length(today, length["count"], length["unit"]) - ONE_DAY),))
    if length := _LENGTH_FROM.fullmatch(plain) or _FOR_LENGTH.fullmatch(plain):
        return _read_length_from(length, today)
    if until := _OPEN.fullmatch(plain):
        found = _find_end(until["last"], until["link"], Since(today, today))
        return _Spans(tuple(Span(today, day) for day in found.days), found.why)
    return _read_ends(plain, today)


def _read_length_from(match: re.Match[str], today: date) -> _Spans:
    found = _find_start(match["day"], today)
    lasts = [add_length(day, match["count"], match["unit"]) - ONE_DAY for day in found.days]
    return _Spans(tuple(map(Span, found.days, lasts)), found.why)


def _read_ends(plain: str, today: date) -> _Spans:
    """Read `X - Y`, and what is left: one day."""
    begins = _BEGINS.match(plain)
    mark = begins["mark"] if begins else ""
    bare = plain[begins.end() :] if begins else plain
    if mark == "between" or " - " not in bare:
        bare = _join_neighbours(bare, mark, today)
    parts = _LINKED.split(bare)
    if len(parts) == 3:
        return _read_two_ends(parts[0], parts[1], parts[2], today)
    found = find_days(bare, Since(today, today))
    if mark:
        first = write_day(found.days[0])
        raise UserError(f"Until when? Write both days, like {first} - {write_day(found.days[0] + 4 * ONE_DAY)}.")
    return _Spans(tuple(map(Day, found.days)), found.why)


def _join_neighbours(plain: str, mark: str, today: date) -> str:
    """Return `between X and Y`, and `X and Y` of two days in a row, with a hyphen. UserError for others."""
    first, link, last = plain.partition(" and ")
    if not link:
        return plain
    if mark != "between":
        one = find_days(first, Since(today, today)).days[0]
        two = find_days(last, Since(today, one)).days[0]
        if two - one != ONE_DAY:
            raise UserError(f"{write_day(one)} and {write_day(two)} are no days in a row. Write one after the other.")
    return f"{first} - {last}"


def _read_two_ends(first: str, link: str, last: str, today: date) -> _Spans:
    first, last = _lend_month(*_lend_week(first, last))
    starts = _find_start(_lend_year(first, last, today), today)
    ends = [_find_end(last, link, Since(today, max(day, today))) for day in starts.days]
    pairs = tuple(_pair_ends(starts, ends))
    return _Spans(pairs, starts.why or next((each.why for each in ends), ""))


def _pair_ends(starts: DayOptions, ends: list[DayOptions]) -> Iterator[Span]:
    """Yield the spans: where both days can be read in as many ways, each in the same way as the other."""
    for place, (start, end) in enumerate(zip(starts.days, ends, strict=True)):
        alike = len(starts.days) == len(end.days)
        yield from (Span(start, day) for day in (end.days[place : place + 1] if alike else end.days))


def _find_start(plain: str, today: date) -> DayOptions:
    period = find_period(plain, today)
    return DayOptions((period.first,)) if period else find_days(plain, Since(today, today))


def _find_end(plain: str, link: str, since: Since) -> DayOptions:
    """Return the last day: until a week or month that is still to come ends on the day before it begins."""
    period = find_period(plain, since.today)
    if period is None:
        return find_days(plain, since)
    ahead = period.first > since.start and link not in _THROUGH
    return DayOptions((period.first - ONE_DAY if ahead else period.last,))


def _lend_week(first: str, last: str) -> tuple[str, str]:
    """Return `mon - fri next week` with the week at both days."""
    behind = _WEEK_BEHIND.search(last)
    if behind and behind.end() == len(last) and behind.start() > 0 and first.isalpha():
        return f"{first} {behind['week']}", last
    return first, last


def _lend_month(first: str, last: str) -> tuple[str, str]:
    """Return both days with a month, where only one has it: 5 - 9 jan, jan 5 - 9, 5. - 9.1."""
    bare_first, bare_last = _BARE.fullmatch(first), _BARE.fullmatch(last) or _BARE_WITH_YEAR.fullmatch(last)
    if bare_first and not bare_last:
        return _lend_to_first(first, last, bare_first), last
    if bare_last and not bare_first:
        month = _MONTH_BEHIND.fullmatch(first) or _MONTH_BEFORE.fullmatch(first)
        if month:
            name = month["month"].split()[0]
            year = bare_last.groupdict().get("year") or " ".join(month["month"].split()[1:])
            weekday = bare_last.groupdict().get("weekday") or ""
            return first, f"{weekday}{bare_last['day']} {name} {year}".strip()
    return first, last


def _lend_to_first(first: str, last: str, bare: re.Match[str]) -> str:
    month = _MONTH_BEHIND.fullmatch(last) or _MONTH_BEFORE.fullmatch(last)
    if month:
        return f"{bare['weekday'] or ''}{bare['day']} {month['month'].strip()}"
    dotted = _DOTTED_MONTH.fullmatch(last)
    return f"{bare['day']}.{dotted['month']}" if dotted else first


def _lend_year(first: str, last: str, today: date) -> str:
    """Return the first day with the year of the last one, or the year before: 24 dec - 1 jan 2027."""
    behind = _YEAR_BEHIND.search(last)
    if not behind or re.search(r"\d{4}", first) or not re.search(r"\d", first):
        return first
    day = find_days(last, Since(today, today)).days[0]
    for year in (day.year, day.year - 1):
        dated = f"{first.rstrip('.')}{'/' if '/' in first else '.' if re.search('[.]', first) else ' '}{year}"
        try:
            found = find_days(dated, Since(today, today))
            if found.days[0] <= day and not found.why:
                return dated
        except ValueError:
            continue
    return first
