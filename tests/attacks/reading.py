"""What whoever reads everything that waves show knows by it, as linear statements about single answers.

The reader is helped: they know who has answered what, on which side and when, they know of a level whether it was "I
don't know", and means that are shown to one decimal they have exactly.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.coaching.waves.changes import Changes
from bot.coaching.waves.factors import FactorFigures
from bot.coaching.waves.peers import PeerFile
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.sheets import Sheet
from bot.coaching.waves.splits import SplitPublication
from bot.model.teams import Side
from tests.attacks.algebra import ONE, Statement, Unknown

Sheets = Mapping[str, Sheet]  # person → what they had handed in at the close


def add(statements: Iterable[Statement]) -> Statement:
    total: dict[Unknown, int] = {}
    for statement in statements:
        for unknown, factor in statement.items():
            total[unknown] = total.get(unknown, 0) + factor
    return total


def average(statements: Sequence[Statement]) -> Statement:
    return {unknown: divide(factor, len(statements)) for unknown, factor in add(statements).items()}


def subtract(statement: Statement, other: Statement) -> Statement:
    return add([statement, {unknown: -factor for unknown, factor in other.items()}])


def divide(factor: int, count: int) -> int:
    share, rest = divmod(factor, count)
    assert not rest, "ONE is too small"
    return share


@dataclass(frozen=True)
class Wave:
    """A wave as the reader knows it: `name` is the same where the answers are."""

    name: str
    sheets: Sheets
    read: dict[tuple[str, str, Side], Statement] = field(default_factory=dict)

    def mean(self, side: Side, factor: str) -> Statement:
        """What the mean of a side's levels is about."""
        return self._average("level", factor, side)

    def guess(self, side: Side, factor: str) -> Statement:
        return self._average("guess", factor, side)

    def points(self, side: Side, pot: str) -> Statement:
        return self._average("points", pot, side)

    def doubt(self, side: Side, factor: str) -> Statement:
        """How many of a side don't know."""
        return dict.fromkeys(self._average("doubt", factor, side), ONE)

    def level(self, factor: str, sides: Sequence[Side]) -> Statement:
        """What the level of a factor is about: the mean of all sides that have said something."""
        return average([mean for side in sides if (mean := self.mean(side, factor))])

    def _average(self, kind: str, subject: str, side: Side) -> Statement:
        if (kind, subject, side) not in self.read:
            ours = ((who, sheet) for who, sheet in self.sheets.items() if sheet.side is side)
            people = [who for who, sheet in ours if HAVE_SAID[kind](sheet, subject)]
            share = divide(ONE, max(len(people), 1))
            about = (self.name, kind, subject)
            self.read[kind, subject, side] = {Unknown(who, side, about): share for who in people}
        return self.read[kind, subject, side]


HAVE_SAID: Mapping[str, Callable[[Sheet, str], bool]] = {
    "level": lambda sheet, factor: sheet.levels.get(factor) is not None,
    "doubt": lambda sheet, factor: factor in sheet.levels,
    "guess": lambda sheet, factor: factor in sheet.guesses,
    "points": lambda sheet, pot: pot in sheet.split,
}


Read = tuple[Wave, Publication]


def read_wave(wave: Wave, shown: Publication) -> Iterator[Statement]:
    for factor, figures in shown.factors.items():
        yield from _read_factor(wave, factor, figures, shown)
    if shown.level is not None:
        yield _read_level(wave, shown, [name for name, each in shown.factors.items() if each.level is not None])


def _read_factor(wave: Wave, factor: str, figures: FactorFigures, shown: Publication) -> Iterator[Statement]:
    for side, said in figures.sides.items():
        yield wave.mean(side, factor)
        yield wave.doubt(side, factor)  # how many know is written beside the mean
        if said.guess:
            yield wave.guess(side, factor)
    if figures.apart:
        low, high = figures.apart
        yield subtract(wave.mean(high, factor), wave.mean(low, factor))
    if figures.level is not None:
        yield wave.level(factor, shown.sides)
    if figures.dont_know is not None:
        yield add([wave.doubt(side, factor) for side in shown.sides])
    for side, missing in figures.missing.items():
        answered = len(wave.doubt(side, factor))
        if missing != shown.threshold - answered:  # otherwise it says how many have answered, which the reader knows
            yield wave.doubt(side, factor)


def _read_level(wave: Wave, shown: Publication, factors: Sequence[str]) -> Statement:
    return average([wave.level(factor, shown.sides) for factor in factors])


def read_changes(now: Read, before: Read, changes: Changes) -> Iterator[Statement]:
    (wave, shown), (earlier, shown_then) = now, before
    for factor, sides in changes.factors.items():
        yield from (subtract(wave.mean(side, factor), earlier.mean(side, factor)) for side in sides)
    if changes.level:
        both = [factor for factor in shown.factors if _has_level(shown, factor) and _has_level(shown_then, factor)]
        yield subtract(_read_level(wave, shown, both), _read_level(earlier, shown_then, both))


def _has_level(shown: Publication, factor: str) -> bool:
    return factor in shown.factors and shown.factors[factor].level is not None


def read_splits(wave: Wave, shown: SplitPublication) -> Iterator[Statement]:
    for side, split in shown.splits.items():
        yield from (wave.points(side, pot) for pot in split)


def read_file(waves: Sequence[Read], file: PeerFile) -> Iterator[Statement]:
    """`waves` are those that have gone into the file."""
    yield average([_read_level(wave, shown, list(shown.factors)) for wave, shown in waves])
    for factor in file.factors:
        yield average([wave.level(factor, shown.sides) for wave, shown in waves])
