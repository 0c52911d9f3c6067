"""The summary of a team that a manager pulls: figures of the team, never of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coaching.next_play.choice import NextPlay
from bot.coaching.statistics import Measure
from bot.coaching.waves.noise import Change
from bot.model.commitments import Commitment
from bot.model.reminders import Reason
from bot.model.teams import Side, Team


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
class LevelsSummary:
    """What the last wave of factors shows: the level of the whole, None where too few factors have one, how it has
    moved since it was `level_before`, and the widest gap, None where no factor has one.
    """

    level: float | None
    level_before: float | None
    change: Change | None
    widest: str | None
    gap: float | None


@dataclass(frozen=True)
class SplitSummary:
    """What the last wave of pots shows of the one that the sides are furthest apart on; None where they say the same.
    `before`: how many points they were apart the last time, None where that is not known.
    """

    pot: str | None
    points: Mapping[Side, int]
    difference: int
    before: int | None


@dataclass(frozen=True)
class OpenSurvey:
    """A wave that takes answers, and what its post says that each side needs; `factor` where it asks one again."""

    last_on: date
    missing: Mapping[Side, int]
    factor: str


@dataclass(frozen=True)
class SurveySummary:
    """What both sides were asked: when the last wave closed, what it shows (nothing where too few had answered), when
    the one closed that it is compared with, what a factor came to that was asked again since, and what is open.
    """

    title: str
    closed_on: date | None
    shown: LevelsSummary | SplitSummary | None
    before: date | None
    again: str
    again_on: date | None
    open: OpenSurvey | None


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
    surveys: Sequence[SurveySummary]
    measures: Sequence[Measure]
    reminders: ReminderFigures
    next_play: NextPlay
    last_read: LastRead | None
