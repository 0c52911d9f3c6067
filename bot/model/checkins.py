"""Check-ins (the weekly message), what people say at them, and what their cards show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.model.commitments import Commitment
from bot.model.rows import Row
from bot.model.teams import Side


@dataclass(frozen=True, slots=True)
class Checkin(Row):
    """Open until `closes_at`. `due_at` is the regular moment that it stands for. The rest is its team's."""

    id: str
    team_id: str
    due_at: datetime
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    team: str
    workspace: str
    channel: str
    zone: str
    next_checkin_at: datetime
    paused_at: datetime | None
    created_by: str


@dataclass(frozen=True, slots=True)
class Note(Row):
    """What somebody says at a check-in by now; "" for what they do not."""

    user_id: str
    side: Side
    moved: str
    stuck: str
    need: str


@dataclass(frozen=True, slots=True)
class Pulse:
    """What may be shown of the taps: `mean` of 1 to 5 over `answers`; `sides` has a mean for each side, or nothing."""

    mean: float
    answers: int
    sides: Mapping[Side, float]


@dataclass(frozen=True, slots=True)
class PulseTally(Row):
    """The taps at a check-in: how many `answered`, and their `mean`, 1 to 5. Not to be shown where they are too few."""

    opened_at: datetime
    answered: int
    mean: float


@dataclass(frozen=True, slots=True)
class CheckinDays:
    """Days of a check-in on the team's own calendar; `regular` is the one that it was asked instead of."""

    opened: date
    closes: date
    upcoming: date
    regular: date | None


@dataclass(frozen=True, slots=True)
class CheckinFigures:
    """What a card shows: commitments kept before it opened and since, those to go through as of `today` (its last day
    so far), and who has answered: so many of so many `expected`.
    """

    kept_before: Sequence[Commitment]
    kept: Sequence[Commitment]
    live: Sequence[Commitment]
    today: date
    answered: int
    expected: int


@dataclass(frozen=True, slots=True)
class CheckinResult:
    """What came of a check-in, as of `today`. `on_track`: said at it. `open`: words count; `takes_taps`: taps too."""

    kept: Sequence[Commitment]
    stuck: Sequence[Commitment]
    on_track: Sequence[Commitment]
    today: date
    notes: Sequence[Note]
    pulse: Pulse | None
    answered: int
    expected: int
    open: bool
    takes_taps: bool
