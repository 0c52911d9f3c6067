"""The summary of one team: its figures, and around them what gives them a meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coaching.next_play.choice import NextPlay
from bot.coaching.statistics import Measure
from bot.coaching.summary.attention import Caution, Need
from bot.coaching.summary.figures import TeamFigures
from bot.coaching.summary.surveys import SurveySummary
from bot.model.reminders import Reason


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
    """`needs`: what needs somebody, the most pressing first; `next_play`: what to do next, `caution`: what not;
    `measures`: what playbooks keep beside when IT was first asked.
    """

    figures: TeamFigures
    needs: Sequence[Need]
    surveys: Sequence[SurveySummary]
    measures: Sequence[Measure]
    reminders: ReminderFigures
    next_play: NextPlay
    caution: Caution
    last_read: LastRead | None
