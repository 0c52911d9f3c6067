"""The removal of rows that nobody needs any more."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.model.outbox import Kind
from bot.records import erasure, heartbeats, installations, posts, retention
from bot.records.database import Database, stamp

EVENTS_KEPT = timedelta(hours=48)
OUTBOX_KEPT = timedelta(days=90)
REMINDERS_KEPT = timedelta(days=365)
UNINSTALLED_KEPT = timedelta(days=30)
ENDED = "('sent', 'failed', 'void', 'doubt')"


def clean_up(db: Database, now: datetime, documents: Collection[str] = ()) -> int:
    """Delete what is no longer kept: see `bot.records.data_map`. `documents` are the playbooks that end in one.

    Where a message stands is kept as long as what it is about. Return how many rows that was, at least.
    """
    before = {"before": stamp(now - EVENTS_KEPT)}
    events = db.execute("DELETE FROM events WHERE seen_at < :before RETURNING id", before)
    beats = heartbeats.delete_old(db, now - EVENTS_KEPT)
    reminders = _delete_reminders(db, now - REMINDERS_KEPT)
    messages = _delete_messages(db, now - OUTBOX_KEPT)
    old = retention.delete_old(db, documents, now)
    gone = sum(delete_workspace(db, each) for each in installations.list_uninstalled(db, now - UNINSTALLED_KEPT))
    fold_log(db)
    return len(events) + beats + reminders + messages + old + gone


def delete_workspace(db: Database, workspace: str) -> int:
    """Delete everything of a workspace. Return in how many portions; 0 where nothing is kept of it."""
    portions = 0
    while erasure.delete_workspace_portion(db, workspace):
        portions += 1
    return portions


def _delete_reminders(db: Database, before: datetime) -> int:
    with db.atomic():
        gone = db.execute(
            "DELETE FROM reminders WHERE at < :before AND state <> 'planned' RETURNING id", {"before": stamp(before)}
        )
        for row in gone:
            posts.forget(db, Kind.REMINDER, row["id"])
    return len(gone)


def _delete_messages(db: Database, before: datetime) -> int:
    total = 0
    # In portions: one statement over ninety days would lock out everybody else who writes on SQLite.
    while gone := _delete_some(db, before):
        total += gone
    return total


def _delete_some(db: Database, before: datetime) -> int:
    with db.atomic():
        return posts.delete_rows(db, [row["id"] for row in db.query(_OLD_MESSAGES, {"before": stamp(before)})])


# A post in doubt stays while what it is about may change: a press on it may still prove that it has arrived.
_OLD_MESSAGES = f"""
    SELECT id FROM outbox
    WHERE created_at < :before AND state IN {ENDED}
        AND NOT (state = 'doubt' AND op = 'post' AND kind IN ({posts.KINDS}))
    ORDER BY created_at LIMIT 500"""


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
        db.query("PRAGMA busy_timeout=5000")
