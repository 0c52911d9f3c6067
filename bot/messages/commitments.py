"""A commitment: the window to make one, and what the team reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.render import Message, compose

LONGEST = 300  # characters of a cue or an action


def write(*, commitment_id: str, source: str, subject: str, owner: str, due: date) -> View:
    """`source` is run/ID or team/ID; the id is made beforehand, so that a submission sent twice commits once."""
    words = compose("commit", {"subject": subject})["blocks"]
    cue = {
        **blocks.text_input(limit=LONGEST),
        "placeholder": blocks.plain("it is Tuesday and the campaign call is over", 150),
    }
    action = {
        **blocks.text_input(limit=LONGEST),
        "placeholder": blocks.plain("call Ivan and agree on the three fields", 150),
    }
    fields = [
        blocks.field("cue", "If …", cue, hint="A moment you will notice: a day, a meeting, something that happens."),
        blocks.field("action", "… then I will", action, hint="One thing that can be seen to be done."),
        blocks.field("owner", "Who does it?", blocks.person(owner)),
        blocks.field("due", "By when?", blocks.day(due.isoformat())),
    ]
    about = f"{commitment_id}/{source}"
    return blocks.modal(
        "Make it a promise", [*words, *fields], callback="commitment:save", about=about, submit="Commit"
    )


def kept_in_mind() -> View:
    return blocks.modal(
        "Make it a promise", compose("commit_saved", {})["blocks"], callback="commitment:saved", about=""
    )


def made(commitment: Mapping[str, Any]) -> Message:
    """What the channel reads when somebody commits: the promise, repeated back."""
    return compose("commitment", {"one": commitment})
