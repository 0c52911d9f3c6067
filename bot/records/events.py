"""Slack's events by id: Slack sends one again when our answer was late, and it must count once."""

from datetime import datetime

from bot.records.database import Database, stamp

# Slack sends an event four times, within six minutes. It ends the subscription of an app that refuses most of them.
TRIES = 3


def record(db: Database, event_id: str, now: datetime) -> bool:
    """Record that this event was heard. Return False when it was before, or when it was given up.

    Call it in the transaction of what it causes: a failure then forgets both, and Slack's next try counts.
    """
    new = db.execute(
        """
        INSERT INTO events (id, seen_at) VALUES (:id, :now)
        ON CONFLICT (id) DO UPDATE SET failures = 0 WHERE events.failures BETWEEN 1 AND :tries - 1
        RETURNING id""",
        {"id": event_id, "now": stamp(now), "tries": TRIES},
    )
    return bool(new)


def record_failure(db: Database, event_id: str, tries: int, now: datetime) -> bool:
    """Record that what it causes has failed, for the `tries`-th time at least. Return whether to give it up.

    Call it after the transaction in which that was.
    """
    counted = db.execute(
        """
        INSERT INTO events (id, seen_at, failures) VALUES (:id, :now, :tries)
        ON CONFLICT (id) DO UPDATE
            SET failures = CASE WHEN events.failures < :tries THEN :tries ELSE events.failures + 1 END
            WHERE events.failures > 0
        RETURNING failures""",
        {"id": event_id, "now": stamp(now), "tries": tries},
    )
    # None where another delivery of the same event went through meanwhile.
    return not counted or int(counted[0]["failures"]) >= TRIES
