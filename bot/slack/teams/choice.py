"""The team for which somebody speaks: the channel's, or in a direct message one of their own."""

from bot.errors import UserError
from bot.messages.teams.members import Asked
from bot.messages.teams.teams import compose_choice
from bot.model.teams import Team
from bot.records import teams
from bot.records.database import Database
from bot.slack.actor import Actor
from bot.slack.admission import check_team
from bot.slack.request import Reply, Request

NO_TEAM = "This channel has no team yet. Type /align team first; it takes half a minute."


def list_teams(db: Database, actor: Actor, word: str) -> list[Team]:
    """Return the channel's team, none where it has none; in a direct message all teams of the person.

    UserError in a direct message of somebody who is in no team.
    """
    if not actor.direct:
        here = teams.find(db, actor.workspace, actor.channel)
        return [here] if here else []
    mine = teams.list_for_person(db, actor.workspace, actor.user)
    if not mine:
        raise UserError(
            f"I work in a team's channel. Go to the one where marketing and IT talk and type /align {word} there. "
            "If I am not in it yet, type /invite @Align first."
        )
    return mine


def choose_team(request: Request, word: str, rest: str = "") -> Team | Reply:
    """Return the one team that it can be, or buttons to choose it with, which run the word for the one chosen.

    An offer to join where it needs that. UserError where there is none, and for who may not.
    """
    found = list_teams(request.context.db, request.actor, word)
    if not found:
        raise UserError(NO_TEAM)
    if len(found) > 1:
        return Reply(compose_choice(found, word, rest))
    return check_team(request, found[0], Asked(word, rest)) or found[0]


def find_only_team(db: Database, actor: Actor) -> Team | None:
    """Return the channel's team; in a direct message the only one that the person is in."""
    if not actor.direct:
        return teams.find(db, actor.workspace, actor.channel)
    mine = teams.list_for_person(db, actor.workspace, actor.user)
    return mine[0] if len(mine) == 1 else None
