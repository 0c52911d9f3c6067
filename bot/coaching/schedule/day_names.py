"""One day as people name it → the days that it can be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bot.coaching.schedule.calendar_days import (
    FAR,
    LONGEST,
    ONE_DAY,
    begin_of_week,
    nearest_weekday,
    next_monthly,
    next_weekday,
    next_yearly,
    read_month,
    read_weekday,
)
from bot.coaching.schedule.day_printing import write_day
from bot.coaching.schedule.periods import LENGTH, add_length, find_period
from bot.errors import UserError


@dataclass(frozen=True, slots=True)
class DayOptions:
    """The days that a text can mean; `why` says why there is more than one reading, "" where there is none."""

    days: tuple[date, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """The days from which a text is read: what is relative from `today`, the next such day from `start` on."""

    today: date
    start: date


_FILLER = re.compile(r"^(?:(?:on|for|the|at|coming|this(?= [a-z]+$)|this coming)\s)+")
_OFFSETS: Mapping[str, int] = {
    "today": 0,
    "now": 0,
    "tonight": 0,
    "end of day": 0,
    "eod": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "day after tomorrow": 2,
    "yesterday": -1,
}
_LATER = re.compile(rf"in (?:the )?{LENGTH}(?: s)?(?: time)?")
_FROM_NOW = re.compile(rf"{LENGTH} from (?:now|today)")
_WEEKDAY = re.compile(r"(?P<next>next )?(?P<name>[a-z]{3,9})(?P<week> week)?")
_IN_WEEK = re.compile(r"(?P<name>[a-z]{3,9}) (?:of |in )?(?P<which>this|next) week")
_WEEK_FIRST = re.compile(r"(?P<which>this|next) week (?:on )?(?P<name>[a-z]{3,9})")
_EDGE = re.compile(r"(?P<edge>end|last day|start|beginning) of (?P<period>.+)")
_SHORT_EDGES: Mapping[str, str] = {"eow": "week", "eom": "month", "eoy": "year", "month end": "month"}
_NTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)(?: of (?P<which>this|the|next) month)?")
ISO = re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})")
DOTS = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.? ?(?P<year>\d{4}|\d\d)?")
_SLASHES = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?")
NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? (?P<month>[a-z]{3,9})|(?P<month2>[a-z]{3,9}) (?:the )?"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?)\.?(?: (?P<year>\d{4}|\d\d))?"
)
_WITH_WEEKDAY = re.compile(
    r"(?P<weekday>[a-z]{3,9}) (?:the )?(?P<day>.*\d.*)|(?P<day2>.*\d.*) (?P<weekday2>[a-z]{3,9})"
)


def find_days(plain: str, since: Since) -> DayOptions:
    """Return the days that a normalized text can mean.

    UserError with words about the day, ValueError when it names none.
    """
    name = _FILLER.sub("", plain)
    for find in _WAYS:
        found = find(name, since)
        if found is not None:
            return found
    raise ValueError(plain)


def _find_relative(name: str, since: Since) -> DayOptions | None:
    if name in _OFFSETS:
        return DayOptions((since.today + timedelta(days=_OFFSETS[name]),))
    later = _LATER.fullmatch(name) or _FROM_NOW.fullmatch(name)
    return DayOptions((add_length(since.today, later["count"], later["unit"]),)) if later else None


def _find_weekday(name: str, since: Since) -> DayOptions | None:
    match = _WEEKDAY.fullmatch(name)
    weekday = read_weekday(match["name"]) if match else None
    if match is None or weekday is None:
        return None
    # People disagree on which Friday the next one is: it is read as the nearest, but never as today.
    start = max(since.start, since.today + ONE_DAY) if match["next"] else since.start
    return DayOptions((next_weekday(weekday, start) + timedelta(weeks=bool(match["week"])),))


def _find_in_week(name: str, since: Since) -> DayOptions | None:
    match = _IN_WEEK.fullmatch(name) or _WEEK_FIRST.fullmatch(name)
    weekday = read_weekday(match["name"]) if match else None
    if match is None or weekday is None:
        return None
    return DayOptions((begin_of_week(since.today) + timedelta(days=weekday, weeks=match["which"] == "next"),))


def _find_edge(name: str, since: Since) -> DayOptions | None:
    match = _EDGE.fullmatch(name)
    whole = _SHORT_EDGES.get(name) or (match["period"] if match else "")
    if not whole:
        return None
    # The end is that of the week or month in which a span begins; what is next counts from today.
    period = find_period(whole, since.today if "next" in whole else since.start)
    if period is None:
        return None
    return DayOptions((period.last if not match or match["edge"] in ("end", "last day") else period.first,))


def _find_nth(name: str, since: Since) -> DayOptions | None:
    match = _NTH.fullmatch(name)
    if not match:
        return None
    start = since.start
    if match["which"]:
        month = find_period(f"{match['which']} month".replace("the ", ""), since.today)
        start = month.first.replace(day=1) if month else start
    return DayOptions(tuple(islice(next_monthly(int(match["day"]), start), 1)))


def _find_numbers(name: str, since: Since) -> DayOptions | None:
    match = ISO.fullmatch(name) or DOTS.fullmatch(name)
    if not match:
        return None
    return DayOptions((_of_year(int(match["month"]), int(match["day"]), match["year"], since.start),))


def _find_slashes(name: str, since: Since) -> DayOptions | None:
    match = _SLASHES.fullmatch(name)
    if not match:
        return None
    numbers = int(match["a"]), int(match["b"])
    ways = [(day, month) for day, month in dict.fromkeys([numbers, numbers[::-1]]) if month <= 12]
    days = tuple(_of_year(month, day, match["year"], since.start, far=len(ways) > 1) for day, month in ways)
    if not days:
        raise ValueError(name)
    return DayOptions(days, f"“{name}” can be two days." if len(days) > 1 else "")


def _find_named(name: str, since: Since) -> DayOptions | None:
    match = NAMED.fullmatch(name)
    month = read_month(match["month"] or match["month2"]) if match else None
    if match is None or month is None:
        return None
    return DayOptions((_of_year(month, int(match["day"] or match["day2"]), match["year"], since.start),))


def _find_with_weekday(name: str, since: Since) -> DayOptions | None:
    """Find a day with its weekday; where the two do not fit, both are readings."""
    match = _WITH_WEEKDAY.fullmatch(name)
    weekday = read_weekday(match["weekday"] or match["weekday2"]) if match else None
    if match is None or weekday is None:
        return None
    text = match["day"] or match["day2"]
    if text.rstrip(".").isdigit() or _NTH.fullmatch(text):
        return _fit_nth(int(re.sub(r"\D", "", text)), weekday, since)
    return _fit_weekday(find_days(text, since), weekday)


def _fit_nth(number: int, weekday: int, since: Since) -> DayOptions:
    ahead = list(islice(next_monthly(number, since.start), 3))
    if not ahead:
        raise ValueError(number)
    fitting = next((day for day in ahead if day.weekday() == weekday), None)
    return DayOptions((fitting,)) if fitting else _fit_weekday(DayOptions((ahead[0],)), weekday)


def _fit_weekday(options: DayOptions, weekday: int) -> DayOptions:
    fitting = tuple(day for day in options.days if day.weekday() == weekday)
    if fitting:
        return DayOptions(fitting, options.why if len(fitting) > 1 else "")
    day = options.days[0]
    return DayOptions((day, nearest_weekday(weekday, day)), f"{write_day(day)} is a {day:%A}.")


_WAYS: tuple[Callable[[str, Since], DayOptions | None], ...] = (
    _find_relative,
    _find_weekday,
    _find_in_week,
    _find_edge,
    _find_nth,
    _find_numbers,
    _find_slashes,
    _find_named,
    _find_with_weekday,
)


def _of_year(month: int, day: int, year: str | None, start: date, *, far: bool = False) -> date:
    """Return that day, of the year or the next one. ValueError for none; UserError where hardly anybody means one so
    far off, unless `far`.
    """
    if not 1 <= month <= 12 or day < 1:
        raise ValueError(f"{month}/{day}")
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    named = next_yearly(month, day, start)
    # Beyond LONGEST it is refused for that, with a year or without.
    if FAR < named - start <= LONGEST and not far:
        raise UserError(
            f"The next {named.day} {named:%b} is far away. If you mean it, write it like {write_day(named)}."
        )
    return named
