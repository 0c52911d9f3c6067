"""The planner that takes off the list what nobody has taken by its day."""

from datetime import timedelta

from bot.actions import offers
from bot.actions.context import Context
from bot.coaching.schedule.commitment_days import is_overdue, local_day
from bot.records import offers as records

EARLIEST_ZONE = timedelta(hours=14)  # ahead of UTC: there the day is over first


def end_due(context: Context) -> int:
    """End the offers whose day is over where their team is, and return how many."""
    over = records.list_over(context.db, (context.now + EARLIEST_ZONE).date().isoformat())
    due = [each for each in over if is_overdue(each, local_day(each, context.now))]
    return sum(offers.expire(context, each) for each in due)
