"""Contracts that a document names: when they end, and by when notice has to be given."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.model.rows import Row


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract as a version of a document says it. `owner` looks after it; `cost` is in the words it was written."""

    name: str
    owner: str
    ends_on: date
    notice_on: date
    cost: str


@dataclass(frozen=True, slots=True)
class Contract(Row):
    """A contract with one last day to give notice: with another day it is another one. `run_id` is the last version
    of its document that says so, written in `channel`.
    """

    id: str
    team_id: str
    run_id: str
    name: str
    owner: str
    ends_on: date
    notice_on: date
    cost: str
    channel: str


@dataclass(frozen=True, slots=True)
class WatchedContract(Row):
    """A contract that somebody is to hear of in time; `reminded_at`: when they last were, or will be."""

    id: str
    team_id: str
    notice_on: date
    paused_at: datetime | None
    reminded_at: datetime | None
