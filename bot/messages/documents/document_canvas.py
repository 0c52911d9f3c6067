"""The canvas of a team's agreed documents: all of them one after the other, in Slack's Markdown for canvases."""

import re
from collections.abc import Sequence

from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.messages.block_kit.render import OnCanvas
from bot.messages.documents.document_files import write_markdown

TITLE = "What we have agreed"
LONGEST = 1_000_000  # characters; Slack takes 1,048,576
_PERSON = re.compile(r"(?<!\\)<@([UW][A-Z0-9]+)>")  # behind a \ it is what somebody typed


def compose_canvas(agreed: Sequence[tuple[Charter, Version]], canvas_id: str) -> OnCanvas:
    """Return the documents as the canvas with this id ("": one to be made) shows them, the one agreed last first."""
    note = "Align writes this page anew at each agreement. Change a document with /align, so that both sides see it."
    pieces = [note, *(_write(charter, version) for charter, version in agreed)]
    return {
        "text": TITLE,
        "blocks": [],
        "canvas": {"id": canvas_id, "title": TITLE, "markdown": "\n\n---\n\n".join(_fit(pieces)) + "\n"},
    }


def _write(charter: Charter, version: Version) -> str:
    return _PERSON.sub(r"![](@\1)", "\n".join(write_markdown(charter, version)))


def _fit(pieces: Sequence[str]) -> list[str]:
    """Return the first pieces that fit into a canvas; no document is torn apart."""
    room, kept = LONGEST, []
    for piece in pieces:
        room -= len(piece) + 10
        if room < 0:
            break
        kept.append(piece)
    return kept
