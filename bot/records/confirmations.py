"""Confirmations: somebody whom a version names has said that their part in it is theirs."""

from collections.abc import Iterable
from datetime import datetime

from bot.records.database import Database, stamp


def confirm(db: Database, run_id: str, user: str, now: datetime) -> bool:
    """Record that somebody confirms their part. Return False when they did before."""
    new = db.execute(
        """
        INSERT INTO confirmations (run_id, user_id, at) VALUES (:run, :user, :now)
        ON CONFLICT (run_id, user_id) DO NOTHING RETURNING user_id""",
        {"run": run_id, "user": user, "now": stamp(now)},
    )
    return bool(new)


def confirm_all(db: Database, run_id: str, users: Iterable[str], now: datetime) -> None:
    """Record that these have confirmed their parts. Call it in a transaction."""
    for user in users:
        confirm(db, run_id, user, now)


def list_confirmed(db: Database, run_id: str) -> list[str]:
    """Return who has confirmed their part in a version, in the order given."""
    rows = db.query("SELECT user_id FROM confirmations WHERE run_id = :run ORDER BY at, user_id", {"run": run_id})
    return [row["user_id"] for row in rows]
