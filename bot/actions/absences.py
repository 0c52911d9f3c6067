"""Absences: noted, ended, and suggested by a status in Slack."""

from datetime import date

from bot.actions import redraw
from bot.actions.context import Context
from bot.coaching.schedule.absence_hints import sounds_away
from bot.model.people import Absence
from bot.records import away, statuses, teams


def note_absence(context: Context, workspace: str, user: str, first: date, last: date) -> None:
    """Keep that somebody is away from `first` to `last`, both included; what was said before of these days is over."""
    with context.db.atomic():
        answer_status(context, workspace, user)
        away.leave(context.db, workspace, user, first, last)


def come_back(context: Context, workspace: str, user: str, today: date) -> Absence | None:
    """End or call off somebody's absence, since they are here after all. Return it; None when there was none."""
    return away.come_back(context.db, workspace, user, today, context.now)


def hear_status(context: Context, workspace: str, user: str, *, text: str, emoji: str, last_day: date | None) -> None:
    """Keep a status that sounds like leave, of somebody in a team, to ask about it; forget any other one."""
    # Slack tells of everybody in the workspace: nothing is kept of people who have no team here.
    if sounds_away(text, emoji) and teams.list_for_person(context.db, workspace, user):
        statuses.note(context.db, workspace, user, f"{emoji} {text}".strip(), last_day)
    else:
        statuses.forget(context.db, workspace, user)


def answer_status(context: Context, workspace: str, user: str) -> None:
    """Record that somebody has said whether they are away, so that their Home tab asks no more."""
    with context.db.atomic():
        # Asked first, so that not everybody who notes an absence has their Home tab drawn.
        if statuses.find_unanswered(context.db, workspace, user, context.now.date()):
            statuses.mark_answered(context.db, workspace, user, context.now)
            redraw.homes(context, workspace, user)
