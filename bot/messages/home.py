"""The Home tab: what I have promised, what is half done, and what I can start."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import blocks
from bot.messages.front import RUN, Line
from bot.messages.render import Message, compose


def home(
    promises: Sequence[Mapping[str, Any]], teams: Sequence[Mapping[str, Any]], plays: Mapping[str, Line]
) -> Message:
    """One person's own view; `promises` bear team and channel."""
    start = blocks.actions(*(blocks.button(f"Start {word}", f"{RUN}-{word}", word) for word in plays))
    values = {"promises": promises[:20], "teams": teams[:20], "lines": plays}
    return compose("home", values, {"start": [start]})
