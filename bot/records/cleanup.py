"""The removal of rows that nobody needs any more."""

from datetime import datetime, timedelta

from bot.records.database import WAIT, Database, stamp

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
    messages = _delete_messages(db, now - OUTBOX_KEPT)
    fold_log(db)
    return len(events) + len(reminders) + messages


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


def fold_log(db: Database) -> None:
    """Take what SQLite's log has into the file, and empty the log, unless somebody reads or writes just now.

    Until then it has earlier states of what was changed or deleted since. PostgreSQL sees to its own.
    """
    if db.engine != "sqlite":
        return
    db.query("PRAGMA busy_timeout=0")  # nobody waits for this: the next time will do
    try:
        db.query("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.query(f"PRAGMA busy_timeout={WAIT * 1000}")
