"""The one-tap pulse: what of it may be shown, so that nobody's answer can be worked out."""

from collections.abc import Mapping

from bot.model.checkins import Pulse
from bot.model.teams import Side

LEAST = 3  # answers under which no figure is shown at all
SIDE_LEAST = 5  # answers a side needs before the sides are shown (Lattice and Officevibe: 3 to 10, default 5)


def compute_pulse(tallies: Mapping[Side, tuple[int, int]]) -> Pulse | None:
    """Return what may be shown of side → (answers, their sum); None under LEAST answers.

    One small side hides all of them: it would be what the others leave of the whole, B = (N·M - nA·mA) / nB.
    """
    there = {side: tally for side, tally in tallies.items() if tally[0]}
    answers = sum(count for count, _ in there.values())
    if answers < LEAST:
        return None
    tell = len(there) > 1 and all(count >= SIDE_LEAST for count, _ in there.values())
    sides = {side: total / count for side, (count, total) in there.items()} if tell else {}
    return Pulse(sum(total for _, total in there.values()) / answers, answers, sides)


def still_takes_taps(taps: int, *, open: bool, latest: bool) -> bool:
    """Return whether a tap counts: while the check-in is `open`, and in the `latest` one until it has a figure.

    A tap that changed a figure that is out could be read from the change.
    """
    return latest and (open or taps < LEAST)
