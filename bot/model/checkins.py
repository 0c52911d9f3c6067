"""Check-ins (the weekly message), the notes people leave at them, and the figures on their cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import Json

from bot.model.commitments import Commitment
from bot.model.rows import Row
from bot.model.teams import Side


class NoteKind(StrEnum):
    """What somebody's words at a check-in are about; the parts of a `Note`."""

    MOVED = "moved"
    STUCK = "stuck"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class Checkin(Row):
    """A check-in, open until `closes_at`; `due_at` is the regular moment that it stands for. Moments are UTC.

    It is the team's check-in of that `number`, from 1. `question` is what it asks in words, "" for nothing, and
    `note_kind` what an answer to it is. `answered` of `expected` people is what its cards say: they are counted anew on
    the quarter of an hour, so that no change of a card tells who has just tapped. None: nobody has been counted.
    `block_id` is where answers to the factor go that it asks. The fields below that are its team's.
    """

    id: str
    team_id: str
    due_at: datetime
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    number: int
    question: str
    note_kind: NoteKind | None
    answered: int
    expected: int | None
    block_id: str | None
    team: str
    workspace: str
    channel: str
    zone: str
    next_checkin_at: datetime
    paused_at: datetime | None
    created_by: str


@dataclass(frozen=True, slots=True)
class CheckinSpan(Row):
    """The time of a check-in: from the one before it, whose mean is `last`, until the one after it."""

    since: datetime | None
    until: datetime | None
    last: float | None


@dataclass(frozen=True, slots=True)
class NewCheckin:
    """A check-in to be opened; the fields are those of a `Checkin`."""

    team_id: str
    due_at: datetime
    closes_at: datetime
    number: int = 1
    question: str = ""
    note_kind: NoteKind | None = None


@dataclass(frozen=True, slots=True)
class Note(Row):
    """The words of a person at a check-in, as they last changed them; "" where they said nothing."""

    user_id: str
    side: Side
    moved: str
    stuck: str
    need: str

    def part(self, kind: NoteKind) -> str:
        """Return the words of one kind."""
        return {NoteKind.MOVED: self.moved, NoteKind.STUCK: self.stuck, NoteKind.NEED: self.need}[kind]


@dataclass(frozen=True, slots=True)
class Pulse:
    """Figures of taps that may be shown: `mean` (1 to 5) over `answers`; `sides` has one for every side, or none."""

    mean: float
    answers: int
    sides: Mapping[Side, float]


@dataclass(frozen=True, slots=True)
class PulseTally(Row):
    """What is kept of the taps at a check-in: how many `answered`, and as far as it may be shown, the `mean` of all and
    of the sides, 1 to 5.
    """

    opened_at: datetime
    answered: int
    mean: float | None
    sides: Json[Mapping[Side, float]]

    @property
    def pulse(self) -> Pulse | None:
        """The figures that may be shown; None when too few have tapped."""
        return None if self.mean is None else Pulse(self.mean, self.answered, self.sides)


@dataclass(frozen=True, slots=True)
class CheckinDays:
    """Days of a check-in on the team's own calendar; `regular` is the one that it was asked instead of."""

    opened: date
    closes: date
    upcoming: date
    regular: date | None


@dataclass(frozen=True, slots=True)
class CheckinFigures:
    """The figures on a card: commitments kept since the one before, those that are `live` as of `today`, its last day
    so far; how many of the `expected` people have answered, and the mean of `last` time, where it may be shown.
    """

    kept: Sequence[Commitment]
    live: Sequence[Commitment]
    today: date
    answered: int
    expected: int
    last: float | None


@dataclass(frozen=True, slots=True)
class CheckinResult:
    """The outcome of a check-in as of `today`; `on_track` are the commitments that somebody said so of at it,
    `overdue` is how many are late, and `trend` has the days and means of the last ones until this, the earliest first.

    `helping` has what somebody does about a stuck one, by its id, and about a voice (check-in/user/kind).
    While it is `open` people may still add words; while it `takes_taps`, a tap still counts in the pulse. `factor`
    is what is shown of one since it closed, "" for nothing. `leads` are the user ids of those who lead.
    """

    kept: Sequence[Commitment]
    stuck: Sequence[Commitment]
    on_track: Sequence[Commitment]
    overdue: int
    in_a_row: int
    today: date
    notes: Sequence[Note]
    helping: Mapping[str, Commitment]
    pulse: Pulse | None
    trend: Sequence[tuple[date, float]]
    factor: str
    leads: Sequence[str]
    answered: int
    expected: int
    open: bool
    takes_taps: bool
