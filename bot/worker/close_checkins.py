"""The planner that closes check-ins whose time is over."""

from bot.actions.checkins import close_due_checkin
from bot.actions.context import Context
from bot.records import checkins
from bot.records.cleanup import fold_log


def close_due(context: Context) -> int:
    """Close what is due, and return how many. However many processes call at once, each result is posted once."""
    closed = 0
    while due := checkins.list_due_to_close(context.db, context.now):
        closed += sum(close_due_checkin(context, checkin) for checkin in due)
    # The log still has the sealed answers of those that have their figure.
    if closed:
        fold_log(context.db)
    return closed
