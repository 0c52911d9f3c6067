"""Many rows for one statement: a single commit, and on PostgreSQL a single way there and back."""

import json
from collections.abc import Iterable

from bot.records.database import Database

# One parameter however many rows: the text of the statement stays the same, so that neither side reads it anew.
_ROWS = {
    "sqlite": ("json_extract(value, '$[{place}]')", "json_each(:{mark})"),
    "postgresql": ("value ->> {place}", "json_array_elements(CAST(:{mark} AS json)) AS value"),
}


def list_values(
    db: Database, rows: Iterable[tuple[str | None, ...]], mark: str = "rows"
) -> tuple[str, dict[str, object]]:
    """Return a SELECT of these rows ("" for none), and its parameter; their columns, texts, are named column1 …

    `mark` names the parameter.
    """
    given = list(rows)
    if not given:
        return "", {}
    value, source = _ROWS[db.engine]
    columns = ", ".join(f"{value.format(place=place)} AS column{place + 1}" for place in range(len(given[0])))
    return f"SELECT {columns} FROM {source.format(mark=mark)}", {mark: json.dumps(given)}
