"""What every listener has at hand: `coach` in its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from bot.coaching.search import Match
from bot.coaching.shapes.base import Playbook
from bot.messages.render import Message
from bot.records.database import Database
from bot.slack.actor import Actor
from bot.slack.people.profiles import People


@dataclass(frozen=True)
class Coach:
    """The parts of the running bot. `now` is UTC; `deliver` wakes the delivery of what was just recorded.

    `find` gives what answers a plain question best, None for what is no question.
    """

    db: Database
    library: Mapping[str, Playbook]
    people: People
    secret: bytes
    now: Callable[[], datetime]
    deliver: Callable[[], None]
    find: Callable[[str], Match | None]


@dataclass(frozen=True)
class Word:
    """A word after /align. `act` answers with a message for the asker alone, or None when it opened a window.

    `group` is where help lists it, one of `front.GROUPS`. `window` words need a trigger, which a mention does not
    have: there a button stands for them. `also` is how people say it who do not know the word.
    """

    line: str
    act: "Callable[[Actor, str, WebClient, Coach], Message | None]"
    group: str
    window: bool = False
    also: str = ""

    @property
    def summary(self) -> str:
        return self.line

    @property
    def synonyms(self) -> str:
        return self.also
