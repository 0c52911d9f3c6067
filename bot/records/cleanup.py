"""The removal of rows that nobody needs any more."""

from datetime import datetime, timedelta

from bot.records.database import Database, stamp

EVENTS_KEPT = timedelta(hours=48)
OUTBOX_KEPT = timedelta(days=90)
REMINDERS_KEPT = timedelta(days=365)
ENDED = "('sent', 'failed', 'void', 'doubt')"


def clean_up(db: Database, now: datetime) -> int:
    """Delete Slack's event ids after 48 hours, ended outbox rows after 90 days, reminders after a year.

    Return how many rows that were.
    """
    before = {"before": stamp(now - EVENTS_KEPT)}
    events = db.execute("DELETE FROM events WHERE seen_at < :before RETURNING id", before)
    before = {"before": stamp(now - REMINDERS_KEPT)}
    reminders = db.execute("DELETE FROM reminders WHERE at < :before AND state <> 'planned' RETURNING id", before)
    return len(events) + len(reminders) + _delete_messages(db, now - OUTBOX_KEPT)


def _delete_messages(db: Database, before: datetime) -> int:
    total = 0
    # In portions: one statement over ninety days would lock out everybody else who writes on SQLite.
    while gone := db.execute(_OLD_MESSAGES, {"before": stamp(before)}):
        total += len(gone)
    return total


_OLD_MESSAGES = f"""
    DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE created_at < :before AND state IN {ENDED}
        ORDER BY created_at LIMIT 500)
    RETURNING id"""
