"""What the admins of a workspace do: they name others, and settle who leads a team and when it is asked."""

from collections.abc import Collection
from datetime import timedelta

from bot.actions import redraw
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.setup import Naming, change_people, change_rhythm
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.schedule import Rule
from bot.model.teams import Team
from bot.records import admins, outbox, teams

IMPATIENT = timedelta(seconds=10)  # pressed again within this, it is the same wish


def change_admins(
    context: Context, workspace: str, added: Collection[str], removed: Collection[str], user: str
) -> None:
    """Name the one and remove the other people, and tell each of them."""
    with context.db.atomic():
        for each in sorted(added):
            if admins.name(context.db, workspace, each, user, context.now):
                _tell_admin(context, AuditEvent.ADMIN_NAMED, workspace, each, user)
        for each in sorted(removed):
            if admins.remove(context.db, workspace, each):
                _tell_admin(context, AuditEvent.ADMIN_REMOVED, workspace, each, user)


def change_team(context: Context, team: Team, name: str, lead: str, user: str) -> Team:
    """Name a team and hand over its lead, to a member at once, to others when they take it. Its channel hears of it."""
    with context.db.atomic():
        before = teams.lock_row(context.db, team.id)
        if teams.was_saved_by(context.db, team.id, context.press):
            return before
        led = lead in teams.list_managers(context.db, team.id)
        after = change_people(context, before, name, lead, Naming(()), user)
        if lead and not led:
            leads = lead in teams.list_managers(context.db, team.id)
            _tell_team(context, after, user, "lead" if leads else "asked", lead)
        if after.name != before.name:
            _tell_team(context, after, user, "name")
        return after


def change_team_rhythm(context: Context, team: Team, rule: Rule, user: str) -> Team:
    """Ask a team by another rule from now on; its channel hears of it."""
    with context.db.atomic():
        before = teams.lock_row(context.db, team.id)
        if teams.was_saved_by(context.db, team.id, context.press):
            return before
        after = change_rhythm(context, before, rule, user)
        if after.rule != before.rule:
            _tell_team(context, after, user, "rhythm")
        return after


def export_audit(context: Context, workspace: str, user: str) -> None:
    """Send the audit log of the workspace as CSV to the admin who asked, once however often they press."""
    with context.db.atomic():
        admins.lock_row(context.db, workspace)
        if not outbox.was_said(context.db, Kind.AUDIT_FILE, workspace, user, context.now - IMPATIENT):
            note_act(context, AuditEvent.AUDIT_EXPORTED, actor=user, workspace=workspace)
            at = Address.to_person(workspace, user)
            context.say(Kind.AUDIT_FILE, workspace, at, op=Operation.FILE, notify_on_failure=user)


def _tell_team(context: Context, team: Team, user: str, did: str, lead: str = "") -> None:
    """Say in the team's channel what an admin has done: `did` is lead, asked, name or rhythm."""
    at = Address(team.workspace, team.channel, team.id)
    news = {"what": "admin", "user": user, "did": did, "lead": lead, "channel": team.channel}
    context.say(Kind.CHANNEL, team.id, at, detail=news)


def _tell_admin(context: Context, event: AuditEvent, workspace: str, admin: str, user: str) -> None:
    note_act(context, event, actor=user, workspace=workspace, detail={"user": admin})
    context.say(Kind.ADMIN, admin, Address.to_person(workspace, admin), detail={"user": user, "event": event})
    redraw.homes(context, workspace, admin)
