"""The planner that opens check-ins that are due."""

import logging

from bot.actions.checkins import open_due_checkins
from bot.actions.context import Context
from bot.model.teams import Team
from bot.records import team_schedule

log = logging.getLogger(__name__)

BATCH = 100  # teams in one transaction: some milliseconds in which nobody else writes


def open_due(context: Context) -> int:
    """Open what is due, and return how many. Of however many processes call at once each takes others."""
    opened = 0
    # They stay due: without making room for them, a batch of them would keep everybody else from being asked.
    faulty: set[str] = set()
    while True:
        due: list[Team] = []
        try:
            with context.db.atomic():
                listed = team_schedule.list_due(context.db, context.now, BATCH + len(faulty))
                due = [team for team in listed if team.id not in faulty]
                opened += open_due_checkins(context, due)
        except (KeyError, ValueError):
            if not due:
                raise
            opened += _open_all(context, due, faulty)
        if not due:
            return opened


def _open_all(context: Context, due: list[Team], faulty: set[str]) -> int:
    """Open all in one commit. A team whose own data are at fault is found by halving, and stops nobody else."""
    try:
        return open_due_checkins(context, due)
    except (KeyError, ValueError):
        if len(due) == 1:
            log.exception("Team %s could not be asked how it is going", due[0].id)
            faulty.add(due[0].id)
            return 0
    half = len(due) // 2
    return _open_all(context, due[:half], faulty) + _open_all(context, due[half:], faulty)
