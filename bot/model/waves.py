"""Waves: one survey that a team's sides answer apart, from its launch to its close, and who is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum

from pydantic import Json

from bot.model.rows import Row
from bot.model.teams import Side

REMARK = 300  # characters of what somebody writes


class WaveMode(StrEnum):
    """The way in which a survey is asked: all of it at once, one factor again, some weeks later, by one tap, or one
    factor in a block of check-ins, which is a wave once it has ended.
    """

    WAVE = "wave"
    AGAIN = "again"
    WEEKLY = "weekly"


class Asked(StrEnum):
    """What a wave asks: levels of factors, or points for pots."""

    LEVELS = "levels"
    SPLIT = "split"


class WaveState(StrEnum):
    """The state of a wave: it takes answers, or what came of them is published."""

    OPEN = "open"
    CLOSED = "closed"


class RespondentState(StrEnum):
    """The state of somebody whom a wave asks; whether they have answered is in no table."""

    ASKED = "asked"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Wave(Row):
    """A wave of the survey `playbook`. The fields from `mode` to `closes_at` are settled at its launch, for good.

    `factors` are those that it asks (of a split: its pots), `sides` those whom it asks, `threshold` how many of a side
    must have answered before anything is shown. `last_on` is the last day for answers, and it closes by itself at
    `closes_at` (UTC), when people are at work again; `closed_on` is the day on which it did, in the team's zone.
    `publication` is what it shows then, as JSON, `headline` that in a few words; `texts` what people wrote, in an order
    that tells nothing. `missing` is what its post says that each side needs, which is looked at anew at `look_at`
    (UTC), whether somebody has answered meanwhile or not. `again_at` (UTC) is when its first factor may be asked again.
    It `repeats` an earlier one where what was done about its one factor is to show. The fields below that are its
    team's.
    """

    id: str
    team_id: str
    playbook: str
    mode: WaveMode
    repeats: str | None
    asks: Asked
    factors: Json[tuple[str, ...]]
    sides: Json[tuple[Side, ...]]
    threshold: int
    launched_by: str
    launched_on: date
    last_on: date
    closes_at: datetime
    state: WaveState
    closed_on: date | None
    publication: str | None
    headline: str
    texts: Json[tuple[str, ...]]
    missing: Json[Mapping[Side, int]]
    look_at: datetime | None
    again_at: datetime | None
    team: str
    workspace: str
    channel: str
    zone: str
    created_by: str

    @property
    def is_open(self) -> bool:
        """Return whether it takes answers."""
        return self.state is WaveState.OPEN

    @property
    def asks_all(self) -> bool:
        """Return whether it asks all of its survey at once."""
        return self.mode is WaveMode.WAVE

    @property
    def is_again(self) -> bool:
        """Return whether it asks one factor of an earlier wave again."""
        return self.mode is WaveMode.AGAIN


@dataclass(frozen=True, slots=True)
class NewWave:
    """What is settled at a launch; `sides` in the order in which they are shown."""

    playbook: str
    asks: Asked
    factors: tuple[str, ...]
    sides: tuple[Side, ...]
    threshold: int
    last_on: date
    closes_at: datetime
    mode: WaveMode = WaveMode.WAVE
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Respondent(Row):
    """Somebody whom a wave asks, on the side where they were at its launch."""

    user_id: str
    side: Side
    state: RespondentState


@dataclass(frozen=True, slots=True)
class WaveAnswers(Row):
    """What one person has answered so far. It is sealed with everybody else's, and stands in no table of its own.

    `levels`: factor → 1 to 5, None for “I don’t know”; `guesses`: factor → what the other side says; `split`: pot →
    points; `remark`: what should change, in their words; None: not asked yet.
    """

    levels: Mapping[str, int | None] = field(default_factory=dict)
    guesses: Mapping[str, int] = field(default_factory=dict)
    split: Mapping[str, int] = field(default_factory=dict)
    remark: str | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is answered."""
        return not (self.levels or self.guesses or self.split or self.remark)

    def to_row(self) -> dict[str, object]:
        """Return what `from_row` reads."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class WaitingWave(Row):
    """An open wave that asks a person, for what they are asked unasked: how often they were, and when last (UTC)."""

    id: str
    team_id: str
    launched_on: date
    closes_at: datetime
    paused_at: datetime | None
    invited: int
    invited_at: datetime | None
