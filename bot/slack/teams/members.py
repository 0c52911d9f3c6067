"""`/align join` and `/align leave`: nobody is put into a team without a press or a word of their own."""

from bot.actions import members as actions
from bot.errors import UserError
from bot.messages import members as messages
from bot.messages.front import TEAM
from bot.messages.members import SIDES, Asked
from bot.model.rights import Right
from bot.model.teams import Side
from bot.records import teams
from bot.slack.request import Reply, Request, Shown
from bot.slack.words import TeamNeed, Word


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


def leave_word(request: Request, _rest: str) -> Shown:
    """Take the person out of the team, and say what becomes of their commitments."""
    team = request.require_team()
    left_behind = actions.leave_team(request.context, team, request.actor.user)
    return Reply(messages.compose_leave_answer(team.channel, left_behind))


JOIN, LEAVE = "Join the team, on your side.", "Leave the team."
WORDS = {
    "join": Word(JOIN, join_word, TEAM, Right.JOIN, TeamNeed.REQUIRED, synonyms="membership, add me", rest_words=None),
    "leave": Word(LEAVE, leave_word, TEAM, Right.SEE, TeamNeed.REQUIRED, synonyms="quit, remove me"),
}


def _read_side(text: str) -> Side:
    """Return the side that was named, OTHER for none. UserError for what is no side."""
    named = text.lower().strip(" .!") or Side.OTHER
    if named not in set(Side):
        raise UserError(f"I know these sides: {', '.join(SIDES.values())}. Type /align join and choose one.")
    return Side(named)
