"""The mornings on which a digest comes, and the days that it is about."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.calendar_days import ONE_DAY, add_months, begin_of_week
from bot.coaching.schedule.reminder_policy import WEEK, Availability
from bot.model.digests import Rhythm
from bot.model.reminders import PastReminder, ReminderState

_TRIES = 15  # weeks or months: somebody is away for so long at most


def find_next(rhythm: Rhythm, now: datetime, person: Availability) -> datetime:
    """Return the next 09:00 after `now` of the first working day of a month, or of a week, where they are. UTC."""
    moments = (
        person.at_work(datetime.combine(day, time(), ZoneInfo(person.zone)))
        for day in _list_firsts(rhythm, person.today(now))
    )
    return next(moment for moment in moments if moment > now)


def find_moment(now: datetime, earlier: list[PastReminder], person: Availability) -> datetime | None:
    """Return when one that is due now may leave, a week after what was last said unasked; None where the last digest
    has not left yet. UTC.
    """
    if any(each.is_digest and each.state == ReminderState.PLANNED for each in earlier):
        return None
    # A day less after a digest: one that a holiday had put off is no reason to put off the next.
    free = [each.at + (WEEK - ONE_DAY if each.is_digest else WEEK) for each in earlier]
    return person.at_work(max([now, *free]))


def begin_covered(rhythm: Rhythm, today: date) -> date:
    """Return the first day of the last calendar month, or week, that is over."""
    if rhythm is Rhythm.MONTHLY:
        return add_months(today.replace(day=1), -1)
    return begin_of_week(today) - WEEK


def end_covered(rhythm: Rhythm, start: date) -> date:
    """Return the last day of the month, or week, that begins then."""
    return (add_months(start, 1) if rhythm is Rhythm.MONTHLY else start + WEEK) - ONE_DAY


def list_starts(rhythm: Rhythm, start: date, number: int) -> list[date]:
    """Return the first days of so many months, or weeks, the last of which begins at `start`; the newest first."""
    if rhythm is Rhythm.MONTHLY:
        return [add_months(start, -each) for each in range(number)]
    return [start - timedelta(weeks=each) for each in range(number)]


def _list_firsts(rhythm: Rhythm, today: date) -> Iterator[date]:
    """Yield the first day of this month or week and of those after it."""
    for number in range(_TRIES):
        if rhythm is Rhythm.MONTHLY:
            yield add_months(today.replace(day=1), number)
        else:
            yield begin_of_week(today) + timedelta(weeks=number)
