"""The Home tab: one's own commitments, those of one's teams, and what to start."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.messages import blocks, controls, front, progress
from bot.messages.blocks import Block
from bot.messages.documents import SHOW
from bot.messages.front import Line, first_words
from bot.messages.render import Message, compose_message
from bot.messages.targets import ToRun
from bot.model.commitments import Progress
from bot.model.teams import Team

DOCUMENTS = 5  # shown at once
TEAMS = 20  # named at once


class WaitingDocument(NamedTuple):
    """A document that waits for an approval of one's side."""

    name: str
    channel: str
    run_id: str


def compose_home(
    mine: Progress,
    teams: Sequence[Team],
    plays: Mapping[str, Line],
    now: datetime,
    waiting: Sequence[WaitingDocument] = (),
) -> Message:
    """Return one person's own view; `mine` is theirs, as in the window of /align progress. `waiting` are the documents
    that wait for their side.
    """
    values, shown = progress.parts(mine, now)
    promise = blocks.actions(front.start_button("commit", "Make a promise")) if teams else None
    first = first_words(plays)
    start = blocks.actions(*(front.start_button(word, f"Start {word}") for word in first))
    return compose_message(
        "home",
        {**values, "teams": teams[:TEAMS], "lines": first, "waiting": len(waiting)},
        {**shown, "promise": [promise] if promise else [], "start": [start], "documents": _document_blocks(waiting)},
        limit=blocks.VIEW_BLOCKS,
    )


def _document_blocks(waiting: Sequence[WaitingDocument]) -> list[Block]:
    shown: list[Block] = []
    for n, each in enumerate(waiting[:DOCUMENTS]):
        words = compose_message("home_document", {"name": each.name, "channel": each.channel})["blocks"]
        shown += blocks.attach_beside(words, controls.button("Read it", SHOW, ToRun(each.run_id), place=n))
    return shown
