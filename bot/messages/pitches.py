"""What a text plays down: as a window of its own, on a page, and under a result."""

from typing import Any

from bot.coaching import pitch
from bot.coaching.interview.route import LONGEST, Answers
from bot.coaching.pitch import Hidden
from bot.coaching.playbook.base import Base
from bot.coaching.shapes.checklist.model import Checklist
from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.render import compose

QUOTES = 6  # said of one dimension


def reading(playbook: Checklist, text: str, *, about: str) -> View:
    """The window of the shortcut. `about` is word/team, "" where there is no team to go on with."""
    found = pitch.hidden(playbook, text)
    values = {"found": [shown(each) for each in found], "areas": len(playbook.dimension), "goes_on": bool(about)}
    words = compose("pitch", {**values, "phrases": sum(len(each.claims) for each in found)})["blocks"]
    kept = pitch.excerpt(playbook.phrase, text, LONGEST["long"])
    label = "What I take along" if kept == text else "The sentences that I take along"
    field = blocks.field("text", label, blocks.text_input(kept, limit=LONGEST["long"], multiline=True))
    return blocks.modal(
        playbook.shortcut or playbook.title,
        [*words, *([field] if about else [])],
        callback="pitch:go_on",
        about=about,
        submit="Go through it" if about else None,
    )


def shown(each: Hidden) -> dict[str, Any]:
    """What a template says of one dimension."""
    phrases = each.phrases
    return {
        "title": each.dimension.title,
        "quotes": each.quotes[:QUOTES],
        "why": phrases[0].why,
        "send": phrases[0].send,
    }


def notes(playbook: Base, answers: Answers) -> dict[str, str]:
    """Dimension → what stands under its questions where the text has made them unknown."""
    return {
        each.dimension.name: f"The pitch says “{each.quotes[0]}”: counted as not known, unless you do."
        for each in pitch.hidden(playbook, pitch.given(playbook, answers))
    }
