"""The parts of the running bot that every listener has at hand: `coach` in its parameters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.coaching.finding.search import Match
from bot.coaching.playbook.weekly_questions import WeeklyQuestion
from bot.coaching.shapes.base import Playbook
from bot.model.outbox import Whisper
from bot.records.database import Database
from bot.slack.people.profiles import People


@dataclass(frozen=True)
class Coach:
    """The parts of the running bot. `now` is UTC; `deliver` wakes the delivery of what was just recorded.

    `find` gives what answers a plain question best, None for what is no question; `whisper` says something to one
    person alone, and never waits.
    """

    db: Database
    library: Mapping[str, Playbook]
    questions: Sequence[WeeklyQuestion]
    people: People
    secret: bytes
    now: Callable[[], datetime]
    deliver: Callable[[], None]
    find: Callable[[str], Match | None]
    whisper: Callable[[Whisper], None]
