"""A wave as its messages tell it: while it is open, and what it shows when it has closed."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.coaching.next_play.choice import Play
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.waves.changes import Changes, compare
from bot.coaching.waves.noise import Change
from bot.coaching.waves.peers import Peers
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.ranking import choose_first, order_factors
from bot.coaching.waves.splits import SAME, SplitPublication, compare_splits
from bot.model.blocks import WeeklySurvey
from bot.model.commitments import Commitment
from bot.model.teams import Side
from bot.model.waves import Wave


class Deed(NamedTuple):
    """Something that was done about a factor since it came up, in the words of the promise."""

    factor: str
    action: str


class Done(NamedTuple):
    """What was done about what the last wave had shown, which closed on `since`."""

    since: date
    deeds: Sequence[Deed]


@dataclass(frozen=True)
class WaveFacts:
    """A wave, its survey, `asked` how many of each side (who has left it is not among them), `leads` who leads."""

    wave: Wave
    survey: Survey
    asked: Mapping[Side, int]
    leads: Collection[str] = ()


def choose_pot(publication: SplitPublication) -> str | None:
    """Return the pot to talk about first; None where the sides say the same, or nothing is shown."""
    first = next(iter(publication.order), None)
    return first if first and publication.compute_difference(first) > SAME else None


@dataclass(frozen=True)
class ShownLevels:
    """A closed wave of factors: what it shows, and what has moved since the one that closed on `before`. `taken` is the
    promise to set up its talk; `peers` what others have come to, None while they are few.
    """

    facts: WaveFacts
    publication: Publication
    changes: Changes | None = None
    before: date | None = None
    taken: Commitment | None = None
    peers: Peers | None = None

    @property
    def first(self) -> str | None:
        """The factor to talk about first; None where all is well, or nothing is shown."""
        return choose_first(self.publication)

    @property
    def talk(self) -> FilledText | None:
        """The question to talk about; None as for `first`, and where the file has the factor no longer."""
        factor = self.facts.survey.items.get(self.first or "")
        return FilledText(factor.talk, {}) if factor else None

    @property
    def order(self) -> list[str]:
        """The factors that are shown as they are read: what to talk about first, then the widest gap."""
        ordered = [name for name in order_factors(self.publication) if name in self.publication.shown]
        return sorted(ordered, key=lambda name: name != self.first)


@dataclass(frozen=True)
class ShownAgain:
    """A closed wave of one factor asked again, beside the `earlier` one that closed on `earlier_on`.

    `talk` is the promise that the earlier one led to, kept at so many check-ins (`kept`) of those at which its people
    marked it; `plays` are the playbooks that were taken for the factor, `next_play` is what the team does next.
    """

    facts: WaveFacts
    publication: Publication
    earlier: Publication
    earlier_on: date
    talk: Commitment | None
    kept: int
    marked: int
    plays: Sequence[str]
    next_play: Play | None

    @property
    def factor(self) -> str:
        """The factor."""
        return self.facts.wave.factors[0]

    @property
    def changes(self) -> Mapping[Side, Change]:
        """Side → how it has moved, of the sides shown both times."""
        return compare(self.publication, self.earlier).factors[self.factor]


@dataclass(frozen=True)
class ShownSplit:
    """A closed wave of pots: what it shows, beside the `earlier` one that closed on `before`. `taken` is the promise to
    set up its talk.
    """

    facts: WaveFacts
    publication: SplitPublication
    taken: Commitment | None = None
    earlier: SplitPublication | None = None
    before: date | None = None

    @property
    def first(self) -> str | None:
        """The pot to talk about first; None where the sides say the same, or nothing is shown."""
        return choose_pot(self.publication)

    @property
    def moves(self) -> Mapping[Side, Mapping[str, int]]:
        """Side → pot → points gained since the earlier one, of the sides and pots that both have shown."""
        return compare_splits(self.publication, self.earlier) if self.earlier else {}

    @property
    def talk(self) -> FilledText | None:
        """The question to talk about, with the sides and points of the largest difference; None as for `first`."""
        pot = self.facts.survey.items.get(self.first or "")
        if pot is None:
            return None
        points = {side: split[pot.name] for side, split in self.publication.splits.items()}
        lower, higher = min(points, key=points.__getitem__), max(points, key=points.__getitem__)
        ends = {"lower": SIDE_NAMES[lower], "higher": SIDE_NAMES[higher]}
        return FilledText(pot.talk, {**ends, "low": points[lower], "high": points[higher]})


@dataclass(frozen=True)
class WeeklyPicture:
    """What the blocks of a survey come to by now.

    `days`: factor → the day of the block that is shown; `moved`: factor → how it has moved since it was shown before;
    `missing`: factor → what the block that takes answers needs; `unknown`: those of which too few knew.
    """

    weekly: WeeklySurvey
    survey: Survey
    publication: Publication
    days: Mapping[str, date]
    moved: Mapping[str, str]
    missing: Mapping[str, Mapping[Side, int]]
    unknown: Set[str]

    @property
    def first(self) -> str | None:
        """The factor to talk about first; None where all is well, or nothing is shown."""
        return choose_first(self.publication)


@dataclass(frozen=True)
class ShownBlock:
    """A block that has ended, and how many factors of its survey are `shown` by now."""

    levels: ShownLevels
    shown: int
