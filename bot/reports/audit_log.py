"""The audit log to keep: who did what, where and when, in ids and settings."""

import json
from collections.abc import Iterable, Iterator

from bot.model.audit import AuditEntry
from bot.records.database import stamp
from bot.reports.spreadsheets import write_csv

HEADS = ("at", "workspace", "channel", "team", "actor", "event", "detail")


def write_sheet(entries: Iterable[AuditEntry]) -> str:
    """Return the entries as CSV, moments in UTC."""
    return write_csv([HEADS, *_list_rows(entries)])


def write_json(entries: Iterable[AuditEntry]) -> str:
    """Return the entries as JSON, of the same fields as the CSV."""
    named = [dict(zip(HEADS, row, strict=True)) for row in _list_rows(entries)]
    return json.dumps([{**each, "detail": json.loads(each["detail"])} for each in named], indent=2)


def _list_rows(entries: Iterable[AuditEntry]) -> Iterator[tuple[str, ...]]:
    for each in entries:
        detail = json.dumps(each.detail, sort_keys=True)
        yield stamp(each.at), each.workspace, each.channel, each.team_id or "", each.actor, each.event, detail
