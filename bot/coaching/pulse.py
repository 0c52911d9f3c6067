"""The one-tap pulse: what of it may be shown, so that nobody's answer can be worked out."""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 3  # answers under which no figure is shown at all
SIDE_LEAST = 5  # answers a side needs before the sides are shown (Lattice and Officevibe: 3 to 10, default 5)


@dataclass(frozen=True)
class Pulse:
    """`mean` of 1 to 5 over `answers`; `sides` has a mean for each side, or nothing at all."""

    mean: float
    answers: int
    sides: Mapping[str, float]


def pulse(tallies: Mapping[str, tuple[int, int]]) -> Pulse | None:
    """side → (answers, their sum) → what may be shown; None under LEAST answers.

    One small side hides all of them: it would be what the others leave of the whole, B = (N·M - nA·mA) / nB.
    """
    there = {side: tally for side, tally in tallies.items() if tally[0]}
    answers = sum(count for count, _ in there.values())
    if answers < LEAST:
        return None
    tell = len(there) > 1 and all(count >= SIDE_LEAST for count, _ in there.values())
    sides = {side: total / count for side, (count, total) in there.items()} if tell else {}
    return Pulse(sum(total for _, total in there.values()) / answers, answers, sides)
