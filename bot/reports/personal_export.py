"""What is kept of one person, as a file for themselves: the right of access."""

import json
from datetime import datetime
from typing import Any

from bot.records.database import Database
from bot.records.personal import list_personal

SCHEMA = "align-about-me/1"
_AS_JSON = ("value", "names")  # columns that hold JSON


def write_personal(db: Database, workspace: str, user: str, now: datetime) -> str:
    """Return all of it as JSON, section by section; moments are UTC."""
    kept = {
        name: [{column: _read(column, value) for column, value in row.items()} for row in rows]
        for name, rows in list_personal(db, workspace, user).items()
    }
    head = {"schema": SCHEMA, "made_on": now.date().isoformat(), "workspace": workspace, "user": user}
    return json.dumps({**head, **kept}, indent=1, ensure_ascii=False) + "\n"


def _read(column: str, value: Any) -> Any:
    return json.loads(value) if column in _AS_JSON and isinstance(value, str) else value
