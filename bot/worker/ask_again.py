"""The planner of what is asked again: one factor, six weeks after the wave in which it came first."""

from bot.actions.context import Context
from bot.actions.waves_again import ask_again
from bot.records import waves_again


def ask_due(context: Context) -> int:
    """Ask again what is due, and return how many that were. However many processes call at once, each is asked once."""
    asked = 0
    while due := waves_again.list_due(context.db, context.now):
        asked += sum(ask_again(context, wave) for wave in due)
    return asked
