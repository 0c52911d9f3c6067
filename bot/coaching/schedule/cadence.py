"""Regular moments of a team by the clock on its own wall, past holidays, days off and clock changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.coaching.schedule import days_off
from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.coaching.schedule.day_printing import format_day
from bot.model.schedule import Cadence, Occasion, Rule

OPENS, CLOSES = time(9), time(17)  # a person's working hours
ONE_WEEK = timedelta(weeks=1)
_TRIES = 1000  # days of a series, some 20 years of weeks: a rule whose every day is off must end in an error, not hang


def first_occasion(rule: Rule, after: datetime) -> Occasion:
    """Return the first occasion strictly after `after` of a series that starts there.

    KeyError for an unknown zone; ValueError for a naive `after`, a bad time or an unknown country.
    """
    today = _require_aware(after).astimezone(ZoneInfo(rule.zone)).date()
    start = today - timedelta(days=(today.weekday() - rule.weekday) % 7)
    days = (start + n * ONE_WEEK for n in range(_TRIES))
    if rule.every == Cadence.MONTHLY:
        days = (day for day in days if _week_of_month(day) < 5)  # not every month has a fifth
    begin = next(day for day in days if _make_occasion(rule, day)[0].at > after)
    return upcoming_occasion(rule, begin, after)


def next_occasion(rule: Rule, on: date, after: datetime) -> Occasion:
    """Return the next occasion of the series that `on` is a day of: after `on`, and strictly after `after`."""
    return _find_next(rule, _iterate_days(rule, _next_day(rule, on)), after, _make_occasion(rule, on)[0])


def upcoming_occasion(rule: Rule, on: date, after: datetime) -> Occasion:
    """Return the occasion of the day `on` of the series while it is still to come, otherwise the next one."""
    # The week before stands in for the occasion before: it is only compared for a change of the clocks.
    return _find_next(rule, _iterate_days(rule, on), after, _make_occasion(rule, on - ONE_WEEK)[0])


def iterate_occasions(rule: Rule, after: datetime) -> Iterator[Occasion]:
    """Yield one occasion after the other, without end."""
    occasion = first_occasion(rule, after)
    while True:
        yield occasion
        occasion = next_occasion(rule, occasion.on, occasion.at)


def find_workday(rule: Rule, day: date) -> datetime:
    """Return the team's hour on that day, or on its first working day after it. UTC, aware."""
    while reason_off(rule, day, shifting=True):
        day += ONE_DAY
    return _to_utc(datetime.combine(day, _parse_clock(rule.time), ZoneInfo(rule.zone)))


def working_moment(now: datetime, zone: str, off: Callable[[date], bool]) -> datetime:
    """Return `now` when it is 09:00 to 17:00 in `zone`, Monday to Friday, on a day that is not `off`; else the next
    09:00 of such a day. UTC. ValueError when every day of a year is off.
    """
    today = _require_aware(now).astimezone(ZoneInfo(zone)).date()
    for day in (today + n * ONE_DAY for n in range(366)):
        if day.weekday() < 5 and not off(day) and now < _to_utc(datetime.combine(day, CLOSES, ZoneInfo(zone))):
            return max(now.astimezone(UTC), _to_utc(datetime.combine(day, OPENS, ZoneInfo(zone))))
    raise ValueError("no working day in a whole year")


def _find_next(rule: Rule, days: Iterator[date], after: datetime, before: Occasion) -> Occasion:
    """Return the first occasion of `days` after `after`, with the reasons for its moment and for each one left out.

    `before` is the occasion before the first of `days`. ValueError when none is left.
    """
    _require_aware(after)
    skipped: tuple[str, ...] = ()
    for on in days:
        occasion, day = _make_occasion(rule, on)
        if occasion.at <= after:
            before = occasion
        elif day >= _next_day(rule, on):
            # Moved onto the next one's day, or past it: two at once would ask the same thing twice.
            why = reason_off(rule, on)
            skipped += (f"{format_day(on)} is skipped ({why}; the next working day is {format_day(day)})",)
        else:
            reasons = (*skipped, *occasion.reasons, *_explain_shift(rule, before, occasion))
            return replace(occasion, reasons=reasons)
    raise ValueError("no working day is left for this rule")


def _iterate_days(rule: Rule, on: date) -> Iterator[date]:
    for _ in range(_TRIES):
        yield on
        on = _next_day(rule, on)


def _next_day(rule: Rule, on: date) -> date:
    """Return the next day of the series: a month on means the same weekday in the same week of the month."""
    if rule.every != Cadence.MONTHLY:
        return on + ONE_WEEK * (2 if rule.every == Cadence.FORTNIGHTLY else 1)
    month = (on.replace(day=1) + timedelta(days=31)).replace(day=1)
    # A series that was given a fifth week goes on in the fourth, which every month has.
    return month + timedelta(days=(on.weekday() - month.weekday()) % 7) + (min(_week_of_month(on), 4) - 1) * ONE_WEEK


def _week_of_month(on: date) -> int:
    """Return 1 for the first such weekday of its month, 5 at most."""
    return (on.day - 1) // 7 + 1


def _make_occasion(rule: Rule, on: date) -> tuple[Occasion, date]:
    """Return the occasion of one day of the series, and the working day that it falls on."""
    day = on
    while reason_off(rule, day, shifting=day > on):
        day += ONE_DAY
    moved = (f"moved from {format_day(on)} ({reason_off(rule, on)})",) if day > on else ()
    wall = datetime.combine(day, _parse_clock(rule.time), ZoneInfo(rule.zone))
    at = _to_utc(wall)
    local = at.astimezone(ZoneInfo(rule.zone))
    return Occasion(on, at, local, (*moved, *_explain_clock_change(wall, local))), day


def reason_off(rule: Rule, day: date, shifting: bool = False) -> str:
    """Return why nobody works that day, "" when they do. A weekend only counts while `shifting` to another day."""
    # A team that chose a Saturday means it.
    if day in rule.days_off:
        return "the team's day off"
    return days_off.get_holiday(rule.country, day) or (
        "weekend" if shifting and days_off.is_weekend(rule.country, day) else ""
    )


def _explain_clock_change(wall: datetime, local: datetime) -> tuple[str, ...]:
    """Return what a clock change does to this very time, as reasons."""
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if second > first:
        return (f"{wall:%H:%M} comes twice on {format_day(wall)}, when the clocks go back: the first one counts",)
    if second == first:
        return ()
    return (f"{wall:%H:%M} does not exist on {format_day(wall)}, when the clocks go forward: {local:%H:%M} instead",)


def _explain_shift(rule: Rule, before: Occasion, after: Occasion) -> tuple[str, ...]:
    """Return that the clocks change before it: local time stays, so for everybody elsewhere it is another hour."""
    change = _utc_offset(after) - _utc_offset(before)
    # Another hour than the rule's means that the change falls on this very time, which _explain_clock_change tells.
    if not change or f"{after.local:%H:%M}" != rule.time:
        return ()
    return (f"the clocks go {'forward' if change > timedelta(0) else 'back'} before it; it stays {rule.time}",)


def _utc_offset(occasion: Occasion) -> timedelta:
    return occasion.local.utcoffset() or timedelta(0)


def _to_utc(local: datetime) -> datetime:
    """Return the UTC moment of a wall-clock time, the first of two; in a gap the first minute after it."""
    # Both folds are the same moment, except where the clocks change: in a gap they come in the wrong order (PEP 495).
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if second >= first:
        return first
    before = second.astimezone(local.tzinfo).utcoffset()  # in a gap the fold's two moments lie around the change
    while second.astimezone(local.tzinfo).utcoffset() == before:  # gaps are not always an hour
        second += timedelta(minutes=1)
    return second


def _require_aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("after must be aware: give it a time zone")
    return moment


@cache
def _parse_clock(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()
