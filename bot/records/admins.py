"""Who was named an admin of Align, workspace by workspace."""

from datetime import datetime

from bot.model.admins import Admin
from bot.records.database import Database, stamp


def list_named(db: Database, workspace: str) -> list[Admin]:
    """Return who was named, the first first."""
    rows = db.query(
        "SELECT user_id, named_by, named_at FROM admins WHERE workspace = :workspace ORDER BY named_at, user_id",
        {"workspace": workspace},
    )
    return [Admin.from_row(row) for row in rows]


def is_named(db: Database, workspace: str, user: str) -> bool:
    """Return whether this person was named."""
    rows = db.query(
        "SELECT 1 AS one FROM admins WHERE workspace = :workspace AND user_id = :user",
        {"workspace": workspace, "user": user},
    )
    return bool(rows)


def name(db: Database, workspace: str, user: str, by: str, now: datetime) -> bool:
    """Record that `by` has named them. Return False for who was named already."""
    named = db.execute(
        """
        INSERT INTO admins (workspace, user_id, named_by, named_at) VALUES (:workspace, :user, :by, :now)
        ON CONFLICT (workspace, user_id) DO NOTHING RETURNING user_id""",
        {"workspace": workspace, "user": user, "by": by, "now": stamp(now)},
    )
    return bool(named)


def remove(db: Database, workspace: str, user: str) -> bool:
    """Record that they are none any more. Return False for who was not named."""
    removed = db.execute(
        "DELETE FROM admins WHERE workspace = :workspace AND user_id = :user RETURNING user_id",
        {"workspace": workspace, "user": user},
    )
    return bool(removed)


def lock_row(db: Database, workspace: str) -> None:
    """Lock a workspace: whoever else locks it waits for this transaction."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    db.execute("UPDATE installations SET name = name WHERE workspace = :workspace", {"workspace": workspace})
