"""Forgetting what nobody needs any more."""

from datetime import datetime, timedelta

from bot.records import outbox
from bot.records.database import Database, stamp

EVENTS_KEPT = timedelta(hours=48)
OUTBOX_KEPT = timedelta(days=90)


def tidy(db: Database, now: datetime) -> int:
    """Forget Slack's event ids after 48 hours and ended outbox rows after 90 days; how many rows went."""
    old = {"before": stamp(now - EVENTS_KEPT)}
    events = db.execute("DELETE FROM events WHERE seen_at < :before RETURNING id", old)
    return len(events) + outbox.tidy(db, now - OUTBOX_KEPT)
