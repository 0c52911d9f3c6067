"""Where a team stands, as far as it bears on what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

WIDE = 1.0  # levels of five between the sides, from which on it is a gap (PRACTICE: |Δ| of one level)
LOW = 2.5  # levels of five at most, of both sides: they agree, and it is low
FALLING = 0.5  # taps of five that the mean of the check-ins has come down over the last three


class DateKind(StrEnum):
    """A day ahead that does not wait for a team."""

    DEMO = "demo"
    SIGNATURE = "signature"
    CONTRACT = "contract"  # the last day to give notice, else the day on which it ends
    DECISION = "decision"
    LAUNCH = "launch"
    FREEZE = "freeze"  # from when on IT changes nothing


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a day: `days` until it, or since it where it is overdue. `of`: what it is about, in words."""

    days: int
    of: str = ""


@dataclass(frozen=True, slots=True)
class FactorState:
    """One factor of the last wave in which both sides could be shown: means from 1 to 5, and the play it leads to."""

    title: str
    marketing: float
    it: float
    play: str

    @property
    def gap(self) -> float:
        """The levels between the two sides."""
        return round(abs(self.marketing - self.it), 1)

    @property
    def is_wide(self) -> bool:
        """True when the sides disagree."""
        return self.gap >= WIDE

    @property
    def is_low(self) -> bool:
        """True when the sides agree, and what they agree on is low."""
        return not self.is_wide and (self.marketing + self.it) / 2 <= LOW


@dataclass(frozen=True)
class TeamState:
    """The state of a team. Its fields, and `falling`, are the names that `when` and `why` in a [[next]] may read.

    `done` are the words of playbooks it has been through, `last` its last answers in each, with the score, `days` how
    many days ago that was; `sides` those that somebody of the team is on. `open`, `stuck`, `late`, `kept` count its
    promises, `stuck_days` is how long the oldest of them has been stuck. `pulse` are the means of its last check-ins,
    the oldest first. `upcoming` and `overdue` are days by DateKind, `leaving` the days until somebody of a side leaves.
    `unapproved` and `idle` are documents by word: for how many days one waits for an OK, or has been agreed without a
    promise made from it. `factors` are those of the last wave, `hurts` the words of playbooks that a person pointed to.
    """

    done: tuple[str, ...] = ()
    open: int = 0
    stuck: int = 0
    late: int = 0
    kept: int = 0
    stuck_days: int = 0
    sides: tuple[str, ...] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pulse: tuple[float, ...] = ()
    upcoming: Mapping[str, Dated] = field(default_factory=dict)
    overdue: Mapping[str, Dated] = field(default_factory=dict)
    leaving: Mapping[str, int] = field(default_factory=dict)
    unapproved: Mapping[str, int] = field(default_factory=dict)
    idle: Mapping[str, int] = field(default_factory=dict)
    factors: tuple[FactorState, ...] = ()
    hurts: tuple[str, ...] = ()

    @property
    def falling(self) -> bool:
        """True when the last three check-ins have come down by FALLING or more, and never up between them."""
        last = self.pulse[-3:]
        return len(last) == 3 and last[0] >= last[1] >= last[2] and round(last[0] - last[2], 2) >= FALLING

    @property
    def is_unknown(self) -> bool:
        """True when there is nothing but its people to go by."""
        known = self.done, self.factors, self.upcoming, self.overdue, self.leaving, self.hurts, self.falling
        return not any(known) and not (self.open or self.stuck or self.kept)

    def list_gaps(self) -> list[FactorState]:
        """Return the factors to talk about, the first first: the widest gap, and after those the lowest."""
        wide = sorted((each for each in self.factors if each.is_wide), key=lambda each: -each.gap)
        low = sorted((each for each in self.factors if each.is_low), key=lambda each: each.marketing + each.it)
        return wide + low


NAMES = (*TeamState.__dataclass_fields__, "falling")
