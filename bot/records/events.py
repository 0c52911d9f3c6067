"""Slack's events by id: Slack sends one again when our answer was late, and it must count once."""

from datetime import datetime

from bot.records.database import Database, stamp


def record(db: Database, event_id: str, now: datetime) -> bool:
    """Record that this event was heard. Return False when it is not new.

    Call it in the transaction of what it causes: a failure then forgets both, and Slack's next try counts.
    """
    new = db.execute(
        "INSERT INTO events (id, seen_at) VALUES (:id, :now) ON CONFLICT (id) DO NOTHING RETURNING id",
        {"id": event_id, "now": stamp(now)},
    )
    return bool(new)
