"""The planner that draws the cards of check-ins anew, on the quarter of an hour after something was answered."""

from bot.actions.context import Context
from bot.actions.pulses import redraw_checkin
from bot.records import checkins


def redraw_due(context: Context) -> int:
    """Draw what is due, and return how many. Any number of processes may call at once."""
    drawn = 0
    while due := checkins.list_due_to_redraw(context.db, context.now):
        drawn += sum(redraw_checkin(context, checkin) for checkin in due)
    return drawn
