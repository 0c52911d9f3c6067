"""Splits of a hundred points: both sides' averages side by side."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import floor

from pydantic import TypeAdapter

from bot.coaching.waves.disclosure import Turnout, choose_shown, count_missing_sheets
from bot.coaching.waves.sheets import Sheet, count_sheets
from bot.model.teams import Side

HUNDRED = 100
SAME = 3  # points up to which two sides say the same


@dataclass(frozen=True)
class SplitPublication:
    """A closed wave of splits. `splits`: side → pot → points, which are 100 together; empty while it is locked."""

    threshold: int
    sides: tuple[Side, ...]
    handed_in: Mapping[Side, int]
    pots: tuple[str, ...]
    splits: Mapping[Side, Mapping[str, int]]

    @property
    def missing(self) -> dict[Side, int]:
        """Return side → how many more would have had to hand in."""
        return count_missing_sheets(self.handed_in, self.threshold)

    def compute_difference(self, pot: str) -> int:
        """Return how many points lie between the side that gives a pot most and the one that gives it least."""
        points = [split[pot] for split in self.splits.values()]
        return max(points) - min(points) if points else 0

    def find_difference(self, pot: str, sides: Collection[Side]) -> int | None:
        """Return the same where exactly these sides are shown, and were asked about that pot; None otherwise."""
        return self.compute_difference(pot) if pot in self.pots and {*sides} == {*self.splits} else None

    @property
    def order(self) -> list[str]:
        """Return the pots, largest difference first; in a tie the larger pot, then the file's order."""
        return sorted(self.pots, key=lambda pot: (-self.compute_difference(pot), -self._add(pot)))

    @property
    def agreed(self) -> str | None:
        """Return the pot that all sides give the same: of several the closest, then the largest."""
        same = [pot for pot in self.pots if self.splits and self.compute_difference(pot) <= SAME]
        return min(same, key=lambda pot: (self.compute_difference(pot), -self._add(pot)), default=None)

    def to_json(self) -> str:
        """Return it as text for a column."""
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str) -> "SplitPublication":
        """Return what was kept. pydantic.ValidationError for anything else."""
        return _adapter().validate_json(text)

    def _add(self, pot: str) -> int:
        return sum(split[pot] for split in self.splits.values())


def publish_splits(
    pots: Sequence[str], sheets: Iterable[Sheet], sides: Sequence[Side], threshold: int
) -> SplitPublication:
    """Return what a wave of splits shows. Done once, at its close."""
    given = [sheet for sheet in sheets if sheet.side in sides and sheet.split]
    counts = count_sheets(given, sides)
    shown = choose_shown({side: Turnout(count, count) for side, count in counts.items()}, threshold)
    splits = {side: average_splits(pots, [sheet.split for sheet in given if sheet.side is side]) for side in shown}
    return SplitPublication(threshold, tuple(sides), counts, tuple(pots), splits)


def average_splits(pots: Sequence[str], splits: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return pot → mean points, whole and 100 together: the largest remainders are rounded up."""
    sums = {pot: sum(split.get(pot, 0) for split in splits) for pot in pots}
    exact = {pot: Fraction(HUNDRED * points, sum(sums.values())) for pot, points in sums.items()}
    points = {pot: floor(share) for pot, share in exact.items()}
    rest = HUNDRED - sum(points.values())
    for pot in sorted(pots, key=lambda pot: points[pot] - exact[pot])[:rest]:
        points[pot] += 1
    return points


def compare_splits(now: SplitPublication, before: SplitPublication) -> dict[Side, dict[str, int]]:
    """Return side → pot → points gained since an earlier wave, of what both have shown."""
    return {
        side: {pot: points - before.splits[side][pot] for pot, points in split.items() if pot in before.splits[side]}
        for side, split in now.splits.items()
        if side in before.splits
    }


@cache
def _adapter() -> TypeAdapter[SplitPublication]:
    # Made when it is first needed, not at import, as the rows' are.
    return TypeAdapter(SplitPublication)
