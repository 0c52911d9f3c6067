"""The words of a message or view, as a person reads them."""

import html
import re
from collections.abc import Iterator
from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.workspace import Workspace, elements_of

UNSEEN = ("confirm", "option_groups", "metadata", "private_metadata", "state")


def words(surface: Payload, workspace: Workspace) -> str:
    """Return what is shown: the blocks where there are any, else the text; a part a line."""
    blocks = surface.get("blocks")
    shown = [part for block in blocks for part in texts(block)] if blocks else [surface.get("text", "")]
    shown += [part for each in surface.get("attachments", []) for part in texts(each)]
    shown += [str(each.get("title", "")) for each in surface.get("files", [])]
    return "\n".join(seen(part, workspace) for part in shown if part)


def texts(value: Any) -> Iterator[str]:
    """Every text in a block, as mrkdwn; a rich text section is one."""
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict) and value.get("type") == "rich_text_section":
        yield "".join(rich(each) for each in value["elements"])
    elif isinstance(value, dict) and value.get("type") in ("table", "data_table"):
        yield from (" | ".join(part for cell in row for part in cell_texts(cell)) for row in value["rows"])
    elif isinstance(value, dict) and value.get("type") == "data_visualization":
        yield as_it_is(value["title"])
    elif isinstance(value, dict) and value.get("type") == "plain_text":
        yield as_it_is(value["text"])
    elif isinstance(value, dict):
        yield from inside(value)


def cell_texts(cell: Payload) -> Iterator[str]:
    """The text of a table's cell, as mrkdwn."""
    return iter([as_it_is(cell["text"])]) if cell["type"] == "raw_text" else texts(cell)


def rich(element: Payload) -> str:
    """A piece of rich text as mrkdwn."""
    return f"<@{element['user_id']}>" if element["type"] == "user" else as_it_is(str(element.get("text", "")))


def inside(element: Payload) -> Iterator[str]:
    closed = ("options",) if str(element.get("type")).endswith(("select", "overflow")) else ()
    for name, each in element.items():
        if isinstance(each, str) and name in ("text", "title", "label", "caption", "name"):
            yield each
        elif name == "initial_value":
            yield as_it_is(each)
        elif name not in UNSEEN + closed:
            yield from texts(each)


def as_it_is(text: str) -> str:
    """Text in which Slack reads no marks."""
    return html.escape(text, quote=False)


def seen(text: str, workspace: Workspace) -> str:
    """mrkdwn as it appears: people and channels by name, links by their words, dates by their fallback."""

    def shown(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith("@") and target[1:] in workspace.users:
            return f"@{workspace.users[target[1:]].real_name}"
        if target.startswith("#") and target[1:] in workspace.rooms:
            return f"#{workspace.rooms[target[1:]].name}"
        return label or target

    return html.unescape(re.sub(r"<([@#!a-zA-Z][^<>]*)>", shown, text))


def pressable(blocks: list[Payload]) -> Iterator[tuple[str, Payload, Payload, Payload | None]]:
    """Every button and menu entry: its words, block, element, and the option of a menu."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in ("button", "workflow_button", "icon_button"):
                yield element["text"]["text"], block, element, None
            for option in element.get("options", []) if element["type"] == "overflow" else []:
                yield option["text"]["text"], block, element, option


def beside(block: Payload, blocks: list[Payload], workspace: Workspace) -> str:
    """The words a button stands with: its own block's and, for a row of buttons, those just above."""
    at = blocks.index(block)
    near = [block] if block["type"] != "actions" else blocks[max(0, at - 1) : at + 1]
    return words({"blocks": near}, workspace)
