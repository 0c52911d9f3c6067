"""Being away: the window, what is noted, and the welcome afterwards."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.coaching.schedule.commitment_days import is_overdue
from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.render import Message, compose
from bot.model.commitments import Commitment

YES, NO = "away:yes", "away:no"
SHOWN = 3  # promises named in one message


def window(span: Mapping[str, Any]) -> View:
    """Two dates, beginning with those of `span` (first_day, last_day or None)."""
    fields = [
        blocks.field("first", "First day away", blocks.day(span["first_day"])),
        blocks.field("last", "Last day away", blocks.day(span["last_day"])),
    ]
    words = compose("away_ask", {})["blocks"]
    return blocks.modal("When are you away?", [*words, *fields], callback="away:save", about="", submit="Save")


def noted(first: date, last: date, today: date, commitments: Sequence[Commitment]) -> Message:
    """What changes while they are away; `commitments` are their open ones."""
    due = [each for each in commitments if first <= each.due_on <= last]
    values = {"first": first, "last": last, "running": first <= today, "back": last + timedelta(days=1)}
    return compose("away", {**values, "due": due[:SHOWN]})


def noted_view(message: Message) -> View:
    return blocks.modal("When are you away?", message["blocks"], callback="away:saved", about="")


def back(span: Mapping[str, Any] | None, today: date) -> Message:
    """Somebody says they are here: from the absence that ended by it, one that was still to come, or none at all."""
    running = span is not None and span["first_day"] < today.isoformat()
    return compose("back", {"span": span, "running": running})


def welcome_back(commitments: Sequence[Commitment], today: date) -> Message:
    """Return what somebody reads after an absence, once; `commitments` are their open ones."""
    late = [each for each in commitments if is_overdue(each, today)]
    return compose("welcome_back", {"late": late[:SHOWN]})


def hinted(home: Message, hint: Mapping[str, Any] | None) -> Message:
    """The Home tab, with the question whether a status in Slack means that they are away on top."""
    if hint is None:
        return home
    yes = blocks.button("Yes, I'm away", YES, hint["last_day"] or "open", "primary")
    asked = compose(
        "away_hint", {"status": hint["status"]}, {"answers": [blocks.actions(yes, blocks.button("No", NO, "no"))]}
    )
    return {"text": f"{asked['text']}\n\n{home['text']}", "blocks": [*asked["blocks"], *home["blocks"]]}
