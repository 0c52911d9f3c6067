"""The planners of waves: closed when their time is over, and looked at once a day until then."""

from bot.actions.context import Context
from bot.actions.waves import close_wave, look_at_wave
from bot.records import waves
from bot.records.cleanup import fold_log


def close_due(context: Context) -> int:
    """Close what is due, and return how many. However many processes call at once, each result is posted once."""
    closed = 0
    while due := waves.list_due_to_close(context.db, context.now):
        closed += sum(close_wave(context, wave.id) for wave in due)
    # The log still has the sealed answers.
    if closed:
        fold_log(context.db)
    return closed


def look_due(context: Context) -> int:
    """Say in the posts of open waves how many answers each side needs by now. Return how many were looked at."""
    looked = 0
    while due := waves.list_due_to_look(context.db, context.now):
        looked += sum(look_at_wave(context, wave) for wave in due)
    return looked
