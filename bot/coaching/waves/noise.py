"""Noise: how far an average moves when nothing has changed but who happened to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.96  # 95 %, with the SD of 1 level that such answers have


@dataclass(frozen=True)
class Change:
    """How far a figure has moved, in levels, and inside of which bounds that is noise."""

    by: float
    noise: float

    @property
    def is_noise(self) -> bool:
        """Return whether as much would come by chance."""
        return abs(self.by) <= self.noise


def compute_noise(now: int, before: int) -> float:
    """Return the bounds (±, in levels, two decimals) for a side with so many answers: 5 and 5 1.24, 10 and 10 .88."""
    return compute_shared_noise([now], [before])


def compute_shared_noise(now: Sequence[int], before: Sequence[int]) -> float:
    """Return the bounds for an average of sides, each weighing the same, from how many answered on each."""
    # As if a side's factors moved together: over many of them the true bounds are narrower, never wider.
    return round(Z * sqrt(_vary(now) + _vary(before)), 2)


def _vary(counts: Sequence[int]) -> float:
    return sum(1 / count for count in counts) / len(counts) ** 2
