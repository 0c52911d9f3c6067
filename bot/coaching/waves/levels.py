"""Levels from 1 to 5: their averages, to one decimal, and what the whole is called."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import floor


class Stage(StrEnum):
    """How far two sides have come, from 1 to 5."""

    FLYING_SOLO = "flying solo"
    WAVING_ACROSS = "waving across"
    SIDE_BY_SIDE = "side by side"
    IN_STEP = "in step"
    ONE_TEAM = "one team"


def name_level(level: float) -> Stage:
    """Return the stage that is nearest; half a level counts as the next one."""
    return tuple(Stage)[floor(_read(level) + Fraction(1, 2)) - 1]


def average(levels: Sequence[float], weights: Sequence[int] = ()) -> float:
    """Return the mean to one decimal, 2.25 as 2.3: by the digits that people see, whatever floats make of them."""
    counts = weights or [1] * len(levels)
    total = sum((_read(level) * count for level, count in zip(levels, counts, strict=True)), Fraction())
    return floor(total / sum(counts) * 10 + Fraction(1, 2)) / 10


def subtract(level: float, other: float) -> float:
    """Return the difference of two averages as whoever reads both works it out."""
    return round(level - other, 1)


def _read(level: float) -> Fraction:
    return Fraction(str(level))
