"""Guesses: what each side thinks the other one says."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coaching.waves.levels import average
from bot.coaching.waves.sheets import Sheet
from bot.model.teams import Side

FACING = {Side.MARKETING: Side.IT, Side.IT: Side.MARKETING}


@dataclass(frozen=True)
class Guess:
    """What a side has guessed of the side `of`: the mean to one decimal, of so many `answers`."""

    of: Side
    answers: int
    mean: float


def find_other_side(side: Side, sides: Sequence[Side]) -> Side | None:
    """Return the side that somebody of `side` guesses about: the other of two; of more, marketing and IT each other."""
    others = [each for each in sides if each is not side]
    if side not in sides or not others:
        return None
    facing = FACING.get(side)
    return others[0] if len(sides) == 2 else facing if facing in others else None


def compute_guesses(factor: str, sheets: Sequence[Sheet], sides: Sequence[Side], threshold: int) -> dict[Side, Guess]:
    """Return side → its guess; a side with too few is left out. A guess is an answer of whoever makes it."""
    guesses: dict[Side, Guess] = {}
    for side in sides:
        other = find_other_side(side, sides)
        given = [sheet.guesses[factor] for sheet in sheets if sheet.side is side and factor in sheet.guesses]
        if other and len(given) >= threshold:
            guesses[side] = Guess(other, len(given), average(given))
    return guesses
