"""Surveys asked one factor a week: a team's choice, and the blocks in which its answers are gathered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Json

from bot.model.rows import Row
from bot.model.teams import Side


@dataclass(frozen=True, slots=True)
class WeeklySurvey(Row):
    """A survey of which each check-in of a team asks one factor, until `ended_on`.

    `number` is how many have been asked, one after the other in the order of the file. The `sides` asked and the
    `threshold` are settled when it begins.
    """

    id: str
    team_id: str
    playbook: str
    sides: Json[tuple[Side, ...]]
    threshold: int
    number: int
    begun_by: str
    begun_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Block(Row):
    """The answers to one factor, until enough of every side have answered; then it is a closed wave of the same id.

    `missing` is how many more each side needed when the last check-in closed. What people answer is sealed under its id
    until then, then nowhere.
    """

    id: str
    weekly_id: str
    team_id: str
    playbook: str
    factor: str
    sides: Json[tuple[Side, ...]]
    threshold: int
    missing: Json[Mapping[Side, int]]
    begun_by: str
    opened_on: date


@dataclass(frozen=True, slots=True)
class BlockAnswer(Row):
    """One person's answer in a block, on the side where they were then; `level` None: they don't know. `asked_on` is
    the day on which the check-in had opened that asked.
    """

    side: Side
    level: int | None
    asked_on: date
