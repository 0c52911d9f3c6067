"""A word after /align."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.errors import UserError
from bot.model.teams import Team
from bot.records import teams
from bot.slack.fields import tidy
from bot.slack.request import Request, Shown

NO_TEAM = "This channel has no team yet. Type /align team first; it takes half a minute."


def parse_words(text: str) -> tuple[str, str]:
    """Return the word and the rest: ` Pilot now ` → ("pilot", "now")."""
    word, *rest = tidy(text).split(maxsplit=1) or [""]
    return word.lower(), "".join(rest).strip()


class TeamNeed(Enum):
    """Whether a word is for a team. Which one is decided in one place, before the word runs (`front.commands`):

    the channel's; in a direct message the person's only one, or the one they choose by a button.
    """

    NONE = auto()
    SET_UP = auto()  # where the channel has none yet, the set-up window comes first and goes on to the word
    REQUIRED = auto()  # where the channel has none yet, the person is told how to make one


@dataclass(frozen=True)
class Word:
    """`run(request, rest)` answers with a Reply or a window; `request.team` is the team where the word needs one.

    `summary` is its line in help, in `group`, one of `front.GROUPS`. `window` words need a trigger, which a mention
    does not have: there a button stands for them. `synonyms` is how people say it who do not know the word.
    `all_teams`: with “all” behind it the word is for every team of the person.
    """

    summary: str
    run: Callable[[Request, str], Shown]
    group: str
    team: TeamNeed = TeamNeed.NONE
    window: bool = False
    synonyms: str = ""
    all_teams: bool = False


def teams_of_word(request: Request, word: str) -> list[Team]:
    """Return the channel's team, none where it has none; in a direct message all teams of the person.

    UserError in a direct message of somebody who is in no team.
    """
    actor, db = request.actor, request.context.db
    if not actor.direct:
        here = teams.find(db, actor.workspace, actor.channel)
        return [Team.from_row(here)] if here else []
    mine = [Team.from_row(team) for team in teams.of(db, actor.workspace, actor.user)]
    if not mine:
        raise UserError(
            f"I work in a team's channel. Go to the one where marketing and IT talk and type /align {word} there. "
            "If I am not in it yet, type /invite @Align first."
        )
    return mine
