"""Seats: the parts in a result that it names people for. Nobody is in one before their own press."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import Json

from bot.model.rows import Row


class SeatState(StrEnum):
    """The state of a seat: its person is asked, has taken it, or has passed."""

    ASKED = "asked"
    TAKEN = "taken"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Seat(Row):
    """A seat of the result posted as `run_id`: the person question `name` of its playbook. `at` (UTC) they were asked,
    or have answered.
    """

    run_id: str
    name: str
    user_id: str
    state: SeatState
    at: datetime


@dataclass(frozen=True, slots=True)
class AskedSeat(Row):
    """A seat that somebody is asked to take, by whom and where; `playbook` and `subject` are what its result is about
    by now.
    """

    run_id: str
    name: str
    playbook: str
    subject: str
    started_by: str
    channel: str


@dataclass(frozen=True, slots=True)
class Correction(Row):
    """What somebody with a seat of the result posted as `run_id` says is not so in what it said as `said_of`: the
    must-haves `names`, with `words` of theirs for its author alone. Without names they have taken it back.
    """

    run_id: str
    user_id: str
    said_of: str
    names: Json[tuple[str, ...]]
    words: str
    at: datetime
