"""Somebody becomes a guest of the company, or is none any more: guests say and do what others do, and stand in no
figure.
"""

from bot.actions import redraw, two_sided
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.members import notify_leads
from bot.actions.taking_back import take_back_answers
from bot.model.audit import AuditEvent
from bot.model.teams import Team
from bot.model.waves import RespondentState
from bot.records import checkins, members, teams, waves


def note_guest(context: Context, workspace: str, user: str, *, guest: bool) -> None:
    """Know what Slack says of a member; once however often it says so.

    A guest leads no team any more, is asked by no open wave, and what they have tapped in what is open is forgotten.
    """
    with context.db.atomic():
        theirs = members.list_memberships(context.db, workspace, user)
        # A launch locks the team as well: it asks them before, and they are taken out, or not at all.
        there = [teams.lock_row(context.db, team_id) for team_id in sorted(theirs)]
        changed = members.set_guest(context.db, workspace, user, guest=guest)
        if not changed:
            return
        if guest:
            # Those that ask them are listed: first what they have said, then that they are asked.
            take_back_answers(context, workspace, user)
            _leave_waves(context, workspace, user)
        for team in there:
            if team.id in changed:
                _change(context, team, user, guest=guest)


def _leave_waves(context: Context, workspace: str, user: str) -> None:
    for wave in waves.list_open(context.db, workspace, user):
        if waves.set_state(context.db, wave.id, user, RespondentState.LEFT):
            redraw.wave_invitations(context, wave, user)


def _change(context: Context, team: Team, user: str, *, guest: bool) -> None:
    note_act(context, AuditEvent.GUEST_CHANGED, actor=user, team_id=team.id, detail={"guest": guest})
    if guest and members.end_lead(context.db, team.id, user):
        _end_lead(context, team, user)
    redraw.introduction(context, team)
    two_sided.recount(context, team.id)
    latest = checkins.find_latest(context.db, team.id)
    if latest and not latest.closed_at:
        redraw.checkin_later(context, latest.id)


def _end_lead(context: Context, team: Team, user: str) -> None:
    leads = teams.list_managers(context.db, team.id)
    redraw.homes(context, team.workspace, user)
    detail = {"from": [user, *leads], "to": None}
    note_act(context, AuditEvent.LEAD_CHANGED, actor=user, team_id=team.id, detail=detail)
    if not leads:
        notify_leads(context, team, {"what": "guest", "user": user})
