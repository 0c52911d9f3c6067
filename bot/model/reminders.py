"""Reminders: messages to one person, unasked, at most one a week."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.model.rows import Row


class ReminderKind(StrEnum):
    """The subject of a reminder."""

    # The order is the rank (bot.coaching.schedule.reminder_policy): of several, the first one here is sent.

    WAVE = "wave"
    CONTRACT = "contract"  # three times in its life, and a year's money when it is missed
    OVERDUE = "overdue"
    DUE = "due"
    STUCK = "stuck"
    OFFER = "offer"
    INVITATION = "invitation"
    SEAT = "seat"
    APPROVAL = "approval"
    FOLLOWUP = "followup"
    CUE = "cue"
    BACK = "back"
    DIGEST = "digest"  # asked for, on a day of its own: nothing else is sent in that week


class ReminderState(StrEnum):
    """The fate of a reminder: planned, then sent; or suppressed, with the reason."""

    PLANNED = "planned"
    SENT = "sent"
    SUPPRESSED = "suppressed"


class Reason(StrEnum):
    """The reason why a reminder was held back, or planned out of turn (ASKED). HOURS and WAITING only put it off."""

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
    """The time for which a person puts a reminder off."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reminder(Row):
    """A reminder of `ref`: a commitment, a run, a follow-up, an absence, an invitation, a wave, a contract, the days
    of a digest. UTC.

    What is done about it by `until` counts as acted upon; at `acted_at` the person has put it off.
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
    """An earlier reminder: `at` it is or was due, and whether the person has acted upon it since; to a digest nobody
    has to.
    """

    at: datetime
    acted: bool = False
    state: ReminderState = ReminderState.SENT
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class ReminderCount(Row):
    """The number of a team's reminders in this state (held back for this `reason`, "" for those sent), and how many of
    them were acted on within a week.
    """

    state: ReminderState
    reason: Reason | Literal[""]
    number: int
    acted: int
