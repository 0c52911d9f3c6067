"""What is said of an export: that it is collected, how far it is, that it has come; and its Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bot.coaching.summary.period import Period
from bot.messages.block_kit.markdown import escape_cell, escape_words
from bot.messages.block_kit.render import Message, compose_message
from bot.model.exports import COLUMNS, ExportForm, ExportKind, ExportRow

HEADLINES = {
    ExportKind.COMMITMENT: "Promises",
    ExportKind.RESULT: "Results",
    ExportKind.DOCUMENT: "Documents",
    ExportKind.CHECKIN: "Check-ins",
    ExportKind.WAVE: "What both sides said",
    ExportKind.PILOT: "Pilots",
}
_ABOUT_ALL = ("kind", "team", "channel", "id")  # what the headlines say already, or nobody reads
_FORMS = {ExportForm.CSV: "CSV", ExportForm.MARKDOWN: "Markdown", ExportForm.JSON: "JSON"}


class ExportStage(StrEnum):
    """How far an export is."""

    ASKED = "asked"
    COLLECTING = "collecting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class Exported:
    """What an export is of: teams by name since a day, `rows` of them by a first count; or one's `own` data."""

    teams: Sequence[str]
    since: str
    form: ExportForm
    rows: int
    own: bool = False


def compose_export(exported: Exported, stage: ExportStage, done: int = 0) -> Message:
    """Say of an export how far it is: `done` of its teams are collected."""
    values = {
        "own": exported.own,
        "teams": exported.teams,
        "since": exported.since,
        "form": _FORMS[exported.form],
        "rows": f"{exported.rows:,}",
        "some": exported.rows > 1,
        "stage": stage,
        "done": done,
    }
    return compose_message("export", values)


def write_markdown(portions: Iterable[Sequence[ExportRow]], period: Period) -> Iterator[str]:
    """Return a page for people, piece by piece: a headline a team, a table for each kind of thing."""
    yield f"# Align, {period.start.isoformat()} to {period.end.isoformat()}\n"
    for rows in portions:
        for name, listed in groupby(rows, key=lambda row: row.channel):
            yield _write_team(name, list(listed))


def _write_team(channel: str, rows: Sequence[ExportRow]) -> str:
    tables = (_write_table(kind, [row for row in rows if row.kind is kind]) for kind in ExportKind)
    return f"\n## {escape_words(rows[0].team)} ({channel})\n{''.join(tables)}"


def _write_table(kind: ExportKind, rows: Sequence[ExportRow]) -> str:
    if not rows:
        return ""
    cells = [{name: _spell(getattr(row, name)) for name in COLUMNS if name not in _ABOUT_ALL} for row in rows]
    heads = [name for name in cells[0] if any(each[name] for each in cells)]
    lines = [_write_line({name: name.replace("_", " ") for name in heads}, heads), "|" + " --- |" * len(heads)]
    lines += [_write_line(each, heads) for each in cells]
    return f"\n### {HEADLINES[kind]}\n\n" + "\n".join(lines) + "\n"


def _write_line(cells: Mapping[str, str], heads: Iterable[str]) -> str:
    return "| " + " | ".join(cells[name] for name in heads) + " |"


def _spell(value: str | date | int | float | None) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else escape_cell(str(value))
