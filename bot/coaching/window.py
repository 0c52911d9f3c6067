"""How long a check-in takes answers, and when one that somebody asks for stands for the regular one."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

WORKING_DAYS = 2
EARLY = timedelta(days=3)  # asked at most this long before the regular one, it takes its place
_DAY = timedelta(days=1)


def closes(opened: datetime, zone: str, days_off: Collection[str] = ()) -> datetime:
    """The same local time two working days later; `days_off` are ISO dates. UTC, aware."""
    local = opened.astimezone(ZoneInfo(zone))
    day, left = local.date(), WORKING_DAYS
    while left:
        day += _DAY
        left -= day.weekday() < 5 and day.isoformat() not in days_off
    return datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC)
