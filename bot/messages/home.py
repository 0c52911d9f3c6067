"""The Home tab: what I have promised, what my teams have, and what I can start."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.messages import blocks, front, progress
from bot.messages.blocks import Block
from bot.messages.front import Line, few
from bot.messages.render import Message, compose
from bot.model.teams import Team

KEYS = 5  # documents shown at once


def home(
    standing: Mapping[str, progress.Rows],
    teams: Sequence[Team],
    plays: Mapping[str, Line],
    now: datetime,
    waiting: Sequence[tuple[str, str, str]] = (),
) -> Message:
    """One person's own view; `standing` is theirs, as in the window of /align progress. `waiting` are the documents
    that wait for the key of their side: what each is called, its channel, its run.
    """
    values, shown = progress.parts(standing, now)
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
