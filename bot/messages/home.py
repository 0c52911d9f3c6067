"""The Home tab: one's own commitments, those of one's teams, and what to start."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.messages import blocks, front, progress
from bot.messages.blocks import Block
from bot.messages.front import Line, few
from bot.messages.render import Message, compose
from bot.model.commitments import Progress
from bot.model.teams import Team

KEYS = 5  # documents shown at once


def home(
    mine: Progress,
    teams: Sequence[Team],
    plays: Mapping[str, Line],
    now: datetime,
    waiting: Sequence[tuple[str, str, str]] = (),
) -> Message:
    """Return one person's own view; `mine` is theirs, as in the window of /align progress. `waiting` are the documents
    that wait for the key of their side: what each is called, its channel, its run.
    """
    values, shown = progress.parts(mine, now)
    promise = blocks.actions(front.start("commit", "Make a promise")) if teams else None
    first = few(plays)
    start = blocks.actions(*(front.start(word, f"Start {word}") for word in first))
    return compose(
        "home",
        {**values, "teams": teams[:20], "lines": first, "waiting": len(waiting)},
        {**shown, "promise": [promise] if promise else [], "start": [start], "keys": _keys(waiting)},
        limit=blocks.VIEW_BLOCKS,
    )


def _keys(waiting: Sequence[tuple[str, str, str]]) -> list[Block]:
    shown: list[Block] = []
    for n, (name, channel, run_id) in enumerate(waiting[:KEYS]):
        told = compose("home_key", {"name": name, "channel": channel})["blocks"]
        shown += blocks.beside(told, blocks.button("Read it", f"charter:show-{n}", run_id))
    return shown
