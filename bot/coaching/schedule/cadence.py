"""When: a team's regular moment by the clock on its own wall, past holidays, days off and clock changes."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.coaching.schedule import days_off

EVERY = {"1w": "week", "2w": "two weeks", "1m": "month"}
OPENS, CLOSES = time(9), time(17)  # a person's working hours
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Rule:
    """`weekday` 0 is Monday, `time` "HH:MM", `every` one of EVERY; never on a holiday of `country` or on `days_off`."""

    zone: str
    weekday: int
    time: str
    every: str = "1w"
    country: str = ""
    days_off: frozenset[date] = frozenset()

    @classmethod
    def of(cls, team: Mapping[str, Any]) -> "Rule":
        """From the columns of a team."""
        days_off = frozenset(date.fromisoformat(day) for day in json.loads(team["days_off"]))
        return cls(
            team["zone"], team["checkin_day"], team["checkin_time"], team["checkin_every"], team["country"], days_off
        )


@dataclass(frozen=True)
class Occasion:
    """One time that the rule names. `on` is its day in the series; `at` (UTC) and `local` are when it really is.

    `reasons` tell why it is elsewhere, or why one before it was left out: words for a person, without a full stop.
    """

    on: date
    at: datetime
    local: datetime
    reasons: tuple[str, ...] = ()


def first(rule: Rule, after: datetime) -> Occasion:
    """The first occasion strictly after `after` of a series that starts there.

    KeyError for an unknown zone; ValueError for a naive `after`, a bad time, an unknown cadence or country.
    """
    today = _aware(after).astimezone(ZoneInfo(rule.zone)).date()
    start = today - timedelta(days=(today.weekday() - rule.weekday) % 7)
    weeks = (start + n * ONE_WEEK for n in range(1000))
    days = weeks if rule.every != "1m" else (day for day in weeks if _week(day) < 5)  # not every month has a fifth
    begin = next(day for day in days if _occasion(rule, day)[0].at > after)
    return upcoming(rule, begin, after)


def following(rule: Rule, on: date, after: datetime) -> Occasion:
    """The next occasion of the series that `on` is a day of: after `on`, and strictly after `after`."""
    return _next(rule, _series(rule, _step(rule, on)), after, _occasion(rule, on)[0])


def upcoming(rule: Rule, on: date, after: datetime) -> Occasion:
    """The occasion of the day `on` of the series while it is still to come, otherwise the following one."""
    return _next(rule, _series(rule, on), after, _occasion(rule, on - ONE_WEEK)[0])


def occasions(rule: Rule, after: datetime) -> Iterator[Occasion]:
    """One after the other, without end."""
    found = first(rule, after)
    while True:
        yield found
        found = following(rule, found.on, found.at)


def on_workday(rule: Rule, day: date) -> datetime:
    """The team's hour on that day, or on its first working day after it. UTC, aware."""
    while off(rule, day, shifting=True):
        day += ONE_DAY
    return _moment(datetime.combine(day, _clock(rule.time), ZoneInfo(rule.zone)))


def working_moment(now: datetime, zone: str, off: Callable[[date], bool]) -> datetime:
    """`now` within Monday to Friday, 09:00 to 17:00 there, on a day that is not `off`; else when such a day begins.

    UTC. ValueError when every day of a year is off.
    """
    today = _aware(now).astimezone(ZoneInfo(zone)).date()
    for day in (today + n * ONE_DAY for n in range(366)):
        if day.weekday() < 5 and not off(day) and now < _moment(datetime.combine(day, CLOSES, ZoneInfo(zone))):
            return max(now.astimezone(UTC), _moment(datetime.combine(day, OPENS, ZoneInfo(zone))))
    raise ValueError("no working day in a whole year")


def _next(rule: Rule, days: Iterator[date], after: datetime, before: Occasion) -> Occasion:
    """The first occasion of `days` after `after`, with what to say about it and those that fall out before it."""
    _aware(after)
    skipped: tuple[str, ...] = ()
    for on in days:
        found, day = _occasion(rule, on)
        if found.at <= after:
            before = found
        elif day >= _step(rule, on):
            why = off(rule, on)
            skipped += (f"{_day(on)} is skipped ({why}; the next working day is {_day(day)})",)
        else:
            reasons = (*skipped, *found.reasons, *_shifted(rule, before, found))
            return replace(found, reasons=reasons)
    raise ValueError("no working day is left for this rule")


def _series(rule: Rule, on: date) -> Iterator[date]:
    for _ in range(1000):
        yield on
        on = _step(rule, on)


def _step(rule: Rule, on: date) -> date:
    """The next day of the series: a month on means the same weekday in the same week of the month."""
    if rule.every in ("1w", "2w"):
        return on + int(rule.every[0]) * ONE_WEEK
    if rule.every != "1m":
        raise ValueError(f"every is one of {', '.join(EVERY)}, not {rule.every!r}")
    month = (on.replace(day=1) + timedelta(days=31)).replace(day=1)
    return month + timedelta(days=(on.weekday() - month.weekday()) % 7) + (min(_week(on), 4) - 1) * ONE_WEEK


def _week(on: date) -> int:
    """1 for the first such weekday of its month, 5 at most."""
    return (on.day - 1) // 7 + 1


def _occasion(rule: Rule, on: date) -> tuple[Occasion, date]:
    """The occasion of one day of the series, and the working day that it falls on."""
    day = on
    while off(rule, day, shifting=day > on):
        day += ONE_DAY
    moved = (f"moved from {_day(on)} ({off(rule, on)})",) if day > on else ()
    wall = datetime.combine(day, _clock(rule.time), ZoneInfo(rule.zone))
    at = _moment(wall)
    local = at.astimezone(ZoneInfo(rule.zone))
    return Occasion(on, at, local, (*moved, *_unusual(wall, local))), day


def off(rule: Rule, day: date, shifting: bool = False) -> str:
    """Why nobody works that day, "" when they do. A team that chose a Saturday means it: a weekend only counts while
    looking for another day."""
    if day in rule.days_off:
        return "the team's day off"
    return days_off.holiday(rule.country, day) or (
        "weekend" if shifting and days_off.weekend(rule.country, day) else ""
    )


def _unusual(wall: datetime, local: datetime) -> tuple[str, ...]:
    """What a clock change does to this very time."""
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if second > first:
        return (f"{wall:%H:%M} comes twice on {_day(wall)}, when the clocks go back: the first one counts",)
    if second == first:
        return ()
    return (f"{wall:%H:%M} does not exist on {_day(wall)}, when the clocks go forward: {local:%H:%M} instead",)


def _shifted(rule: Rule, before: Occasion, found: Occasion) -> tuple[str, ...]:
    """Local time stays, so for everybody elsewhere it is another hour."""
    change = _offset(found) - _offset(before)
    if not change or f"{found.local:%H:%M}" != rule.time:
        return ()
    return (f"the clocks go {'forward' if change > timedelta(0) else 'back'} before it; it stays {rule.time}",)


def _offset(occasion: Occasion) -> timedelta:
    return occasion.local.utcoffset() or timedelta(0)


def _moment(local: datetime) -> datetime:
    """The UTC moment of a wall-clock time, the first of two; in a gap the first minute after it."""
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if second >= first:
        return first
    before = second.astimezone(local.tzinfo).utcoffset()  # in a gap the fold's two moments lie around the change
    while second.astimezone(local.tzinfo).utcoffset() == before:
        second += timedelta(minutes=1)
    return second


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("after must be aware: give it a time zone")
    return moment


@cache
def _clock(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time()


def _day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b}"
