"""Blocks: the answers to a factor that is asked a little at a time. Each answer is in one of them, and shown once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.coaching.waves.disclosure import REST
from bot.coaching.waves.factors import FactorFigures, Verdict
from bot.coaching.waves.publication import Publication, compute_level, publish
from bot.coaching.waves.sheets import Sheet, count_sheets
from bot.model.teams import Side

# Twelve factors, asked every two weeks, come again after half a year: so long an answer says how things are.
WINDOW = timedelta(weeks=26)


def is_in_window(asked_on: date, day: date) -> bool:
    """Return whether what somebody was asked on a day still counts. What does not is deleted, and was never shown."""
    return day - asked_on < WINDOW


def can_end_block(
    factor: str, sheets: Iterable[Sheet], sides: Sequence[Side], threshold: int, day: date, last: date | None = None
) -> bool:
    """Return whether a block is full: enough of every side have answered, and what was shown of its factor before, in a
    block or a wave, closed (`last`) long ago.

    Asked when a check-in closes, never at an answer. `sheets`: the last one of each respondent since that end. Whether
    they know is left out: a block that ended with somebody's second answer would tell what the first one was.
    """
    counts = count_sheets((sheet for sheet in sheets if factor in sheet.levels), sides)
    return min(counts.values()) >= threshold and (last is None or day >= last + REST)


def end_block(factor: str, sheets: Iterable[Sheet], sides: Sequence[Side], threshold: int) -> Publication:
    """Return what a full block shows. Its sheets end with it, also where it stays locked as too many don't know."""
    return publish([factor], sheets, sides, threshold)


def gather_blocks(
    factors: Sequence[str], blocks: Mapping[str, FactorFigures], sides: Sequence[Side], threshold: int
) -> Publication:
    """Return the whole picture: the last block of each factor, LOCKED where it has none yet.

    It counts as many on each side as the smallest block that is shown has: 0 while none is.
    """
    figures = {name: blocks.get(name, FactorFigures(Verdict.LOCKED)) for name in factors}
    shown = [each for each in figures.values() if each.sides]
    counts = {
        side: min((each.sides[side].answers for each in shown if side in each.sides), default=0) for side in sides
    }
    return Publication(threshold, tuple(sides), counts, figures, compute_level(figures))
