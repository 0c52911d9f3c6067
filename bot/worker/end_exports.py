"""The planner that says of exports whether they have come."""

from bot.actions import exports
from bot.actions.context import Context
from bot.records.exports import list_ended


def end_due(context: Context) -> int:
    """Have the messages changed of those that have come or will not, and return how many."""
    return sum(exports.end_export(context, row_id) for row_id in list_ended(context.db))
