"""When: a team's weekly moment, by the clock on its own wall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def next_checkin(after: datetime, *, zone: str, weekday: int, time: str) -> datetime:
    """The first moment strictly after `after` that is this local weekday (0 = Monday) and time ("HH:MM"). UTC, aware.

    Local time stays across clock changes. A time that does not exist becomes the first minute after the gap; one that
    happens twice counts the first time. ValueError on a naive `after` or a bad time, KeyError on an unknown zone.
    """
    if after.tzinfo is None:
        raise ValueError("after must be aware: give it a time zone")
    place = ZoneInfo(zone)
    clock = datetime.strptime(time, "%H:%M").time()
    today = after.astimezone(place).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    moment = _moment(datetime.combine(day, clock, place))
    return moment if moment > after else _moment(datetime.combine(day + timedelta(weeks=1), clock, place))


def _moment(local: datetime) -> datetime:
    """The UTC moment of a wall-clock time, the first of two; in a gap the first minute after it."""
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if second >= first:
        return first
    before = second.astimezone(local.tzinfo).utcoffset()  # in a gap the fold's two moments lie around the change
    while second.astimezone(local.tzinfo).utcoffset() == before:
        second += timedelta(minutes=1)
    return second
