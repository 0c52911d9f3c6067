"""Days of the calendar: the next such day, weekday or month."""

from calendar import day_name, month_name, monthrange
from collections.abc import Iterator
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
FAR = timedelta(days=300)  # a day without a year that is further off is hardly meant
LONGEST = timedelta(days=400)  # of one span, and from today to any day
WEEKDAYS = tuple(name.lower() for name in day_name)
MONTHS = tuple(name.lower() for name in month_name if name)


def read_weekday(text: str) -> int | None:
    """Return 0 for Monday, mon, …; None for what is no weekday."""
    return next((n for n, name in enumerate(WEEKDAYS) if len(text) >= 3 and name.startswith(text.lower())), None)


def read_month(text: str) -> int | None:
    """Return 1 for January, jan, …; None for what is no month."""
    return next((n for n, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.startswith(text)), None)


def next_weekday(weekday: int, since: date) -> date:
    """Return the first such weekday from `since` on (Monday is 0)."""
    return since + timedelta(days=(weekday - since.weekday()) % 7)


def nearest_weekday(weekday: int, day: date) -> date:
    """Return the such weekday that is nearest to a day, three days away at most."""
    return next_weekday(weekday, day - timedelta(days=3))


def next_monthly(number: int, since: date) -> Iterator[date]:
    """Yield every day of that number in its month from `since` on, of a year; months without it are left out."""
    for months in range(13):
        month = add_months(since.replace(day=1), months)
        if number <= monthrange(month.year, month.month)[1] and month.replace(day=number) >= since:
            yield month.replace(day=number)


def next_yearly(month: int, number: int, since: date) -> date:
    """Return the next such day from `since` on; 29 Feb waits for its year. ValueError for a day no year has."""
    # Nine years: between 29 Feb 2096 and the next one are eight.
    for year in range(since.year, since.year + 9):
        if number <= monthrange(year, month)[1] and date(year, month, number) >= since:
            return date(year, month, number)
    raise ValueError("no year has such a day")


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of_month(day: date) -> date:
    """Return the last day of that day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def begin_of_week(day: date) -> date:
    """Return the Monday of that day's week."""
    return day - timedelta(days=day.weekday())
