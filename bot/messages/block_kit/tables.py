"""Rows of rows as Slack's table block (docs.slack.dev, table block), and as the lines that say the same."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.coaching.playbook.texts import LEFT_EMPTY
from bot.messages.block_kit.blocks import Block, shorten
from bot.messages.block_kit.markup import escape_text, mention_user, unescape_text

ROWS = 50  # with its heads; Slack takes 100, nobody reads them
CELL = 60  # characters: a few words
NOTHING = "–"  # Slack takes no empty cell
TABLES = ("table", "data_table")
_MENTION = re.compile(r"(<@[UW][A-Z0-9]+>)")


def compose_table(heads: Sequence[str], rows: Iterable[Sequence[Markup]]) -> Block:
    """Return a table; a cell is mrkdwn, escaped. A message has one at most, at its end."""
    listed = [[_raw(head) for head in heads], *([_make_cell(cell) for cell in row] for row in rows)]
    return {"type": "table", "rows": listed[:ROWS], "column_settings": [{"is_wrapped": True} for _ in heads]}


def compose_data_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Markup]]) -> Block:
    """Return a table that its reader can sort, with one row at least; the first cell names the row."""
    table = compose_table(heads, rows)
    return {
        "type": "data_table",
        "caption": caption,
        "rows": table["rows"],
        "page_size": max(len(table["rows"]) - 1, 1),
        "row_header_column_index": 0,
    }


def describe_table(table: Block) -> str:
    """Return what a table says as mrkdwn, a line a row: `Launch. Decides: @Maya; Does it: @Tom`."""
    heads, *rows = [[_read_cell(cell) for cell in row] for row in table["rows"]]
    return "\n".join(_describe_row(heads, row) for row in rows)


def _describe_row(heads: Sequence[str], row: Sequence[str]) -> str:
    cells = [f"{head}: {cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if cell != NOTHING]
    return f"{row[0]}. {'; '.join(cells)}" if cells else row[0]


def _raw(text: str) -> Block:
    return {"type": "raw_text", "text": shorten(text.strip(), CELL) or NOTHING}


def _make_cell(cell: str) -> Block:
    """Return a cell; one that mentions somebody is rich text, since raw text shows the mention as it is written."""
    words = NOTHING if cell.strip() in ("", LEFT_EMPTY) else " ".join(cell.split())
    if not _MENTION.search(words):
        return _raw(unescape_text(words))
    parts = [_make_part(part) for part in _MENTION.split(words) if part]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}


def _make_part(part: str) -> Block:
    if _MENTION.fullmatch(part):
        return {"type": "user", "user_id": part[2:-1]}
    return {"type": "text", "text": shorten(unescape_text(part), CELL)}


def _read_cell(cell: Block) -> str:
    if cell["type"] == "raw_text":
        return escape_text(cell["text"])
    parts = [part for section in cell["elements"] for part in section["elements"]]
    return "".join(
        mention_user(part["user_id"]) if part["type"] == "user" else escape_text(part["text"]) for part in parts
    )
