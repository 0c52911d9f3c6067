"""Exports as CSV and JSON, piece by piece: whoever joins the pieces has the file."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.coaching.summary.period import Period
from bot.model.exports import COLUMNS, ExportRow
from bot.model.teams import Team
from bot.reports.spreadsheets import MARK, write_lines

SCHEMA = "align-export/1"
Portions = Iterable[Sequence[ExportRow]]


def write_csv(portions: Portions) -> Iterator[str]:
    """Return one sheet, the same columns for every kind of thing; days as 2027-03-01."""
    yield MARK + write_lines([COLUMNS])
    for rows in portions:
        yield write_lines([_spell(getattr(row, name)) for name in COLUMNS] for row in rows)


def write_json(portions: Portions, teams: Sequence[Team], period: Period, made_on: date) -> Iterator[str]:
    """Return one object: the version of its schema, what it is of, and `rows` with the columns of the CSV."""
    head = {
        "schema": SCHEMA,
        "made_on": made_on.isoformat(),
        "since": period.start.isoformat(),
        "until": period.end.isoformat(),
        "teams": [{"name": each.name, "channel": each.channel, "zone": each.zone} for each in teams],
    }
    yield json.dumps(head, indent=1, ensure_ascii=False).removesuffix("\n}") + ',\n "rows": ['
    comma = ""
    for rows in portions:
        lines = ",".join(f"\n  {json.dumps(_list_values(row), ensure_ascii=False)}" for row in rows)
        yield comma + lines if lines else ""
        comma = "," if lines else comma
    yield "\n ]\n}\n"


def _list_values(row: ExportRow) -> dict[str, str | int | float | None]:
    values = {name: getattr(row, name) for name in COLUMNS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _spell(value: object) -> str:
    """Return a value as a cell, "" for none."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
