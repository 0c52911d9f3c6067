"""Agreement inside a side, as far as it may be said without drawing everybody's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

CHANCE = Fraction(2)  # the variance on five levels where everybody chooses by lot: (5² - 1) / 12
AGREED = 0.7
SPLIT = 0.3

# With its mean, the exact agreement of five answers tells all five in every second case, of nine hardly ever: see
# docs/confidentiality.md. How many were given is known to all, so that leaving something out tells nothing.
WORD_LEAST = 5
RANGE_LEAST = 6
NUMBER_LEAST = 10


class Agreement(StrEnum):
    """Whether a side is of one mind: from r_wg .70 on; split under .30."""

    AGREED = "agreed"
    MIXED = "mixed"
    SPLIT = "split"


@dataclass(frozen=True)
class Spread:
    """What may be said of how far the answers of a side lie apart; None where they are too few for it.

    `r_wg` to two decimals; `lowest` and `highest` of a side that is split.
    """

    agreement: Agreement | None = None
    r_wg: float | None = None
    lowest: int | None = None
    highest: int | None = None

    @property
    def deviation(self) -> float | None:
        """The standard deviation to one decimal, as it follows from `r_wg`: None where that is 0, which says no more
        than that they lie as far apart as by lot.
        """
        return round(sqrt(CHANCE * Fraction(str(1 - self.r_wg))), 1) if self.r_wg else None


def compute_r_wg(levels: Sequence[int]) -> float:
    """Return 1 - s²/2, at least 0, of two answers or more: 1 where all are alike, 0 where they might be by lot."""
    return float(max(Fraction(0), 1 - _vary(levels) / CHANCE))


def describe_spread(levels: Sequence[int]) -> Spread:
    """Return what may be said of these answers. How much depends on their number only, never on what they say."""
    if len(levels) < WORD_LEAST:
        return Spread()
    r_wg = compute_r_wg(levels)
    agreement = _name(r_wg)
    ranged = agreement is Agreement.SPLIT and len(levels) >= RANGE_LEAST
    counted = len(levels) >= NUMBER_LEAST
    return Spread(
        agreement,
        r_wg=round(r_wg, 2) if counted else None,
        lowest=min(levels) if ranged else None,
        highest=max(levels) if ranged else None,
    )


def _vary(levels: Sequence[int]) -> Fraction:
    """Return the sample variance, exactly."""
    mean = Fraction(sum(levels), len(levels))
    return sum(((level - mean) ** 2 for level in levels), Fraction()) / (len(levels) - 1)


def _name(r_wg: float) -> Agreement:
    if r_wg >= AGREED:
        return Agreement.AGREED
    return Agreement.SPLIT if r_wg < SPLIT else Agreement.MIXED
