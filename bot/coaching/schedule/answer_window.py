"""The time in which a check-in takes answers, and in which one on demand stands for the regular one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.cadence import reason_off
from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.model.schedule import Rule

WORKING_DAYS = 2
EARLY = timedelta(days=3)  # asked at most this long before the regular one, it takes its place


def closing_time(rule: Rule, opened: datetime) -> datetime:
    """Return the same local time two of the team's working days later. UTC, aware."""
    local = opened.astimezone(ZoneInfo(rule.zone))
    day, left = local.date(), WORKING_DAYS
    while left:
        day += ONE_DAY
        if not reason_off(rule, day, shifting=True):
            left -= 1
    return datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC)
