"""Absences: noted, ended, and suggested by a status in Slack."""

from datetime import date

from bot.actions import redraw
from bot.actions.context import Context
from bot.coaching.schedule.absence_hints import sounds_away
from bot.model.people import Absence
from bot.records import away, people, statuses, teams
from bot.reports import availability


def note_absence(
    context: Context, workspace: str, user: str, first: date, last: date, *, instead_of: str = ""
) -> tuple[Absence, list[Absence]]:
    """Keep that somebody is away from `first` to `last`, both included, `instead_of` an absence by its id.

    Return what is kept, and the absences that it was joined with, since they touch or overlap it.
    """
    with context.db.atomic():
        answer_status(context, workspace, user)
        if instead_of:
            away.delete(context.db, workspace, user, instead_of)
        redraw.homes(context, workspace, user)
        return away.leave(context.db, workspace, user, first, last)


def come_back_on(context: Context, workspace: str, user: str, day: date, today: date) -> Absence:
    """Keep that somebody is here again from `day` on, which is to come; return their absence until then."""
    with context.db.atomic():
        answer_status(context, workspace, user)
        redraw.homes(context, workspace, user)
        return away.return_on(context.db, workspace, user, day, today)


def cross_out(context: Context, workspace: str, user: str, absence_id: str, today: date) -> Absence | None:
    """End or call off one absence; None when that has been done already."""
    with context.db.atomic():
        redraw.homes(context, workspace, user)
        return away.cross_out(context.db, workspace, user, absence_id, today, context.now)


def come_back(context: Context, workspace: str, user: str, today: date) -> Absence | None:
    """End or call off somebody's absence, since they are here after all. Return it; None when there was none."""
    with context.db.atomic():
        redraw.homes(context, workspace, user)
        return away.come_back(context.db, workspace, user, today, context.now, press=context.press)


def hear_status(
    context: Context, workspace: str, user: str, *, text: str, emoji: str, last_day: date | None, zone: str
) -> None:
    """Keep a status that sounds like leave, of somebody in a team, to ask about it; forget any other one.

    `last_day` is a day of their `zone` (IANA, "" where Slack names none).
    """
    # Slack tells of everybody in the workspace: nothing is kept of people who have no team here.
    if sounds_away(text, emoji) and teams.list_for_person(context.db, workspace, user):
        if zone:
            # The day on which the status is over is one of their own calendar.
            people.learn(context.db, workspace, user, zone=zone)
        statuses.note(context.db, workspace, user, f"{emoji} {text}".strip(), last_day)
        redraw.homes(context, workspace, user)
    else:
        statuses.forget(context.db, workspace, user)


def answer_status(context: Context, workspace: str, user: str) -> None:
    """Record that somebody has said whether they are away, so that their Home tab asks no more."""
    with context.db.atomic():
        # Asked first, so that not everybody who notes an absence has their Home tab drawn.
        today = availability.of_person(context.db, workspace, user, context.now).today(context.now)
        if statuses.find_unanswered(context.db, workspace, user, today):
            statuses.mark_answered(context.db, workspace, user, context.now)
            redraw.homes(context, workspace, user)
