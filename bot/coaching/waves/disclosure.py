"""Which sides may be shown, decided from how many have answered and never from what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.teams import Side

LEAST = 3  # no team may choose a lower threshold
USUAL = 5
TEXTS_LEAST = 5  # open answers under which none is shown, since the way somebody writes says more than a level
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
    smallest goes with it until it is. A side of which nobody has answered has nothing to hide.
    """
    sizes = {side: _size(turnout, threshold) for side, turnout in turnouts.items() if turnout.answered}
    hidden = {side for side, size in sizes.items() if size < threshold}
    while hidden and len(hidden) < len(sizes) and sum(sizes[side] for side in hidden) < threshold:
        hidden.add(min((side for side in sizes if side not in hidden), key=sizes.__getitem__))
    shown = tuple(side for side in sizes if side not in hidden)
    return shown if len(shown) > 1 else ()


def is_complete(turnouts: Mapping[Side, Turnout], shown: Sequence[Side]) -> bool:
    """Return whether something over all sides may be said: every side that has answered is shown."""
    return bool(shown) and all(side in shown for side, turnout in turnouts.items() if turnout.answered)


def count_missing(turnouts: Mapping[Side, Turnout], threshold: int) -> dict[Side, int]:
    """Return side → how many more answers it needs; a side that has enough is left out."""
    sizes = {side: _size(turnout, threshold) for side, turnout in turnouts.items()}
    return count_missing_sheets(sizes, threshold)


def count_missing_sheets(handed_in: Counts, threshold: int) -> dict[Side, int]:
    """Return side → how many more must hand in: all that may be said while a wave is open."""
    return {side: threshold - count for side, count in handed_in.items() if count < threshold}


def list_too_small(asked: Counts, threshold: int) -> tuple[Side, ...]:
    """Return the sides of whom too few are asked ever to be shown: a launch leaves them out, or all would be hidden."""
    return tuple(side for side, count in asked.items() if count < threshold)


def propose_threshold(asked: Counts) -> int:
    """Return how many answers a side needs unless somebody says otherwise: the usual, fewer where one is small."""
    return max(LEAST, min(USUAL, *asked.values()))


def can_show_texts(count: int, *, is_shown: bool) -> bool:
    """Return whether open answers, without sides and in any order, are shown beside the figures of their wave."""
    return is_shown and count >= TEXTS_LEAST


def find_next_launch(closed: date) -> date:
    """Return the first day on which the same may be asked again after a wave that closed on that day."""
    return closed + REST


def _size(turnout: Turnout, threshold: int) -> int:
    """Return how many answers a side has for these rules."""
    # Of fewer than the threshold nothing may depend on what they say, not even on whether they know.
    return turnout.known if turnout.answered >= threshold else turnout.answered
