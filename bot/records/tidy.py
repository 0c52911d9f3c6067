"""Forgetting what nobody needs any more."""

from datetime import datetime, timedelta

from bot.records import outbox
from bot.records.database import Database, stamp

EVENTS_KEPT = timedelta(hours=48)
OUTBOX_KEPT = timedelta(days=90)
NUDGES_KEPT = timedelta(days=365)


def tidy(db: Database, now: datetime) -> int:
    """Forget Slack's event ids after 48 hours, ended outbox rows after 90 days, nudges after a year; how many rows."""
    old = {"before": stamp(now - EVENTS_KEPT)}
    events = db.execute("DELETE FROM events WHERE seen_at < :before RETURNING id", old)
    old = {"before": stamp(now - NUDGES_KEPT)}
    nudges = db.execute("DELETE FROM nudges WHERE at < :before AND state <> 'planned' RETURNING id", old)
    return len(events) + len(nudges) + outbox.tidy(db, now - OUTBOX_KEPT)
