"""The planner that forgets whoever has asked for it."""

from bot.actions.context import Context
from bot.actions.forgetting import forget_due as forget
from bot.records.cleanup import fold_log


def forget_due(context: Context) -> int:
    """Forget whoever is waiting for it, and return how many steps were done."""
    steps = forget(context)
    # The log still has what was there before.
    if steps:
        fold_log(context.db)
    return steps
