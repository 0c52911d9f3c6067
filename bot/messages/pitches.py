"""A text that plays something down: its window, and its note on a page."""

from bot.coaching.interview.route import LONGEST
from bot.coaching.shapes.checklist import pitch
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.render import compose


def read_text(checklist: Checklist, text: str, *, about: str) -> View:
    """Return the window of the shortcut. `about` is word/team, "" where there is no team to go on with."""
    played_down = pitch.hidden(checklist, text)
    values = {
        "found": [each.summary for each in played_down],
        "areas": len(checklist.dimension),
        "goes_on": bool(about),
        "phrases": sum(len(each.claims) for each in played_down),
    }
    kept = pitch.excerpt(checklist.phrase, text, LONGEST["long"])
    label = "What I take along" if kept == text else "The sentences that I take along"
    field = blocks.field("text", label, blocks.text_input(kept, limit=LONGEST["long"], multiline=True))
    return blocks.modal(
        checklist.shortcut or checklist.title,
        [*compose("pitch", values)["blocks"], *([field] if about else [])],
        callback="pitch:go_on",
        about=about,
        submit="Go through it" if about else None,
    )


def note(quote: str) -> str:
    """Return what stands under a question whose answer the text has made unknown."""
    return f"The pitch says “{quote}”: counted as not known, unless you do."
