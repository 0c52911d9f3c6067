"""Reminders: what is said to a person unasked, at most once a week."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.model.rows import Row


class ReminderKind(StrEnum):
    """What a reminder is about, the most useful first."""

    OVERDUE = "overdue"
    DUE = "due"
    STUCK = "stuck"
    OFFER = "offer"
    APPROVAL = "approval"
    FOLLOWUP = "followup"
    CUE = "cue"
    BACK = "back"


class ReminderState(StrEnum):
    """Planned, then sent; or suppressed, with the reason."""

    PLANNED = "planned"
    SENT = "sent"
    SUPPRESSED = "suppressed"


class Reason(StrEnum):
    """Why a reminder was held back, or planned out of turn (ASKED). HOURS and WAITING only put it off."""

    BUDGET = "budget"
    SLOWER = "slower"
    MUTED = "muted"
    AWAY = "away"
    HOLIDAY = "holiday"
    SNOOZED = "snoozed"
    HOURS = "hours"
    WAITING = "waiting"
    NOT_NEEDED = "not_needed"
    UNREACHABLE = "unreachable"
    ASKED = "asked"


class Delay(StrEnum):
    """For how long a person puts a reminder off."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reminder(Row):
    """`ref` is what it is about: a commitment, a run, a follow-up, an absence. `until`: acted on by then counts as upon
    it; `acted_at`: the person has put it off.
    """

    id: str
    workspace: str
    user_id: str
    team_id: str
    kind: ReminderKind
    ref: str
    state: ReminderState
    reason: Reason | Literal[""]
    at: datetime
    until: datetime
    acted_at: datetime | None


@dataclass(frozen=True, slots=True)
class PastReminder(Row):
    """An earlier reminder: `at` it is or was due, and whether the person has acted upon it since."""

    at: datetime
    acted: bool = False
    state: ReminderState = ReminderState.SENT


@dataclass(frozen=True, slots=True)
class ReminderCount(Row):
    """How many reminders of a team are in this state (and held back for this `reason`, "" for those sent), and how many
    of them were acted on within a week.
    """

    state: ReminderState
    reason: Reason | Literal[""]
    number: int
    acted: int
