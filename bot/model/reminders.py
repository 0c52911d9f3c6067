"""Reminders: what is said to a person unasked, at most once a week."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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
    SETTLED = "settled"
    UNREACHABLE = "unreachable"
    ASKED = "asked"


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
    reason: str
    at: datetime
    until: datetime
    acted_at: datetime | None
