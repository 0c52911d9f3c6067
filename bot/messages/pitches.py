"""What a text plays down: as a window of its own, on a page, and under a result."""

from dataclasses import dataclass
from typing import Any

from bot.coaching import pitch
from bot.coaching.interview.route import LONGEST, Answers
from bot.coaching.pitch import Hidden
from bot.coaching.playbook.base import Base
from bot.coaching.shapes.checklist.model import Checklist
from bot.messages import blocks, controls
from bot.messages.blocks import View
from bot.messages.payloads import Act, Payload
from bot.messages.render import compose
from bot.messages.targets import ToPlaybook


@dataclass(frozen=True)
class ToDraft(Payload):
    """A person's own draft of a playbook in a team; no team: there is none to go on with."""

    word: str
    team: str = ""


READ = Act("pitch:read", ToPlaybook)
GO_ON = Act("pitch:go_on", ToDraft)
QUOTES = 6  # said of one dimension


def reading(playbook: Checklist, text: str, *, team_id: str) -> View:
    """Return the window of the shortcut; without a team there is nothing to go on with."""
    found = pitch.hidden(playbook, text)
    values = {"found": [shown(each) for each in found], "areas": len(playbook.dimension), "goes_on": bool(team_id)}
    words = compose("pitch", {**values, "phrases": sum(len(each.claims) for each in found)})["blocks"]
    kept = pitch.excerpt(playbook.phrase, text, LONGEST["long"])
    label = "What I take along" if kept == text else "The sentences that I take along"
    field = blocks.field("text", label, blocks.text_input(kept, limit=LONGEST["long"], multiline=True))
    return controls.modal(
        playbook.shortcut or playbook.title,
        [*words, *([field] if team_id else [])],
        GO_ON,
        ToDraft(playbook.word, team_id),
        submit="Go through it" if team_id else None,
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
