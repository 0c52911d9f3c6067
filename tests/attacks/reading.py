"""What whoever reads everything that waves show knows by it, as linear statements about single answers.

The reader is helped: they know who has answered what, on which side and when, they know of a level whether it was "I
don't know", and means that are shown to one decimal they have exactly.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.coaching.waves.changes import Changes
from bot.coaching.waves.factors import FactorFigures
from bot.coaching.waves.peers import PeerFile
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.sheets import Sheet
from bot.coaching.waves.splits import SplitPublication
from bot.model.teams import Side
from tests.attacks.algebra import Statement, Unknown

Sheets = Mapping[str, Sheet]  # person → what they had handed in at the close


def add(statements: Iterable[Statement], times: Fraction = Fraction(1)) -> Statement:
    total: dict[Unknown, Fraction] = {}
    for statement in statements:
        for unknown, factor in statement.items():
            total[unknown] = total.get(unknown, Fraction()) + times * factor
    return total


def average(statements: Sequence[Statement]) -> Statement:
    return add(statements, Fraction(1, len(statements)))


def subtract(statement: Statement, other: Statement) -> Statement:
    return add([statement, add([other], Fraction(-1))])


@dataclass(frozen=True)
class Wave:
    """A wave as the reader knows it: `name` is the same where the answers are."""

    name: str
    sheets: Sheets

    def mean(self, side: Side, factor: str) -> Statement:
        """What the mean of a side's levels is about."""
        known = [who for who, sheet in self.sheets.items() if sheet.levels.get(factor) is not None]
        return self._average("level", factor, [who for who in known if self.sheets[who].side is side])

    def doubt(self, side: Side, factor: str) -> Statement:
        """How many of a side don't know."""
        there = [who for who, sheet in self.sheets.items() if factor in sheet.levels and sheet.side is side]
        return add([self._average("doubt", factor, there)], Fraction(max(len(there), 1)))

    def guess(self, side: Side, factor: str) -> Statement:
        there = [who for who, sheet in self.sheets.items() if factor in sheet.guesses and sheet.side is side]
        return self._average("guess", factor, there)

    def points(self, side: Side, pot: str) -> Statement:
        return self._average("points", pot, [who for who, sheet in self.sheets.items() if sheet.side is side])

    def level(self, factor: str, sides: Sequence[Side]) -> Statement:
        """What the level of a factor is about: the mean of all sides that have said something."""
        return average([mean for side in sides if (mean := self.mean(side, factor))])

    def _average(self, kind: str, subject: str, people: Sequence[str]) -> Statement:
        share = Fraction(1, max(len(people), 1))
        return {Unknown(who, self.sheets[who].side, (self.name, kind, subject)): share for who in people}


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


def read_changes(now: Wave, before: Wave, shown: Publication, changes: Changes) -> Iterator[Statement]:
    for factor, sides in changes.factors.items():
        yield from (subtract(now.mean(side, factor), before.mean(side, factor)) for side in sides)
    if changes.level:
        both = [name for name, each in shown.factors.items() if each.level is not None and changes.factors.get(name)]
        yield subtract(_read_level(now, shown, both), _read_level(before, shown, both))


def read_splits(wave: Wave, shown: SplitPublication) -> Iterator[Statement]:
    for side, split in shown.splits.items():
        yield from (wave.points(side, pot) for pot in split)


def read_file(waves: Sequence[tuple[Wave, Publication]], file: PeerFile) -> Iterator[Statement]:
    """`waves` are those that have gone into the file."""
    yield average([_read_level(wave, shown, list(shown.factors)) for wave, shown in waves])
    for factor in file.factors:
        yield average([wave.level(factor, shown.sides) for wave, shown in waves])
