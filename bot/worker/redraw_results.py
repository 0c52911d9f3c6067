"""The planner that draws started results anew, a day after they have said last how far they are."""

from bot.actions.context import Context
from bot.actions.redraw import changed_result
from bot.records import seats


def redraw_due(context: Context) -> int:
    """Draw what is due, and return how many. Any number of processes may call at once."""
    with context.db.atomic():
        due = seats.claim_stale(context.db, context.now)
        for ref in due:
            changed_result(context, ref)
    return len(due)
