"""Being away: the window, the note that it was understood, and the welcome afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coaching.schedule.commitment_days import is_overdue
from bot.coaching.schedule.day_printing import format_day
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.model.commitments import Commitment
from bot.model.people import Absence, Status

LISTED = 10  # absences in one window
SHOWN = 3  # commitments named in one message


@dataclass(frozen=True)
class StatusEnds(Payload):
    """The last day of a status in Slack, where Slack knows one."""

    last_day: date | None = None


@dataclass(frozen=True)
class ToAbsence(Payload):
    """An absence that is noted, "" for a new one."""

    absence: str = ""


SAVE = Act("away:save", ToAbsence)
CROSS_OUT = Act("away:cross_out", ToAbsence)
YES = Act("away:yes", StatusEnds)
NO = Act("away:no", Nothing)


def ask_window(first: date, last: date | None, today: date, noted: Sequence[Absence] = ()) -> View:
    """Return the window that asks for two dates, beginning with these; with `noted` it is the first of them that is
    changed, and each can be crossed out.
    """
    fields = [
        blocks.field("first", "First day away", blocks.day(first.isoformat())),
        blocks.field("last", "Last day away", blocks.day(last.isoformat() if last else None)),
    ]
    lines = [block for place, each in enumerate(noted[:LISTED]) for block in _noted_line(each, today, place)]
    words = compose_message("away_ask", {"noted": bool(noted)}, {"noted": lines})["blocks"]
    changed = ToAbsence(noted[0].id if noted else "")
    return controls.modal("When are you away?", [*words, *fields], SAVE, changed, submit="Save")


def _noted_line(absence: Absence, today: date, place: int) -> list[Block]:
    cross_out = controls.button("Cross out", CROSS_OUT, ToAbsence(absence.id), place=place)
    words = compose_message("away_noted", {"days": format_absence(absence, today)})["blocks"]
    return blocks.attach_beside(words, cross_out)


def format_absence(absence: Absence, today: date) -> str:
    """Return `Thu 24 Dec until Fri 1 Jan`, or the one day."""
    first, last = format_day(absence.first_day, today), format_day(absence.last_day, today)
    return last if first == last else f"{first} until {last}"


def compose_noted(
    absence: Absence, today: date, commitments: Sequence[Commitment], merged: Sequence[Absence] = ()
) -> Message:
    """Return what changes while they are away; `commitments` are their live ones, `merged` what it was joined with."""
    first, last = absence.first_day, absence.last_day
    earlier = [format_absence(each, today) for each in merged if each.last_day >= today]
    due = [commitment for commitment in commitments if first <= commitment.due_on <= last]
    values = {"first": first, "last": last, "running": first <= today, "back": last + timedelta(days=1)}
    return compose_message("away", {**values, "today": today, "earlier": earlier, "due": due[:SHOWN]})


def noted_view(message: Message) -> View:
    """Return the message of `compose_noted` as a window."""
    return blocks.modal("When are you away?", message["blocks"], callback="away:saved", metadata="")


def compose_back(absence: Absence | None, today: date) -> Message:
    """Answer somebody who is here: the absence ended by it, was still to come, or there was none."""
    running = absence is not None and absence.first_day < today
    return compose_message("back", {"absence": absence, "running": running, "today": today})


def welcome_back(commitments: Sequence[Commitment], today: date) -> Message:
    """Return what somebody reads once after an absence; `commitments` are their live ones."""
    late = [commitment for commitment in commitments if is_overdue(commitment, today)]
    return compose_message("welcome_back", {"late": late[:SHOWN]})


def ask_about_status(home: Message, status: Status | None) -> Message:
    """Return the Home tab, with the question whether a status in Slack means that they are away on top."""
    if status is None:
        return home
    yes = controls.button("Yes, I'm away", YES, StatusEnds(status.last_day), "primary")
    answers = blocks.actions(yes, controls.button("No", NO, Nothing()))
    question = compose_message("away_hint", {"status": status.status}, {"answers": [answers]})
    return {"text": f"{question['text']}\n\n{home['text']}", "blocks": [*question["blocks"], *home["blocks"]]}
