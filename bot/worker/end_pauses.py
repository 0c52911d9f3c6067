"""The planner that ends pauses that are over."""

from bot.actions.context import Context
from bot.actions.teams import end_pause
from bot.records import team_schedule


def end_due(context: Context) -> int:
    """End the pauses that are over, and return how many teams are asked again from now on."""
    resumed = 0
    while over := team_schedule.list_ended_pauses(context.db, context.now):
        resumed += sum(end_pause(context, team) for team in over)
    return resumed
