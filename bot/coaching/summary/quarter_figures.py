"""What a quarterly page says of teams, for both sides' chiefs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.coaching.statistics import Measure
from bot.coaching.summary.attention import Systemic
from bot.coaching.summary.figures import TeamFigures
from bot.coaching.summary.quarter import Quarter
from bot.coaching.summary.surveys import SurveySummary
from bot.model.teams import Side


@dataclass(frozen=True)
class Effort:
    """What was estimated by `playbook` took so many `times` the estimate of `what`, in the median of `count`."""

    playbook: str
    what: str
    times: float
    count: int


@dataclass(frozen=True)
class TeamQuarter:
    """A team's quarter: the figures that its summary has, and the surveys that had closed by then, or are open.

    `sides` are those of its people.
    """

    figures: TeamFigures
    surveys: Sequence[SurveySummary]
    efforts: Sequence[Effort]
    measures: Sequence[Measure]
    sides: Mapping[str, Side] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The team's name."""
        return self.figures.team.name


@dataclass(frozen=True)
class QuarterReport:
    """The quarter of one team, or of several, as it is known on the day `today`."""

    quarter: Quarter
    today: date
    teams: Sequence[TeamQuarter]
    systemic: Sequence[Systemic]
