"""Members of a team: they join and leave of their own accord, or leave the channel or the company."""

from collections.abc import Mapping

from bot.actions import redraw, two_sided
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.leads import hand_over
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind
from bot.model.teams import InvitationState, Role, Side, Team
from bot.records import commitments, invitations, members, offers, people, teams


def join_team(context: Context, team_id: str, user: str, side: Side) -> tuple[Team, bool]:
    """Make somebody a member on that side; whoever leads hears of it. Return the team, and False when they were one."""
    with context.db.atomic():
        team = teams.get(context.db, team_id)
        new = _join(context, team, user, side, Role.MEMBER)
        if new:
            for lead in teams.list_managers(context.db, team_id):
                news = {"what": "joined", "user": user, "side": side, "channel": team.channel}
                context.say(Kind.CHANNEL, team_id, Address.to_person(team.workspace, lead), detail=news)
        return team, new


def accept_invitation(
    context: Context, team_id: str, user: str, side: Side | None = None, *, guest: bool = False
) -> bool:
    """Make a member of somebody who was named, on `side` where they choose another one; of a member change the side.
    A `guest` of the company never leads.

    Return False for who was not named, or is not any more.
    """
    with context.db.atomic():
        team = teams.lock_row(context.db, team_id)
        if teams.get_role(context.db, team_id, user) is not None:
            _move(context, team, user, side)
            return True
        invitation = invitations.find(context.db, team_id, user)
        if invitation is None or invitation.state == InvitationState.WITHDRAWN:
            return False
        role = Role.MEMBER if guest and invitation.role is Role.MANAGER else invitation.role
        _join(context, team, user, side or invitation.side, role, guest=guest)
        return True


def decline_invitation(context: Context, team_id: str, user: str) -> bool:
    """Leave somebody out who was named. Return False where they are not to be asked any more."""
    with context.db.atomic():
        team = teams.lock_row(context.db, team_id)
        invitation = invitations.find(context.db, team_id, user)
        if invitation is None or invitation.state == InvitationState.WITHDRAWN:
            return False
        _stay_out(context, team, user)
        return True


def leave_team(context: Context, team: Team, user: str) -> int:
    """Take somebody out who wants to go, and return how many open commitments they keep. UserError for no member."""
    with context.db.atomic():
        role = members.leave(context.db, team.id, user)
        if role is None:
            raise UserError("You are not in this team, so there is nothing to leave.")
        note_act(context, AuditEvent.MEMBER_LEFT, actor=user, team_id=team.id)
        _stay_out(context, team, user)
        return _part(context, team, user, role, stays=True)


def remove_member(context: Context, team_id: str, user: str, by: str) -> Team:
    """Take somebody out whom whoever leads does not want to count."""
    with context.db.atomic():
        team = teams.lock_row(context.db, team_id)
        if members.leave(context.db, team_id, user):
            detail, event = {"user": user}, AuditEvent.MEMBER_REMOVED
            note_act(context, event, actor=by, team_id=team_id, detail=detail)
            invitations.answer(context.db, team_id, user, InvitationState.WITHDRAWN, context.now)
            two_sided.recount(context, team_id)
            _redraw(context, team, user)
        return team


def lose_member(context: Context, workspace: str, channel: str, user: str) -> None:
    """Take somebody who has left the channel out of its team."""
    with context.db.atomic():
        team = teams.find(context.db, workspace, channel)
        if team and team.id in members.list_teams_of(context.db, workspace, user):
            _lose(context, team, user)


def lose_person(context: Context, workspace: str, user: str) -> None:
    """Take somebody whose account is switched off out of every team."""
    with context.db.atomic():
        for team_id in members.list_teams_of(context.db, workspace, user):
            _lose(context, teams.get(context.db, team_id), user)


def regain_member(context: Context, workspace: str, channel: str, user: str) -> None:
    """Know that somebody is in the channel again; they are no member before they say so."""
    team = teams.find(context.db, workspace, channel)
    if team:
        members.come_back(context.db, team.id, user)


def rename_person(context: Context, workspace: str, user: str, name: str) -> None:
    """Know what somebody is called now, where anything is known of them."""
    if name:
        people.rename(context.db, workspace, user, name)


def notify_leads(context: Context, team: Team, news: Mapping[str, object]) -> None:
    """Write to whoever leads the team; in the channel where nobody does."""
    leads, detail = teams.list_managers(context.db, team.id), {**news, "channel": team.channel}
    for lead in leads:
        context.say(Kind.CHANNEL, team.id, Address.to_person(team.workspace, lead), detail=detail)
    if not leads:
        at = Address(team.workspace, team.channel, team.id)
        context.say(Kind.CHANNEL, team.id, at, detail={**detail, "leaderless": True})


def _lose(context: Context, team: Team, user: str) -> None:
    """Take somebody out who is not there any more, once however often it is heard."""
    role = members.leave(context.db, team.id, user)
    if role:
        note_act(context, AuditEvent.MEMBER_LEFT, actor=user, team_id=team.id)
    _stay_out(context, team, user)
    if members.note_left(context.db, team.id, user, context.now) or role:
        _part(context, team, user, role, stays=False)


def _join(context: Context, team: Team, user: str, side: Side, role: Role, *, guest: bool = False) -> bool:
    """Make somebody a member. Return False when they were one already."""
    if not members.join(context.db, team.id, user, context.now, side=side, role=role, guest=guest):
        return False
    if role == Role.MANAGER:
        hand_over(context, team.id, user, user)
    invitations.answer(context.db, team.id, user, InvitationState.ACCEPTED, context.now)
    two_sided.recount(context, team.id)
    note_act(context, AuditEvent.MEMBER_JOINED, actor=user, team_id=team.id)
    _redraw(context, team, user)
    return True


def _move(context: Context, team: Team, user: str, side: Side | None) -> None:
    if side and members.move(context.db, team.id, user, side):
        detail = {"user": user, "side": side}
        note_act(context, AuditEvent.MEMBER_MOVED, actor=user, team_id=team.id, detail=detail)
        two_sided.recount(context, team.id)
        _redraw(context, team, user)


def _stay_out(context: Context, team: Team, user: str) -> None:
    invitations.answer(context.db, team.id, user, InvitationState.DECLINED, context.now)
    _redraw(context, team, user)


def _redraw(context: Context, team: Team, user: str) -> None:
    """Draw who is in the team, what they were asked about that, and what waits for their side."""
    redraw.introduction(context, team)
    invitation = invitations.find(context.db, team.id, user)
    if invitation:
        redraw.reminders(context, invitation.id)
    redraw.homes(context, team.workspace, user, *teams.list_managers(context.db, team.id))


def _part(context: Context, team: Team, user: str, role: Role | None, *, stays: bool) -> int:
    """Tell whoever leads what somebody leaves behind, and redraw it; return how many commitments that is.

    `stays`: they have left the team alone, and may keep what they promised.
    """
    two_sided.recount(context, team.id)
    there = commitments.list_open(context.db, team.id)
    for commitment in there:
        if user in (commitment.offered_to, commitment.invited):
            offers.decline(context.db, commitment.id, user, context.now)
        if user in (commitment.owner, commitment.partner, commitment.offered_to, commitment.invited):
            redraw.changed_commitment(context, commitments.get(context.db, commitment.id))
    behind = sum(each.owner == user for each in there)
    lost_lead = role == Role.MANAGER and not teams.list_managers(context.db, team.id)
    if behind or lost_lead:
        notify_leads(context, team, {"what": "gone", "user": user, "promises": behind, "stays": stays})
    return behind
