"""A wave as its messages tell it: while it is open, and what it shows when it has closed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.waves.changes import Changes
from bot.coaching.waves.peers import Peers
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.ranking import choose_first, order_factors
from bot.coaching.waves.splits import SAME, SplitPublication
from bot.model.blocks import WeeklySurvey
from bot.model.teams import Side
from bot.model.waves import Wave


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
    """A closed wave of factors: what it shows, what has moved since the one that closed on `before`, and what peers
    say; None while they are few.
    """

    facts: WaveFacts
    publication: Publication
    changes: Changes | None = None
    before: date | None = None
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
class ShownSplit:
    """A closed wave of pots: what it shows."""

    facts: WaveFacts
    publication: SplitPublication

    @property
    def first(self) -> str | None:
        """The pot to talk about first; None where the sides say the same, or nothing is shown."""
        return choose_pot(self.publication)

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
    """What the blocks of a survey come to by now: factor → the day of its last block, factor → what it still needs."""

    weekly: WeeklySurvey
    survey: Survey
    publication: Publication
    days: Mapping[str, date]
    missing: Mapping[str, Mapping[Side, int]]
