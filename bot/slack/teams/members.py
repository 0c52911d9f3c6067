"""`/align join` and `/align leave`: nobody is put into a team without a press or a word of their own."""

from markupsafe import Markup

from bot.actions import members as actions
from bot.actions.leads import take_lead
from bot.errors import UserError
from bot.messages.block_kit.markup import mention_user
from bot.messages.front.front import TEAM
from bot.messages.teams import introductions
from bot.messages.teams import members as messages
from bot.messages.teams.introductions import ACCEPT, CHANGE, CONFIRM, DECLINE, MOVE, OUT, ToInvitation, ToTeam
from bot.messages.teams.members import REMOVE, SIDES, Asked, RemoveMember
from bot.messages.teams.teams import LEAD, ToLead
from bot.model.rights import Right
from bot.model.teams import Role, Side
from bot.records import invitations, teams
from bot.slack.request import Close, Notice, Open, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.rights import comes_as_guest, profile_of, refuse_guest
from bot.slack.teams.teams import show_team
from bot.slack.words import TeamNeed, Word

GONE = "You are not asked for this team any more, so there is nothing to answer."


def join_word(request: Request, rest: str) -> Shown:
    """Join the channel's team on the side that was named; without one ask which."""
    team = request.require_team()
    if teams.get_role(request.context.db, team.id, request.actor.user) is None and not rest:
        return Reply(messages.compose_ask(team.id, team.channel, Asked(), request.context.now))
    return join_team(request, team.id, _read_side(rest))


def join_team(request: Request, team_id: str, side: Side) -> Reply:
    """Make the person a member, who keeps side and role where they are one already."""
    team, new = actions.join_team(request.context, team_id, request.actor.user, side)
    known = teams.list_members(request.context.db, team.id)
    member = next(each for each in known if each.user_id == request.actor.user)
    return Reply(messages.compose_join_answer(team.channel, member, new=new))


def confirm(request: Request, to: ToTeam) -> Shown:
    """Make a member of whoever was named and says that it is them."""
    _accept(request, to.team)
    named = invitations.find(request.context.db, to.team, request.actor.user)
    # The post says it of who was named; who was not is in the team already.
    return None if named else _show_membership(request, to.team)


def change(request: Request, to: ToTeam) -> Shown:
    """Open the team's window for whoever leads it; for others where they are themselves."""
    db, user = request.context.db, request.actor.user
    team = teams.get(db, to.team)
    if teams.get_role(db, team.id, user) == Role.MANAGER:
        return Open(show_team(request, team))
    named = invitations.find(db, team.id, user)
    side = teams.get_sides(db, team.id).get(user, named.side if named else None)
    return Open(introductions.change_window(team, side))


def move(request: Request, to: ToTeam) -> Shown:
    """Put whoever says so on another side, or leave them out."""
    context, user, chosen = request.context, request.actor.user, request.fields.option("side") or ""
    if chosen == OUT:
        if teams.get_role(context.db, to.team, user) is None:
            actions.decline_invitation(context, to.team, user)
        else:
            actions.leave_team(context, teams.get(context.db, to.team), user)
    elif not _accept(request, to.team, _read_side(chosen)):
        raise UserError(GONE)
    return Close()


def accept(request: Request, to: ToInvitation) -> Shown:
    """Make a member of whoever was asked by a private message, on the side that they choose."""
    invitation = invitations.get(request.context.db, to.invitation)
    if not _accept(request, invitation.team_id, to.side):
        raise UserError(GONE)
    return None


def decline(request: Request, to: ToInvitation) -> Shown:
    """Leave whoever was asked by a private message out, as they wish."""
    invitation = invitations.get(request.context.db, to.invitation)
    actions.decline_invitation(request.context, invitation.team_id, request.actor.user)
    return None


def remove(request: Request, who: RemoveMember) -> Shown:
    """Take somebody out of the team who has joined of their own accord."""
    team = actions.remove_member(request.context, who.team, who.user, request.actor.user)
    return Reply(messages.compose_removed(team.channel, who.user))


def lead(request: Request, to: ToLead) -> Shown:
    """Have whoever presses first lead a team that nobody leads."""
    refuse_guest(profile_of(request, request.actor.user))
    (leads, *_) = take_lead(request.context, to.team, request.actor.user)
    if leads != request.actor.user:
        said = Markup("{} was quicker, and leads this team. Thank you for the offer.")
        return Notice(said.format(mention_user(leads)))
    return None


def _accept(request: Request, team_id: str, side: Side | None = None) -> bool:
    guest = comes_as_guest(request, team_id)
    return actions.accept_invitation(request.context, team_id, request.actor.user, side, guest=guest)


def _show_membership(request: Request, team_id: str) -> Reply:
    """Return what somebody is in the team who is in it already."""
    team = teams.get(request.context.db, team_id)
    known = teams.list_members(request.context.db, team.id)
    member = next(each for each in known if each.user_id == request.actor.user)
    return Reply(messages.compose_join_answer(team.channel, member, new=False))


def leave_word(request: Request, _rest: str) -> Shown:
    """Take the person out of the team, and say what becomes of their commitments."""
    team = request.require_team()
    left_behind = actions.leave_team(request.context, team, request.actor.user)
    return Reply(messages.compose_leave_answer(team.channel, left_behind))


JOIN, LEAVE = "Join the team, on your side.", "Leave the team."
WORDS = {
    "join": Word(JOIN, join_word, TEAM, Right.JOIN, TeamNeed.REQUIRED, rest_words=None),
    "leave": Word(LEAVE, leave_word, TEAM, Right.SEE, TeamNeed.REQUIRED),
}


def _read_side(text: str) -> Side:
    """Return the side that was named, OTHER for none. UserError for what is no side."""
    named = text.lower().strip(" .!") or Side.OTHER
    if named not in set(Side):
        raise UserError(f"I know these sides: {', '.join(SIDES.values())}. Type /align join and choose one.")
    return Side(named)


STORY = Story(
    presses=(
        on(CONFIRM, confirm, Right.NAMED),
        on(CHANGE, change, Right.NAMED),
        on(ACCEPT, accept, Right.OWN),
        on(DECLINE, decline, Right.OWN),
        on(REMOVE, remove, Right.LEAD),
        on(LEAD, lead, Right.TAKE_PART),
    ),
    submissions=(on(MOVE, move, Right.NAMED),),
)
