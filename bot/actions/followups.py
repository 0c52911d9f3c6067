"""Follow-ups: questions planned when a run is finished, and the answers to them weeks later."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.actions import redraw
from bot.actions.context import Context
from bot.actions.interviews import Given
from bot.coaching import followup_rules
from bot.coaching.schedule.cadence import find_workday
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.errors import UserError
from bot.model.followups import Followup
from bot.model.runs import Run
from bot.records import followups, run_answers, runs, seats, teams


def plan(context: Context, run: Run, playbook: Playbook, result: Result, *, since: datetime | None = None) -> None:
    """Plan what is asked about a finished run later, at the hour of the team's check-in, on a day on which it works.

    Plan nothing where nothing was picked. Days count from now, or `since` then; what would be past is left out.
    """
    if not result.has_choice:
        return
    rule = teams.get(context.db, run.team_id).rule
    zone = ZoneInfo(rule.zone)
    first, today = (each.astimezone(zone).date() for each in (since or context.now, context.now))
    for name, day, when in followup_rules.schedule(playbook, result.answers, first):
        if when > today:
            followups.plan(context.db, run, name, day, find_workday(rule, when))


def get(context: Context, followup_id: str) -> tuple[Followup, Playbook]:
    """Return what is asked, and its playbook. UserError when the playbook does not ask it any more."""
    followup = followups.get(context.db, followup_id)
    playbook = context.library.get(followup.playbook)
    if playbook is None or followup_rules.find_followup(playbook, followup.name) is None:
        raise UserError("This is from an earlier version of the playbook, and is not asked any more.")
    return followup, playbook


def answer(context: Context, followup: Followup, playbook: Playbook, given: Given, user: str) -> None:
    """Record what somebody says; an answer that ends it ends what would still be asked."""
    with context.db.atomic():
        # Before anything is read: whether it ends is decided by what everybody has said.
        followups.lock_row(context.db, followup.id)
        values = {name: value for (name, _), value in given.items()}
        followups.save_answers(context.db, followup.id, values, user, context.now)
        _close_rest(context, followup, playbook)
        redraw.changed_followup(context, followup)


def _close_rest(context: Context, followup: Followup, playbook: Playbook) -> None:
    result = playbook.evaluate(run_answers.get(context.db, followup.run_id), followup.variant)
    answered, last = followups.get_answers(context.db, followup.id), followups.is_last(context.db, followup)
    consequence = followup_rules.decide(playbook, followup, result.answers, answered, last=last)
    if consequence and consequence.ends:
        followups.close_rest(context.db, followup, context.now)
        run = runs.get(context.db, followup.run_id)
        posted = runs.get(context.db, run.replaces or run.id)
        before = seats.list_seats(context.db, posted.id)
        seats.end_asking(context.db, posted.id)
        redraw.changed_seats(context, posted, before)
