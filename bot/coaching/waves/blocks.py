"""Blocks: the answers to a factor that is asked a little at a time. Each answer is in one of them, and shown once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from bot.coaching.waves.disclosure import REST
from bot.coaching.waves.factors import FactorFigures, Verdict, compute_factor
from bot.coaching.waves.publication import Publication, compute_level
from bot.coaching.waves.sheets import Sheet, count_sheets
from bot.model.teams import Side


def can_end_block(
    factor: str, sheets: Iterable[Sheet], sides: Sequence[Side], threshold: int, day: date, last: date | None = None
) -> bool:
    """Return whether a block is full: enough of every side have answered, and the one before ended (`last`) long ago.

    Asked when a check-in closes, never at an answer. `sheets`: the last one of each respondent since that end. Whether
    they know is left out: a block that ended with somebody's second answer would tell what the first one was.
    """
    counts = count_sheets((sheet for sheet in sheets if factor in sheet.levels), sides)
    return min(counts.values()) >= threshold and (last is None or day >= last + REST)


def end_block(factor: str, sheets: Iterable[Sheet], sides: Sequence[Side], threshold: int) -> FactorFigures:
    """Return what a full block shows. Its sheets end with it, also where it stays locked as too many don't know."""
    return compute_factor(factor, [sheet for sheet in sheets if sheet.side in sides], sides, threshold)


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


def write_figures(figures: FactorFigures) -> str:
    """Return what a block shows as text for a column."""
    return _adapter().dump_json(figures).decode()


def read_figures(text: str) -> FactorFigures:
    """Return what was kept of a block. pydantic.ValidationError for anything else."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[FactorFigures]:
    # Made when it is first needed, not at import, as the rows' are.
    return TypeAdapter(FactorFigures)
