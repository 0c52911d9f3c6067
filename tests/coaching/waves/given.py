"""Sheets for tests, a side at a time."""

from collections.abc import Sequence

from bot.coaching.waves.sheets import Sheet
from bot.model.teams import Side

MARKETING, IT, SALES, AGENCY = Side.MARKETING, Side.IT, Side.SALES, Side.AGENCY
BOTH = (MARKETING, IT)
ALL = (MARKETING, IT, SALES, AGENCY)


def answer(side: Side, levels: Sequence[int | None], guesses: Sequence[int] = (), factor: str = "data") -> list[Sheet]:
    """A sheet for each level; the first ones also guess."""
    return [
        Sheet(side, {factor: level}, {factor: guesses[number]} if number < len(guesses) else {})
        for number, level in enumerate(levels)
    ]


def split(side: Side, *splits: Sequence[int], pots: Sequence[str] = ("run", "use", "grow", "change")) -> list[Sheet]:
    return [Sheet(side, split=dict(zip(pots, points, strict=True))) for points in splits]
