"""Slack's events by id: Slack sends one again when our answer was late, and it must count once."""

from datetime import datetime

from bot.records.database import Database, stamp


def record(db: Database, event_id: str, now: datetime) -> bool:
    """Keep that this event was heard, in the transaction of what it causes: a failure forgets both. False: not new."""
    new = db.execute(
        "INSERT INTO events (id, seen_at) VALUES (:id, :now) ON CONFLICT (id) DO NOTHING RETURNING id",
        {"id": event_id, "now": stamp(now)},
    )
    return bool(new)
