"""Closing the check-ins whose time is over."""

from bot.actions.checkins import close_due_checkin
from bot.actions.context import Context
from bot.records import checkins


def close_due(context: Context) -> int:
    """Return how many were closed. However many processes call at once, each is closed, and its result posted, once."""
    closed = 0
    while due := checkins.list_due_to_close(context.db, context.now):
        closed += sum(close_due_checkin(context, checkin) for checkin in due)
    return closed
