"""Teams: paused; channels lost and regained."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions import redraw
from bot.actions.audit import note_act, note_looked
from bot.actions.context import Context
from bot.coaching.schedule.cadence import upcoming_occasion
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind
from bot.model.teams import PauseReason, Team
from bot.records import installations, team_schedule, teams


def pause_team(context: Context, team: Team, until: datetime | None, user: str) -> Team:
    """Ask nobody in this team until that moment, or until somebody says otherwise."""
    with context.db.atomic():
        team_schedule.pause_for_manager(context.db, team.id, until, context.now)
        detail = {"until": until.isoformat() if until else None}
        note_act(context, AuditEvent.TEAM_PAUSED, actor=user, team_id=team.id, detail=detail)
        redraw.homes_of_leads(context, team.workspace, team.id)
        return teams.get(context.db, team.id)


def resume_team(context: Context, team: Team, user: str) -> Team:
    """End the pause before its time."""
    upcoming = upcoming_occasion(team.rule, team.next_checkin_on, context.now)
    with context.db.atomic():
        team_schedule.resume(context.db, team, upcoming)
        note_act(context, AuditEvent.TEAM_RESUMED, actor=user, team_id=team.id)
        redraw.homes_of_leads(context, team.workspace, team.id)
        return teams.get(context.db, team.id)


def end_pause(context: Context, team: Team) -> bool:
    """End a pause that is over. What came due during it is not made up for. Return False when it has ended already."""
    # From the end of the pause on, not from now: what came due between the two is still to be asked.
    after = team.paused_until or context.now
    with context.db.atomic():
        if not team_schedule.resume(context.db, team, upcoming_occasion(team.rule, team.next_checkin_on, after)):
            return False
        redraw.homes_of_leads(context, team.workspace, team.id)
        return True


def lose_channel(context: Context, workspace: str, channel: str, reason: PauseReason) -> None:
    """Pause the team of a channel in which nothing can be said any more; whoever leads hears of it once."""
    with context.db.atomic():
        team = teams.find(context.db, workspace, channel)
        if team and team_schedule.pause(context.db, team.id, reason, context.now):
            _notify(context, team, reason)
            redraw.homes_of_leads(context, workspace, team.id)


def regain_channel(context: Context, workspace: str, channel: str) -> None:
    """Go on in a channel that can be reached again; a check-in missed meanwhile is not made up for."""
    with context.db.atomic():
        team_schedule.resume_channel(context.db, workspace, channel)
        team = teams.find(context.db, workspace, channel)
        if team:
            redraw.homes_of_leads(context, workspace, team.id)


def enter_channel(context: Context, workspace: str, channel: str) -> None:
    """Say hello in a channel to which the bot was invited, and go on there if it was missed."""
    with context.db.atomic():
        context.say(Kind.HELLO, channel, Address(workspace, channel))
        regain_channel(context, workspace, channel)


def uninstall(context: Context, workspace: str) -> None:
    """Pause every team of a workspace that has removed the bot, and say nothing that waits."""
    installations.remove(context.db, workspace, context.now)


def note_uninstalled(context: Context, workspace: str) -> None:
    """Know that Slack has said so itself: what is kept of the workspace is deleted some time after."""
    installations.note_uninstalled(context.db, workspace, context.now)


def note_summaries_read(context: Context, read: Sequence[Team], user: str) -> None:
    """Write down that somebody reads these teams' summaries: the teams can see it."""
    note_looked(context, read, user, AuditEvent.SUMMARY_READ)


def _notify(context: Context, team: Team, reason: PauseReason) -> None:
    """Tell whoever leads why nothing is posted any more; everybody where nobody leads: the channel is out of reach."""
    for user in teams.list_managers(context.db, team.id) or sorted(teams.get_sides(context.db, team.id)):
        at = Address.to_person(team.workspace, user)
        context.say(Kind.CHANNEL, team.id, at, detail={"what": reason, "channel": team.channel})
