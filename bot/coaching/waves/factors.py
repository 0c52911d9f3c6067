"""One factor: what may be shown of both sides' answers to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations
from math import comb

from bot.coaching.waves.agreement import Agreement, Spread, describe_spread
from bot.coaching.waves.disclosure import Turnout, choose_shown, count_missing, is_complete
from bot.coaching.waves.guesses import Guess, compute_guesses
from bot.coaching.waves.levels import average, subtract
from bot.coaching.waves.permutation import is_significant
from bot.coaching.waves.sheets import Sheet
from bot.model.teams import Side

GAP = 1.0  # levels from which on it is called one
LOW, MIDDLE, HIGH = 2.5, 3.0, 3.5


class Verdict(StrEnum):
    """What the two sides' answers to one factor come to, in the order in which a list puts them."""

    DISAGREE = "disagree"
    SPLIT = "split"
    AGREE_LOW = "agree_low"
    AGREE_MIDDLE = "agree_middle"
    AGREE_HIGH = "agree_high"
    LOCKED = "locked"


@dataclass(frozen=True)
class SideFigures:
    """What a side says: the mean to one decimal, of so many `answers`; who doesn't know is not among them."""

    answers: int
    mean: float
    spread: Spread = field(default_factory=Spread)
    guess: Guess | None = None


@dataclass(frozen=True)
class FactorFigures:
    """What is shown of a factor. All of it follows from `sides`, the counts and `significant`: nothing else is kept.

    `sides` is empty while it is locked; `missing` says how many more answers each side needs. `gap` is the largest
    difference of two sides' means, those of `apart` (the lower one first). `level` is the mean of all sides, each
    weighing the same, None where one is hidden. `dont_know` of `answered`, None where a side has too few.
    """

    verdict: Verdict
    sides: Mapping[Side, SideFigures] = field(default_factory=dict)
    missing: Mapping[Side, int] = field(default_factory=dict)
    gap: float | None = None
    apart: tuple[Side, Side] | None = None
    level: float | None = None
    significant: bool | None = None
    answered: int | None = None
    dont_know: int | None = None

    @property
    def is_gap(self) -> bool:
        """Return whether the difference is large enough to be called a gap."""
        return self.gap is not None and self.gap >= GAP

    def compute_error(self, side: Side) -> float | None:
        """Return how much higher a side has guessed than the other one says; None without guesses, or where locked."""
        guess = self.sides[side].guess if side in self.sides else None
        if not guess or guess.of not in self.sides:
            return None
        return subtract(guess.mean, self.sides[guess.of].mean)


def compute_factor(factor: str, sheets: Sequence[Sheet], sides: Sequence[Side], threshold: int) -> FactorFigures:
    """Return what may be shown of a factor, from the sheets of the sides that were asked."""
    given = {side: _list_levels(factor, sheets, side) for side in sides}
    turnouts = {side: count_turnout(levels) for side, levels in given.items()}
    shown = choose_shown(turnouts, threshold)
    answered, dont_know = _count_dont_know(turnouts, threshold)
    locked = FactorFigures(
        Verdict.LOCKED, missing=count_missing(turnouts, threshold), answered=answered, dont_know=dont_know
    )
    if not shown:
        return locked
    known = {side: [level for level in given[side] if level is not None] for side in shown}
    figures = _show(known, locked, compute_guesses(factor, sheets, sides, threshold))
    return figures if is_complete(turnouts, shown) else replace(figures, level=None)


def _show(known: Mapping[Side, list[int]], locked: FactorFigures, guesses: Mapping[Side, Guess]) -> FactorFigures:
    """Return the figures of sides that may be shown, with what is said while they are locked, too."""
    means = {side: average(levels) for side, levels in known.items()}
    figures = {
        side: SideFigures(len(levels), means[side], describe_spread(levels), guesses.get(side))
        for side, levels in known.items()
    }
    low, high = find_apart(means)
    return replace(
        locked,
        verdict=judge(figures),
        sides=figures,
        gap=subtract(means[high], means[low]),
        apart=(low, high),
        level=average(list(means.values())),
        significant=is_significant(known[low], known[high], pairs=comb(len(known), 2)),
    )


def find_apart(means: Mapping[Side, float]) -> tuple[Side, Side]:
    """Return the two sides that lie farthest apart, the lower one first."""
    pairs = combinations(means, 2)
    one, other = max(pairs, key=lambda pair: abs(subtract(means[pair[0]], means[pair[1]])))
    return (one, other) if means[one] <= means[other] else (other, one)


def judge(sides: Mapping[Side, SideFigures]) -> Verdict:
    """Return what the figures come to; from what is shown only, so that a verdict says nothing more."""
    means = [figures.mean for figures in sides.values()]
    if subtract(max(means), min(means)) >= GAP:
        return Verdict.DISAGREE
    if any(figures.spread.agreement is Agreement.SPLIT for figures in sides.values()):
        return Verdict.SPLIT
    if average(means) <= LOW and max(means) < MIDDLE:
        return Verdict.AGREE_LOW
    return Verdict.AGREE_HIGH if average(means) >= HIGH and min(means) > MIDDLE else Verdict.AGREE_MIDDLE


def count_turnout(levels: Sequence[int | None]) -> Turnout:
    """Return how many of a side have answered, and how many of them know."""
    return Turnout(len(levels), sum(level is not None for level in levels))


def _list_levels(factor: str, sheets: Sequence[Sheet], side: Side) -> list[int | None]:
    return [sheet.levels[factor] for sheet in sheets if sheet.side is side and factor in sheet.levels]


def _count_dont_know(turnouts: Mapping[Side, Turnout], threshold: int) -> tuple[int | None, int | None]:
    """Return how many have answered and how many of them don't know; (None, None) where a side has too few for it."""
    there = [turnout for turnout in turnouts.values() if turnout.answered]
    if not there or any(turnout.answered < threshold for turnout in there):
        return None, None
    answered = sum(turnout.answered for turnout in there)
    return answered, answered - sum(turnout.known for turnout in there)
