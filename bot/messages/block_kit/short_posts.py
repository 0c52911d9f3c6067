"""Channel posts that are read: short ones. What does not fit is said in fewer words, then counted, then left out."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from bot.messages.block_kit.blocks import shorten
from bot.messages.block_kit.markup import unescape_text
from bot.messages.block_kit.render import Message

CHARACTERS, LINES = 800, 15
FULL, EMPTY = "▰", "▱"
_BARS = re.compile(rf" ?[{FULL}{EMPTY}]+")
Size = TypeVar("Size")


class Cut(NamedTuple):
    """The first of a list, and how many more there are."""

    shown: Sequence[Any]
    more: int


def compose_short(compose: Callable[[Size], Message], sizes: Iterable[Size]) -> Message:
    """Return the message of the first size that makes a short post, of the last one where none does; no bars in its
    text.
    """
    message: Message = {"text": "", "blocks": []}
    for size in sizes:
        message = compose(size)
        if _is_short(message):
            break
    return {**message, "text": _BARS.sub("", message["text"])}


def cut_list(listed: Sequence[Any], most: int) -> Cut:
    """Return the first `most`."""
    return Cut(listed[:most], max(len(listed) - most, 0))


def quote(words: str, limit: int) -> str:
    """Return somebody's words in one line of at most `limit` characters."""
    return shorten(" ".join(words.split()), limit)


def draw_bar(value: float, most: int) -> str:
    """Return a bar of five steps, of ten where there are more than five; full and empty only where that is true."""
    steps = 5 if most <= 5 else 10
    filled = int(value / most * steps + 0.5) if most else 0
    if 0 < value < most:
        filled = min(max(filled, 1), steps - 1)
    return FULL * filled + EMPTY * (steps - filled)


def _is_short(message: Message) -> bool:
    # An & counts once, as people read it, a date with all that is sent for it.
    text = unescape_text(message["text"])
    return len(text) <= CHARACTERS and sum(bool(line.strip()) for line in text.split("\n")) <= LINES
