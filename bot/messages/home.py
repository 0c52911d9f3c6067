"""The Home tab: what I have promised, what my teams have, and what I can start."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.messages import blocks, progress
from bot.messages.front import RUN, Line, few
from bot.messages.render import Message, compose


def home(
    standing: Mapping[str, progress.Rows],
    teams: Sequence[Mapping[str, Any]],
    plays: Mapping[str, Line],
    now: datetime,
) -> Message:
    """One person's own view; `standing` is theirs, as in the window of /align progress."""
    values, shown = progress.parts(standing, now)
    promise = blocks.actions(blocks.button("Make a promise", f"{RUN}-commit", "commit")) if teams else None
    first = few(plays)
    start = blocks.actions(*(blocks.button(f"Start {word}", f"{RUN}-{word}", word) for word in first))
    return compose(
        "home",
        {**values, "teams": teams[:20], "lines": first},
        {**shown, "promise": [promise] if promise else [], "start": [start]},
        limit=blocks.VIEW_BLOCKS,
    )
