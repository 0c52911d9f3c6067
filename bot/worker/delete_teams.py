"""The planner that deletes the rows of teams that somebody has deleted."""

from bot.actions.context import Context
from bot.records import erasure
from bot.records.cleanup import fold_log


def delete_due(context: Context) -> int:
    """Delete what is left of them, and return in how many portions that was."""
    portions = 0
    for team_id in erasure.list_closed(context.db):
        while erasure.delete_portion(context.db, team_id):
            portions += 1
    if portions:
        fold_log(context.db)
    return portions
