"""What stands in a message, as lines that a person reads, and its buttons."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.messages.block_kit.charts import CHART, describe_chart
from bot.messages.block_kit.tables import describe_table
from bot.simulation.workspace import Payload
from bot.trial.page import list_buttons

Draw = Callable[[str], str]
MARK = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Part:
    """A piece of a message: `kind` says how it looks (header, text, small, line, buttons); words as mrkdwn."""

    kind: str
    words: Sequence[str]
    primary: str = ""


def read_parts(text: str, blocks: Sequence[Payload]) -> list[Part]:
    """Return the pieces of a message in their order."""
    return [part for block in blocks for part in _read_block(block)] or [Part("text", (text,))]


def _read_block(block: Payload) -> Iterator[Part]:
    read = READERS.get(block["type"])
    if read:
        yield read(block)
    elif texts := [_read_text(each) for each in (block.get("text"), *block.get("fields", ())) if each]:
        yield Part("text", texts)
    if buttons := list_buttons(block):
        primary = next((each["text"]["text"] for each in buttons if each.get("style") == "primary"), "")
        yield Part("buttons", [each["text"]["text"] for each in buttons], primary)


READERS: Mapping[str, Callable[[Payload], Part]] = {
    "header": lambda block: Part("header", (_read_text(block["text"]),)),
    "divider": lambda block: Part("line", ()),
    "context": lambda block: Part(
        "small", ["  ".join(_read_text(each) for each in block["elements"] if "text" in each)]
    ),
    "table": lambda block: Part("text", (describe_table(block),)),
    CHART: lambda block: Part("text", (describe_chart(block),)),
    "input": lambda block: Part("text", (f"*{_read_text(block['label'])}*",)),
}


def _leave_out_images(elements: Sequence[Payload]) -> list[Payload]:
    return [each for each in elements if "text" in each]


def _read_text(text: Payload) -> str:
    words = str(text["text"])
    return words if text["type"] == "mrkdwn" else html.escape(words, quote=False)


def resolve(
    text: str, names: Mapping[str, str], show: Callable[[str], str] = str, plain: Callable[[str], str] = str
) -> str:
    """Return the words with people and channels by name, dates and links by their words.

    `show` draws what a mark stands for, `plain` the words around marks; both get them without Slack's escapes.
    """
    parts = MARK.split(text)
    return "".join(
        show(html.unescape(_name(part, names))) if place % 2 else plain(html.unescape(part))
        for place, part in enumerate(parts)
    )


def _name(mark: str, names: Mapping[str, str]) -> str:
    target, _, label = mark.partition("|")
    if target[:1] in ("@", "#"):
        return target[0] + names.get(target[1:], label or target[1:])
    return label or target
