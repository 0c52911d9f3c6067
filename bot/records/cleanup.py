"""Forgetting what nobody needs any more."""

from datetime import datetime, timedelta

from bot.records.database import Database, stamp

EVENTS_KEPT = timedelta(hours=48)
OUTBOX_KEPT = timedelta(days=90)
REMINDERS_KEPT = timedelta(days=365)
ENDED = "('sent', 'failed', 'void', 'doubt')"


def clean_up(db: Database, now: datetime) -> int:
    """Forget Slack's event ids after 48 hours, ended outbox rows after 90 days, reminders after a year."""
    old = {"before": stamp(now - EVENTS_KEPT)}
    events = db.execute("DELETE FROM events WHERE seen_at < :before RETURNING id", old)
    old = {"before": stamp(now - REMINDERS_KEPT)}
    reminders = db.execute("DELETE FROM reminders WHERE at < :before AND state <> 'planned' RETURNING id", old)
    return len(events) + len(reminders) + _delete_messages(db, now - OUTBOX_KEPT) + _delete_whispers(db)


def _delete_messages(db: Database, before: datetime) -> int:
    """Rows that ended and were written before this moment, 500 at a time so that nobody waits."""
    total = 0
    while gone := db.execute(_OLD_MESSAGES, {"before": stamp(before)}):
        total += len(gone)
    return total


_OLD_MESSAGES = f"""
    DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE created_at < :before AND state IN {ENDED}
        ORDER BY created_at LIMIT 500)
    RETURNING id"""


def _delete_whispers(db: Database) -> int:
    """Those that a crash left behind just when they had ended."""
    return len(db.execute(f"DELETE FROM outbox WHERE op = 'ephemeral' AND state IN {ENDED} RETURNING id"))
