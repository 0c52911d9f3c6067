"""How long a check-in takes answers, and when one that somebody asks for stands for the regular one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.cadence import reason_off
from bot.model.schedule import Rule

WORKING_DAYS = 2
EARLY = timedelta(days=3)  # asked at most this long before the regular one, it takes its place
_DAY = timedelta(days=1)


def closing_time(rule: Rule, opened: datetime) -> datetime:
    """Return the same local time two of the team's working days later. UTC, aware."""
    local = opened.astimezone(ZoneInfo(rule.zone))
    day, left = local.date(), WORKING_DAYS
    while left:
        day += _DAY
        left -= not reason_off(rule, day, shifting=True)
    return datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC)
