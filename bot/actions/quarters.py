"""The quarterly page of a team: asked for, made and sent in the background."""

from bot.actions.audit import note_looked
from bot.actions.context import Context
from bot.actions.results import IMPATIENT
from bot.coaching.summary.quarter import Quarter
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.teams import Team
from bot.records import outbox, teams


def send_report(context: Context, team: Team, quarter: Quarter, user: str) -> None:
    """Send the page to whoever asked, once however often they do; the team can see that they asked."""
    ref = f"{team.id}/{quarter.key}"
    with context.db.atomic():
        teams.lock_row(context.db, team.id)
        if outbox.was_said(context.db, Kind.REPORT, ref, user, context.now - IMPATIENT):
            return
        note_looked(context, [team], user, AuditEvent.REPORT_READ, quarter.title)
        at = Address(team.workspace, user, team.id)
        context.say(Kind.REPORT, ref, at, op=Operation.FILE, detail={"user": user}, notify_on_failure=user)
