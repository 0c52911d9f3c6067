"""Commitments (people read: promises), their log, and offers of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Json

from bot.model.rows import Row


class CommitmentState(StrEnum):
    """The state of a commitment. One that is only `offered` is nobody's yet: no promise, and in no figure."""

    OFFERED = "offered"
    OPEN = "open"
    ON_TRACK = "on_track"
    STUCK = "stuck"
    DONE = "done"
    DROPPED = "dropped"


LIVE = frozenset({CommitmentState.OPEN, CommitmentState.ON_TRACK, CommitmentState.STUCK})
CLOSED = frozenset({CommitmentState.DONE, CommitmentState.DROPPED})


class CommitmentEvent(StrEnum):
    """An entry in the log of a commitment. The four states that people set are events of their own."""

    MADE = "made"
    ON_TRACK = "on_track"
    STUCK = "stuck"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"
    REDATED = "redated"
    REWORDED = "reworded"
    REOPENED = "reopened"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    KEPT = "kept"
    EXPIRED = "expired"
    INVITED = "invited"
    ACCEPTED = "accepted"
    OPTED_OUT = "opted_out"
    WILLING = "willing"


@dataclass(frozen=True, slots=True)
class Commitment(Row):
    """When `cue`, `owner` will `action` by `due_on`, with `partner` of another side. `team`, `workspace`, `channel` and
    `zone` are its team's. `stuck_at`: since when without a break; `trigger_word`: the playbook that quotes it.

    While it is only offered, `owner` is "", and without `offered_to` anybody in the team may take it. `invited` is
    asked to be the partner. `advice` is the key of the piece of advice of `run_id` that it comes from, `helps` the
    commitment that it is to move on, `voice` what somebody said at a check-in that it answers (check-in/user/kind),
    `wave_id` the wave whose talk it sets up.
    """

    id: str
    team_id: str
    run_id: str | None
    advice: str | None
    helps: str | None
    voice: str | None
    wave_id: str | None
    cue: str
    action: str
    owner: str
    due_on: date
    obstacle: str
    partner: str | None
    invited: str | None
    trigger_word: str | None
    state: CommitmentState
    reason: str
    offered_to: str | None
    made_by: str
    made_at: datetime
    state_by: str | None
    state_at: datetime
    stuck_at: datetime | None
    cued_at: datetime | None
    team: str
    workspace: str
    channel: str
    zone: str

    @property
    def closed(self) -> bool:
        """True when it is done or dropped: there is nothing left to change."""
        return self.state in CLOSED

    @property
    def offered(self) -> bool:
        """True while nobody has taken it."""
        return self.state == CommitmentState.OFFERED


@dataclass(frozen=True, slots=True)
class OpenCommitment(Commitment):
    """A live commitment with what its reminders depend on: the last offer of it, and since when its team is paused."""

    offered_at: datetime | None
    paused_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """A promise before it is recorded. The fields are those of `Commitment`; `owner` and `partner` are who shall do it,
    and are asked where they have not written it themselves.
    """

    cue: str
    action: str
    owner: str
    due_on: date
    obstacle: str = ""
    partner: str | None = None
    trigger_word: str | None = None
    run_id: str | None = None
    advice: str | None = None
    helps: str | None = None
    voice: str | None = None
    wave_id: str | None = None


@dataclass(frozen=True, slots=True)
class FirstStep:
    """The first thing that a result says to do, as a promise of whoever presses; `is_named`: it is for them by name."""

    commitment: NewCommitment
    is_named: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Commitments as one person, `user`, sees them: their own, those offered to them, those that they suggested and
    nobody has taken, those they closed lately, and the live ones of others in their teams; `changeable` are the ids of
    the latter that they may change.
    """

    user: str
    mine: Sequence[Commitment]
    offered: Sequence[Commitment]
    suggested: Sequence[Commitment]
    lately: Sequence[Commitment]
    others: Sequence[Commitment]
    changeable: frozenset[str]


@dataclass(frozen=True, slots=True)
class CommitmentCounts(Row):
    """The number of commitments of a team: `open` (on track or not yet asked about), `stuck`, and `kept` so far."""

    open: int
    stuck: int
    kept: int


@dataclass(frozen=True, slots=True)
class DoneCommitment(Row):
    """What somebody did, and where it came from: the talk of a wave, or a run of `playbook`; None for neither."""

    wave_id: str | None
    playbook: str | None
    action: str


@dataclass(frozen=True, slots=True)
class LogEntry(Row):
    """An event in the life of a commitment. `detail` has what changed: due, owner, to, from, reason, action."""

    id: str
    commitment_id: str
    place: int
    event: CommitmentEvent
    actor: str
    at: datetime
    detail: Json[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A promise that somebody is asked to take over. `answer` is the event that ended it, None while it is open."""

    id: str
    commitment_id: str
    to: str
    actor: str
    answer: CommitmentEvent | None
