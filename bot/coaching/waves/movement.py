"""Whether a factor that was asked again has moved, as its sides say: in words, and never for what chance may do."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.waves.noise import Change
from bot.model.teams import Side


class Movement(StrEnum):
    """Where a factor has moved, as far as any side says so beyond noise."""

    BETTER = "better"
    WORSE = "worse"
    APART = "apart"  # better, says one side, and worse, says another
    SAME = "same"


def find_movement(changes: Mapping[Side, Change]) -> Movement:
    """Return where it has moved."""
    better, worse = _list_sides(changes, 1), _list_sides(changes, -1)
    if better and worse:
        return Movement.APART
    return Movement.BETTER if better else Movement.WORSE if worse else Movement.SAME


def tell_movement(changes: Mapping[Side, Change]) -> str:
    """Return it in a few words: `better, says IT`."""
    told = [
        f"{word}, {_say(sides, len(changes))}"
        for word, sides in (("better", _list_sides(changes, 1)), ("worse", _list_sides(changes, -1)))
        if sides
    ]
    return "; ".join(told) or "no change beyond noise"


def _list_sides(changes: Mapping[Side, Change], direction: int) -> list[Side]:
    return [side for side, change in changes.items() if not change.is_noise and change.by * direction > 0]


def _say(sides: Sequence[Side], asked: int) -> str:
    if len(sides) == asked > 1:
        return "both sides say" if asked == 2 else "all sides say"
    return f"{'say' if len(sides) > 1 else 'says'} {' and '.join(SIDE_NAMES[side] for side in sides)}"
