"""The one-tap pulse: the figures that may be shown, such that nobody's answer can be worked out."""

from collections.abc import Mapping

from bot.model.checkins import Pulse
from bot.model.teams import Side

LEAST = 3  # answers under which no figure is shown at all
SIDE_LEAST = 5  # answers a side needs before the sides are shown (Lattice and Officevibe: 3 to 10, default 5)


def compute_pulse(tallies: Mapping[Side, tuple[int, int]]) -> Pulse | None:
    """Return what may be shown of side → (answers, their sum); None under LEAST answers."""
    there = {side: tally for side, tally in tallies.items() if tally[0]}
    answers = sum(count for count, _ in there.values())
    if answers < LEAST:
        return None
    # All sides or none: a small one left out alone could be worked out from the others, B = (N·M - nA·mA) / nB.
    show_sides = len(there) > 1 and all(count >= SIDE_LEAST for count, _ in there.values())
    sides = {side: total / count for side, (count, total) in there.items()} if show_sides else {}
    return Pulse(sum(total for _, total in there.values()) / answers, answers, sides)


def tally_scores(scores: Mapping[str, int], sides: Mapping[str, Side]) -> dict[Side, tuple[int, int]]:
    """Return side → (answers, their sum) of respondent → score; OTHER for those of whom no side is known."""
    tallies: dict[Side, tuple[int, int]] = {}
    for respondent, score in scores.items():
        side = sides.get(respondent, Side.OTHER)
        count, total = tallies.get(side, (0, 0))
        tallies[side] = count + 1, total + score
    return tallies
