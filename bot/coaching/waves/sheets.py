"""Sheets: what respondents hand in, without a word about who they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.model.teams import Side


@dataclass(frozen=True)
class Sheet:
    """What one respondent has handed in.

    `levels`: factor → 1 to 5, None for "I don't know"; a factor that is not there was not answered. `guesses`: factor →
    what most of the other side will say. `split`: pot → points, which are 100 together.
    """

    side: Side
    levels: Mapping[str, int | None] = field(default_factory=dict)
    guesses: Mapping[str, int] = field(default_factory=dict)
    split: Mapping[str, int] = field(default_factory=dict)


def count_sheets(sheets: Iterable[Sheet], sides: Sequence[Side]) -> dict[Side, int]:
    """Return side → how many have handed in; 0 for a side that was asked and has none."""
    given = [sheet.side for sheet in sheets]
    return {side: given.count(side) for side in sides}
