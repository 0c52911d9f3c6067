"""The log of each commitment: what happened to it, in order."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.errors import MissingError
from bot.model.commitments import CommitmentEvent, LogEntry
from bot.records.database import Database, new_id, stamp


def add_log_entry(
    db: Database, commitment_id: str, event: CommitmentEvent, by: str, now: datetime, detail: Mapping[str, object]
) -> str:
    """Write down that this happened; return the id of the entry. Call it in the transaction that changed the row."""
    entry = {"id": new_id(), "commitment": commitment_id, "event": event, "by": by, "now": stamp(now)}
    return str(db.execute(_LOG, {**entry, "detail": json.dumps(detail, ensure_ascii=False)})[0]["id"])


# A place, since entries of one millisecond have an order too. Two never get the same one: whoever logs has changed the
# commitment's row before, and so waits for whoever else does.
_LOG = """
    INSERT INTO commitment_log (id, commitment_id, place, event, detail, actor, at)
    VALUES (:id, :commitment,
        (SELECT coalesce(max(place), 0) + 1 FROM commitment_log WHERE commitment_id = :commitment),
        :event, :detail, :by, :now)
    RETURNING id"""


def list_log(db: Database, commitment_id: str) -> list[LogEntry]:
    """Return all that happened to it, oldest first."""
    rows = db.query("SELECT * FROM commitment_log WHERE commitment_id = :id ORDER BY place", {"id": commitment_id})
    return [LogEntry.from_row(row) for row in rows]


def list_entries(db: Database, commitment_id: str, event: CommitmentEvent) -> list[LogEntry]:
    """Return when and by whom this happened to it, oldest first."""
    return [entry for entry in list_log(db, commitment_id) if entry.event == event]


def get_entry(db: Database, entry_id: str) -> LogEntry:
    """Return an entry. Raise KeyError when there is no such entry."""
    rows = db.query("SELECT * FROM commitment_log WHERE id = :id", {"id": entry_id})
    if not rows:
        raise MissingError(entry_id)
    return LogEntry.from_row(rows[0])


def was_last(db: Database, commitment_id: str, event: CommitmentEvent, by: str) -> bool:
    """Return True when this is what happened to it last: whoever did it does it again, and nothing has changed."""
    last = list_log(db, commitment_id)[-1]
    return (last.event, last.actor) == (event, by)
