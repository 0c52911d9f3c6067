"""Being away: the window, the note that it was understood, and the welcome afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coaching.schedule.commitment_days import is_overdue
from bot.messages import blocks, controls
from bot.messages.blocks import View
from bot.messages.payloads import Act, Nothing, Payload
from bot.messages.render import Message, compose_message
from bot.model.commitments import Commitment
from bot.model.people import Absence, Status

SHOWN = 3  # commitments named in one message


@dataclass(frozen=True)
class StatusEnds(Payload):
    """The last day of a status in Slack, where Slack knows one."""

    last_day: date | None = None


SAVE = Act("away:save", Nothing)
YES = Act("away:yes", StatusEnds)
NO = Act("away:no", Nothing)


def ask_window(first: date, last: date | None) -> View:
    """Return the window that asks for two dates, beginning with these."""
    fields = [
        blocks.field("first", "First day away", blocks.day(first.isoformat())),
        blocks.field("last", "Last day away", blocks.day(last.isoformat() if last else None)),
    ]
    words = compose_message("away_ask", {})["blocks"]
    return controls.modal("When are you away?", [*words, *fields], SAVE, Nothing(), submit="Save")


def compose_noted(first: date, last: date, today: date, commitments: Sequence[Commitment]) -> Message:
    """Return what changes while they are away; `commitments` are their live ones."""
    due = [commitment for commitment in commitments if first <= commitment.due_on <= last]
    values = {"first": first, "last": last, "running": first <= today, "back": last + timedelta(days=1)}
    return compose_message("away", {**values, "due": due[:SHOWN]})


def noted_view(message: Message) -> View:
    """Return the message of `compose_noted` as a window."""
    return blocks.modal("When are you away?", message["blocks"], callback="away:saved", metadata="")


def compose_back(absence: Absence | None, today: date) -> Message:
    """Answer somebody who is here: the absence ended by it, was still to come, or there was none."""
    running = absence is not None and absence.first_day < today
    return compose_message("back", {"absence": absence, "running": running})


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
