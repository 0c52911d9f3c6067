"""Which sides may be shown, decided from how many have answered and never from what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.teams import Side

LEAST = 3  # no team may choose a lower threshold
USUAL = 5
# Whoever asks the same people again in the same days gets the same answers: with one newcomer among them, his as well.
REST = timedelta(weeks=4)
Counts = Mapping[Side, int]


@dataclass(frozen=True)
class Turnout:
    """How many of a side have answered something, and how many of them know: the others say that they don't."""

    answered: int
    known: int


def choose_shown(turnouts: Mapping[Side, Turnout], threshold: int) -> tuple[Side, ...]:
    """Return the sides that may be shown, in the given order: two at least, or none.

    One under the threshold is hidden. What is hidden must be at least `threshold` answers together, so the next
    smallest goes with it until it is. Nobody of a side has answered: there is nothing of it to hide.
    """
    there = {side: turnout.known for side, turnout in turnouts.items() if turnout.answered}
    hidden = {side for side, known in there.items() if known < threshold}
    while hidden and len(hidden) < len(there) and sum(there[side] for side in hidden) < threshold:
        hidden.add(min((side for side in there if side not in hidden), key=there.__getitem__))
    shown = tuple(side for side in there if side not in hidden)
    return shown if len(shown) > 1 else ()


def is_complete(turnouts: Mapping[Side, Turnout], shown: Sequence[Side]) -> bool:
    """Return whether something over all sides may be said: every side that has answered is shown."""
    return bool(shown) and all(side in shown for side, turnout in turnouts.items() if turnout.answered)


def count_missing(turnouts: Mapping[Side, Turnout], threshold: int) -> dict[Side, int]:
    """Return side → how many more answers it needs; a side that has enough is left out."""
    enough = {side: min(turnout.known, threshold) for side, turnout in turnouts.items()}
    # Of a side with too few answers nothing is said that depends on what they are, not even how many don't know.
    counted = {
        side: known if turnouts[side].answered >= threshold else turnouts[side].answered
        for side, known in enough.items()
    }
    return {side: threshold - known for side, known in counted.items() if known < threshold}


def count_missing_sheets(handed_in: Counts, threshold: int) -> dict[Side, int]:
    """Return side → how many more must hand in: all that may be said while a wave is open."""
    return {side: threshold - count for side, count in handed_in.items() if count < threshold}


def list_too_small(asked: Counts, threshold: int) -> tuple[Side, ...]:
    """Return the sides of whom too few are asked ever to be shown: a launch leaves them out, or all would be hidden."""
    return tuple(side for side, count in asked.items() if count < threshold)


def find_next_launch(closed: date) -> date:
    """Return the first day on which the same may be asked again after a wave that closed on that day."""
    return closed + REST
