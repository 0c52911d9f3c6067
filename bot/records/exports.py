"""Exports, which are rows of the outbox: a message to whoever asked, and the file."""

from bot.model.outbox import Kind, OutboxRow, OutboxState
from bot.records.database import Database

# The message is changed once, when the file has come or will not.
_ENDED = f"""
    kind = '{Kind.EXPORT_FILE}' AND state IN ('{OutboxState.SENT}', '{OutboxState.VOID}', '{OutboxState.FAILED}')
    AND NOT EXISTS (
        SELECT 1 FROM outbox u WHERE u.kind = '{Kind.EXPORT}' AND u.ref = outbox.ref AND u.op = 'update')"""


def find_file(db: Database, ref: str) -> OutboxRow | None:
    """Return the row of a file, by what it and its message are about."""
    rows = db.query(f"SELECT * FROM outbox WHERE kind = '{Kind.EXPORT_FILE}' AND ref = :ref", {"ref": ref})
    return OutboxRow.from_row(rows[0]) if rows else None


def list_ended(db: Database) -> list[str]:
    """Return the rows of files that have come or will not, and whose message does not say so yet."""
    return [row["id"] for row in db.query(f"SELECT id FROM outbox WHERE {_ENDED} LIMIT 200")]


def lock_ended(db: Database, row_id: str) -> OutboxRow | None:
    """Lock such a row until the transaction ends; None where its message says so already."""
    db.execute("UPDATE outbox SET ref = ref WHERE id = :id", {"id": row_id})
    rows = db.query(f"SELECT * FROM outbox WHERE id = :id AND {_ENDED}", {"id": row_id})
    return OutboxRow.from_row(rows[0]) if rows else None
