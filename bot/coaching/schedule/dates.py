"""Days as people write them: 5 Jan, 2027-01-05, tomorrow, Friday, 24 Dec - 1 Jan, until 5 Jan, next week."""

import re
from calendar import day_name, month_name
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import UserError

LONGEST = timedelta(days=400)  # of one span
FAR = timedelta(days=300)  # a day without a year that is further off is hardly meant
ONE_DAY = timedelta(days=1)
WEEKDAYS = tuple(name.lower() for name in day_name)
MONTHS = tuple(name.lower() for name in month_name if name)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.?\s?(?P<year>\d{4})?")
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? (?P<month>[a-z]{3,})|(?P<month2>[a-z]{3,}) "
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?)\.?,?(?: (?P<year>\d{4}))?"
)
_UNTIL = re.compile(r"(?:until|till|til|through) (.+)")
_SPAN_MARK = re.compile(r"\s*(?:\.\.+|…|–|—)\s*|\s+(?:-|to|until|till|through)\s+")
_SHORT = re.compile(r"(\d{1,2})\s?[-–]\s?(\d{1,2}) ([a-z]+.*)")  # 5-9 Jan


def read_day(text: str, today: date) -> date:
    """Return one day; without a year the next such day from `today` on. UserError says how to write it."""
    plain = _normalize_text(text)
    if plain in ("today", "tomorrow"):
        return today + ONE_DAY * (plain == "tomorrow")
    # People disagree on which Friday the next one is: it is read as the nearest.
    weekday = read_weekday(plain.removeprefix("next "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    try:
        return date.fromisoformat(plain) if _ISO.fullmatch(plain) else _of_a_year(plain, today)
    except ValueError:
        raise UserError(
            f"I don't know the day “{text.strip()}”. Write it like 5 Jan, 2027-01-05 or tomorrow."
        ) from None


def read_span(text: str, today: date) -> tuple[date, date]:
    """Return first and last day, both included; `until` starts today, one day is its own span.

    UserError for a span that is over, the wrong way round or longer than LONGEST.
    """
    first, last = _parse_span(_normalize_text(text), today)
    if last < first:
        raise UserError(f"{write_day(last)} is before {write_day(first)}. Write the first day first: 24 Dec - 1 Jan.")
    if last < today:
        raise UserError(f"{write_day(last)} is over. Write a day that is still to come.")
    if last - first > LONGEST:
        raise UserError("That is more than a year. Write a shorter time; you can add to it later.")
    return first, last


def read_days(text: str, today: date) -> frozenset[date]:
    """Return all days of spans and days, parted by commas, semicolons or new lines. UserError as `read_span`."""
    spans = [read_span(each, today) for each in re.split(r"[,;\n]", text) if each.strip()]
    return frozenset(first + n * ONE_DAY for first, last in spans for n in range((last - first).days + 1))


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


def read_weekday(text: str) -> int | None:
    """Return 0 for Monday, mon, …; None for what is no weekday."""
    return next((n for n, name in enumerate(WEEKDAYS) if len(text) >= 3 and name.startswith(text.lower())), None)


def today_in(zone: str, now: datetime) -> date:
    """Return the day it is in that zone (IANA) at this moment."""
    return now.astimezone(ZoneInfo(zone)).date()


def write_day(day: date) -> str:
    """Return the day with its year: 5 Jan 2027."""
    return f"{day.day} {day:%b} {day.year}"


def _normalize_text(text: str) -> str:
    return " ".join(text.lower().split()).removeprefix("from ").rstrip(".!") if text else ""


def _parse_span(plain: str, today: date) -> tuple[date, date]:
    monday = today + timedelta(days=7 - today.weekday())
    weeks = {
        "this week": (today, monday - ONE_DAY),
        "next week": (monday, monday + 6 * ONE_DAY),
        "until next week": (today, monday - ONE_DAY),
    }
    if plain in weeks:
        return weeks[plain]
    if until := _UNTIL.fullmatch(plain):
        return today, read_day(until[1], today)
    short = _SHORT.fullmatch(plain)
    parts = [f"{short[1]} {short[3]}", f"{short[2]} {short[3]}"] if short else _split_span(plain)
    first = read_day(parts[0], today)
    # The second day is looked for from the first one on: in 24 Dec - 1 Jan it is in the year after.
    return first, read_day(parts[1], max(first, today)) if len(parts) == 2 else first


def _split_span(plain: str) -> list[str]:
    parts = _SPAN_MARK.split(plain)
    # A hyphen without blanks (24 Dec-1 Jan) parts a span as well, except in 2027-01-05, which has hyphens of its own.
    return parts if len(parts) == 2 or _ISO.search(plain) else plain.split("-")


def _of_a_year(plain: str, today: date) -> date:
    """Return the day that a text names. ValueError when it is none."""
    match = _NUMBERS.fullmatch(plain) or _NAMED.fullmatch(plain)
    if not match:
        raise ValueError(plain)
    # Names end in 2 where a group comes a second time: a pattern may not use one twice.
    given = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
    month = int(given["month"]) if given["month"].isdigit() else _month_number(given["month"])
    if "year" in given:
        return date(int(given["year"]), month, int(given["day"]))
    return _next_such_day(month, int(given["day"]), today)


def _next_such_day(month: int, day: int, today: date) -> date:
    """Return the next such day; 29 Feb waits for its year. UserError when hardly anybody means a day so far off."""
    # Nine years: between 29 Feb 2096 and the next one are eight.
    year = next(y for y in range(today.year, today.year + 9) if _date_or_min(y, month, day) >= today)
    named = date(year, month, day)
    if named - today > FAR:
        raise UserError(
            f"The next {named.day} {named:%b} is far away. If you mean it, write it like {write_day(named)}."
        )
    return named


def _date_or_min(year: int, month: int, day: int) -> date:
    """Return that date, or one long past for a 29 Feb that this year does not have."""
    return date.min if (month, day) == (2, 29) and year % 4 else date(year, month, day)


def _month_number(name: str) -> int:
    """Return 1 to 12; 0, which `date` refuses, for what is no month."""
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)
