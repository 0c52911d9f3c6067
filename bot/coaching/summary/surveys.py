"""What both sides were asked, as a summary says it: what the last wave shows, and what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coaching.waves.noise import Change
from bot.model.teams import Side


@dataclass(frozen=True)
class FactorSummary:
    """A factor of which a wave shows figures: the mean of each side that it shows; `gap` None where there is none."""

    title: str
    means: Mapping[Side, float]
    gap: float | None


@dataclass(frozen=True)
class LevelsSummary:
    """What the last wave of factors shows: the level of the whole, None where too few factors have one, how it has
    moved since it was `level_before`, the widest gap, None where no factor has one, and the factors that it shows,
    widest gap first.
    """

    level: float | None
    level_before: float | None
    change: Change | None
    widest: str | None
    gap: float | None
    factors: Sequence[FactorSummary] = ()


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
