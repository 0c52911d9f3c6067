"""Days in print: everything written here can be typed back."""

from datetime import date

from bot.coaching.schedule.calendar_days import FAR
from bot.coaching.schedule.readings import Day, Span


def format_day(day: date, today: date | None = None) -> str:
    """Return `Tue 5 Jan`, with its year where a reader of `today` would look for it in another one."""
    plain = today is None or today <= day <= today + FAR or (day < today and day.year == today.year)
    return f"{day:%a} {day.day} {day:%b}" + ("" if plain else f" {day.year}")


def write_day(day: date) -> str:
    """Return the day with its year: 5 Jan 2027."""
    return f"{day.day} {day:%b} {day.year}"


def format_span(span: Day | Span, today: date) -> str:
    """Return `Thu 24 Dec until Fri 1 Jan`, `until Fri 1 Jan` of what begins today, or the one day."""
    last = format_day(span.last, today)
    if isinstance(span, Day) or span.first == span.last:
        return last
    return f"until {last}" if span.first == today else f"{format_day(span.first, today)} until {last}"


def write_span(span: Day | Span, today: date) -> str:
    """Return the same with years, to be read on any day: `24 Dec 2026 - 1 Jan 2027`, `until 1 Jan 2027`."""
    last = write_day(span.last)
    if isinstance(span, Day):
        return last
    return f"until {last}" if span.first == today else f"{write_day(span.first)} - {last}"
