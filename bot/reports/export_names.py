"""Names for the people in an export, who are ids in the records."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.model.exports import ExportRow
from bot.model.people import SOMEBODY_GONE, is_forgotten
from bot.records import people
from bot.records.database import Database

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


def name_people(db: Database, workspace: str, rows: Sequence[ExportRow]) -> list[ExportRow]:
    """Return the rows with names for ids, as far as they are known: in `who`, and where a text mentions somebody."""
    named = people.list_names(db, workspace, _list_ids(rows))

    def name(user: str) -> str:
        return SOMEBODY_GONE if is_forgotten(user) else named.get(user) or user

    return [_name(row, name) for row in rows]


def _list_ids(rows: Iterable[ExportRow]) -> set[str]:
    said = {user for row in rows for text in (row.title, row.text, row.before, row.now) for user in _find(text)}
    return said.union(*(row.who.split() for row in rows))


def _find(text: str) -> list[str]:
    return _MENTION.findall(text) if "<@" in text else []


def _name(row: ExportRow, name: Callable[[str], str]) -> ExportRow:
    def spell(text: str) -> str:
        return _MENTION.sub(lambda match: f"@{name(match[1])}", text) if "<@" in text else text

    return replace(
        row,
        who=", ".join(map(name, row.who.split())),
        title=spell(row.title),
        text=spell(row.text),
        before=spell(row.before),
        now=spell(row.now),
    )
