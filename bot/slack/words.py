"""The words after /align: how they are told apart from what follows them, and what each needs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto

from bot.messages.front.front import ALL
from bot.model.rights import Right
from bot.slack.fields import clean_text
from bot.slack.request import Request, Shown

MINE = "me"  # behind a word: what concerns whoever asks


def parse_words(text: str) -> tuple[str, str]:
    """Return the word and the rest: ` Pilot now ` → ("pilot", "now")."""
    word, *rest = clean_text(text).split(maxsplit=1) or [""]
    return word.lower(), "".join(rest).strip()


class TeamNeed(Enum):
    """A word's need of a team, and the way on where the channel has none.

    Which team is decided in one place, before the word runs (`front.commands`): the channel's; in a direct message
    the person's only one, or the one they choose by a button.
    """

    NONE = auto()
    MAKE = auto()  # where the channel has none yet, the set-up window is all
    SET_UP = auto()  # where the channel has none yet, the set-up window comes first and goes on to the word
    REQUIRED = auto()  # where the channel has none yet, the person is told how to make one


@dataclass(frozen=True)
class Word:
    """A word of /align.

    `run(request, rest)` answers with a Reply or a window; `request.team` is the team where the word needs one.
    `summary` is its line in help, in `group`, one of `front.GROUPS`; `right` is what it needs in its team. `window`
    words need a trigger, which a mention does not have: there a button stands for them. `button` is what it says.
    `all_teams`: with “all” behind it the word is for every team of the person; with one of the `own_words` it is about
    the person alone. `rest_words` are the only words that may stand behind it; None: any, which `run` uses or refuses,
    for what people type is never dropped.
    """

    summary: str
    run: Callable[[Request, str], Shown]
    group: str
    right: Right
    team: TeamNeed = TeamNeed.NONE
    window: bool = False
    all_teams: bool = False
    own_words: Collection[str] = ()
    rest_words: Collection[str] | None = ()
    button: str = ""

    def needs_team(self, rest: str) -> bool:
        """Return whether it is for one team, and neither for all of the person's nor for them alone."""
        behind = rest.lower().split()
        apart = (self.all_teams and ALL in behind) or any(word in behind for word in self.own_words)
        return self.team is not TeamNeed.NONE and not apart

    def refuses(self, rest: str) -> bool:
        """Return whether this may not stand behind the word."""
        return bool(rest) and self.rest_words is not None and rest.lower() not in self.rest_words
