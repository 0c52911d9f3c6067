"""The summary of a team that a manager pulls: figures of the team, never of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coaching.next_play.choice import NextPlay
from bot.coaching.statistics import Measure
from bot.model.commitments import Commitment
from bot.model.reminders import Reason
from bot.model.teams import Team


@dataclass(frozen=True)
class PulseMean:
    """The mean (1 to 5) of the taps at the check-in of `day`; `change` since the one before, where there is one."""

    day: date
    mean: float
    answers: int
    change: float | None


@dataclass(frozen=True)
class SharedResult:
    """A run that the team has shared: the playbook's title, what it was about ("" where that goes without saying)."""

    title: str
    subject: str
    headline: str


@dataclass(frozen=True)
class LastRead:
    """The last reader of this summary, and the day."""

    reader: str
    day: date


@dataclass(frozen=True)
class ReminderFigures:
    """Reminders of the last 30 days about a team's commitments: sent, acted upon, and held back, for which reasons."""

    sent: int
    acted: int
    suppressed: Mapping[Reason, int]


@dataclass(frozen=True)
class TeamSummary:
    """The state of a team for a reader. `led`: by them, so that they may see the pulse and the reminders as well.

    `open`, `kept` and `stuck` count commitments; `next_play` is what to do next. Lists are the newest first.
    """

    team: Team
    led: bool
    open: int
    kept: int
    stuck: int
    longest_stuck: Commitment | None
    pulse: PulseMean | None
    results: Sequence[SharedResult]
    measures: Sequence[Measure]
    reminders: ReminderFigures
    next_play: NextPlay
    last_read: LastRead | None
