"""Digests asked for, and not wanted any more."""

from datetime import date, datetime

from bot.actions import redraw
from bot.actions.context import Context
from bot.coaching.schedule import digest_days
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.digests import Rhythm
from bot.model.reminders import Reminder
from bot.model.teams import Role
from bot.records import audit, digests, reminders, teams
from bot.records.database import Database
from bot.reports import availability

NO_LEAD = "A digest is about the teams that you lead, and you lead none. `/align summary` shows you your own team."


def foresee_digest(context: Context, workspace: str, user: str, rhythm: Rhythm) -> date:
    """Return the day on which the first one would come, where they are. UserError for who leads no team."""
    return _find_first(context, workspace, user, rhythm)[1]


def ask_for_digest(context: Context, workspace: str, user: str, rhythm: Rhythm) -> date:
    """Send it from now on; return the day on which the next one comes. UserError for who leads no team."""
    next_at, day = _find_first(context, workspace, user, rhythm)
    with context.db.atomic():
        digests.ask(context.db, workspace, user, rhythm, next_at, context.now)
        redraw.homes(context, workspace, user)
    return day


def end_digest(context: Context, workspace: str, user: str) -> bool:
    """Send none any more. Return False where they had none."""
    with context.db.atomic():
        was = digests.end(context.db, workspace, user)
        if was:
            redraw.homes(context, workspace, user)
    return was


def note_sent(db: Database, planned: Reminder, now: datetime) -> None:
    """Note that one is leaving, and for each team that its lead looks at the figures: the team can see it."""
    digests.mark_sent(db, planned.workspace, planned.user_id, now)
    for team in teams.list_for_person(db, planned.workspace, planned.user_id, Role.MANAGER):
        # By the reminder: one that Slack does not take at once is noted once.
        audit.note(
            db, AuditEvent.DIGEST_SENT, actor=planned.user_id, now=now, team_id=team.id, press=f"digest {planned.id}"
        )


def _find_first(context: Context, workspace: str, user: str, rhythm: Rhythm) -> tuple[datetime, date]:
    """Return when the next one is due, and the day on which it leaves then, by what was last said unasked."""
    db, now = context.db, context.now
    if not teams.list_for_person(db, workspace, user, Role.MANAGER):
        raise UserError(NO_LEAD)
    person = availability.of_person(db, workspace, user, now)
    known = digests.find(db, workspace, user)
    due = known.next_at if known and known.rhythm is rhythm else digest_days.find_next(rhythm, now, person)
    leaves = digest_days.find_moment(due, reminders.list_recent(db, workspace, user), person) or due
    return due, person.today(leaves)
