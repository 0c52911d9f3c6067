"""Histories: people who join, leave, change sides, answer, think again and take back, while waves come and go."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.coaching.waves.blocks import can_end_block, end_block, is_in_window
from bot.coaching.waves.changes import compare
from bot.coaching.waves.peers import is_full, summarise
from bot.coaching.waves.publication import Publication, publish
from bot.coaching.waves.sheets import Sheet
from bot.coaching.waves.splits import publish_splits
from bot.model.teams import Side
from tests.attacks.algebra import Statement
from tests.attacks.reading import Wave, read_changes, read_file, read_splits, read_wave

DAY = date(2026, 1, 5)
EVERY = timedelta(weeks=4)  # three factors come again as twelve do that are asked a week after another
FACTORS = ("goal", "data", "roles")
POTS = ("run", "use", "grow")
Publish = Callable[[Sequence[str], Iterable[Sheet], Sequence[Side], int], Publication]
SIDES = (Side.MARKETING, Side.IT, Side.SALES, Side.AGENCY)


@dataclass
class History:
    """A team with its people, and all that its waves have ever shown: to everybody the same."""

    dice: random.Random
    threshold: int
    sides: tuple[Side, ...]
    publish: Publish = publish
    people: dict[str, Side] = field(default_factory=dict)
    waves: list[tuple[Wave, Publication]] = field(default_factory=list)
    seen: list[Statement] = field(default_factory=list)
    hired: int = 0

    def hire(self, side: Side) -> None:
        self.hired += 1
        self.people[f"U{self.hired}"] = side

    def happens(self, chance: float) -> bool:
        return self.dice.random() < chance

    def change_staff(self) -> None:
        """Few of them, since it is one person more or less who is in danger."""
        for who in list(self.people):
            if self.happens(0.06):
                del self.people[who]
            elif self.happens(0.06):
                self.people[who] = self.dice.choice(self.sides)
        for side in self.sides:
            if self.happens(0.4):
                self.hire(side)

    def fill(self, who: str) -> Sheet:
        """A sheet of one person: of some factors, some of them unknown."""
        answered = [factor for factor in FACTORS if self.happens(0.85)]
        levels = {factor: None if self.happens(0.2) else self.dice.randint(1, 5) for factor in answered}
        guesses = {factor: self.dice.randint(1, 5) for factor in answered if self.happens(0.7)}
        return Sheet(self.people[who], levels, guesses)

    def gather(self) -> dict[str, Sheet]:
        """What lies there when a wave closes, after second thoughts, changes of side and withdrawals."""
        sheets = {who: self.fill(who) for who in self.people if self.happens(0.8)}
        self.change_staff()
        for who in list(sheets):
            if who not in self.people or self.happens(0.05):
                del sheets[who]
            elif self.happens(0.1):
                sheets[who] = self.fill(who)
        return sheets

    def hold_wave(self) -> None:
        sheets = self.gather()
        wave = Wave(f"wave {len(self.waves)}", sheets)
        shown = self.publish(FACTORS, sheets.values(), self.sides, self.threshold)
        self.seen += read_wave(wave, shown)
        for before in self.waves:
            self.seen += read_changes((wave, shown), before, compare(shown, before[1]))
        self.waves.append((wave, shown))
        self.export()

    def ask_again(self) -> None:
        """One factor of the last wave, some weeks later."""
        before, sheets = self.waves[-1], self.gather()
        wave = Wave(f"again {len(self.waves)}", sheets)
        shown = self.publish([self.dice.choice(FACTORS)], sheets.values(), self.sides, self.threshold)
        self.seen += read_wave(wave, shown)
        self.seen += read_changes((wave, shown), before, compare(shown, before[1]))

    def export(self) -> None:
        """A file after each wave, as if every wave were a team's: the more there are of them, the more may follow."""
        if file := summarise("benchmark", "Acme", DAY, [shown for _, shown in self.waves]):
            self.seen += read_file([each for each in self.waves if is_full(each[1])], file)

    def split_points(self, number: int) -> None:
        cut = self.dice.randint
        sheets = {
            who: Sheet(
                side, split=dict(zip(POTS, (low := cut(0, 50), high := cut(0, 50), 100 - low - high), strict=True))
            )
            for who, side in self.people.items()
            if self.happens(0.8)
        }
        shown = publish_splits(POTS, sheets.values(), self.sides, self.threshold)
        self.seen += read_splits(Wave(f"split {number}", sheets), shown)

    def roll(self, weeks: int) -> None:
        """A factor a week, in blocks, each read beside what was shown of it before. An answer that waits too long is
        deleted; now and then it is ended and begun anew, and all that wait are.
        """
        sides, kept = self.sides[:2], {factor: dict[str, tuple[Sheet, date]]() for factor in FACTORS}
        ended: dict[str, date] = {}
        before: dict[str, tuple[Wave, Publication]] = dict.fromkeys(FACTORS, self.waves[-1])
        for week in range(weeks):
            factor, day = FACTORS[week % len(FACTORS)], DAY + week * EVERY
            if self.happens(0.03):
                kept = {each: {} for each in FACTORS}
            self.change_staff()
            answers = {who: given for who, given in kept[factor].items() if is_in_window(given[1], day)}
            kept[factor] = answers | {who: (sheet, day) for who, sheet in self.answer(factor, sides)}
            sheets = {who: sheet for who, (sheet, _) in kept[factor].items()}
            if can_end_block(factor, sheets.values(), sides, self.threshold, day, ended.get(factor)):
                now = (Wave(f"block {week}", sheets), end_block(factor, sheets.values(), sides, self.threshold))
                self.seen += read_wave(*now)
                self.seen += read_changes(now, before[factor], compare(now[1], before[factor][1]))
                before[factor], kept[factor], ended[factor] = now, {}, day

    def answer(self, factor: str, sides: Sequence[Side]) -> Iterator[tuple[str, Sheet]]:
        """Yield who answers a factor behind their tap, and what."""
        for who, side in self.people.items():
            if side in sides and self.happens(0.5) and factor in (sheet := self.fill(who)).levels:
                yield who, replace(sheet, levels={factor: sheet.levels[factor]}, guesses={})


def live(dice: random.Random, publish: Publish = publish) -> History:
    """One history from its first day."""
    history = History(dice, dice.choice((3, 5, 5)), SIDES[: dice.choice((2, 2, 3, 4))], publish)
    for side in history.sides:
        for _ in range(dice.randint(2, 9)):
            history.hire(side)
    for number in range(dice.randint(2, 3)):
        history.hold_wave()
        if history.happens(0.3):
            history.split_points(number)
        if history.happens(0.3):
            history.ask_again()
    if history.happens(0.4):
        history.roll(dice.randint(3, 20))
    return history
