"""How much waits in the outbox, and for how long, as figures for whoever watches."""

from dataclasses import dataclass
from datetime import datetime

from bot.records.database import Database, parse_stamp, stamp


@dataclass(frozen=True, slots=True)
class Backlog:
    """The rows of the outbox that are due, due later, and under way; since when (UTC) the oldest due one is due, and
    when the oldest was written that was tried and waits to be tried again.
    """

    due: int
    later: int
    sending: int
    oldest_due: datetime | None
    oldest_tried: datetime | None


def measure(db: Database, now: datetime) -> Backlog:
    """Return what there is at this moment."""
    (row,) = db.query(
        """
        SELECT count(*) AS waiting,
            sum(CASE WHEN due_at <= :now THEN 1 ELSE 0 END) AS due,
            min(CASE WHEN due_at <= :now THEN due_at END) AS oldest_due,
            min(CASE WHEN attempts > 0 THEN created_at END) AS oldest_tried
        FROM outbox WHERE state = 'waiting'""",
        {"now": stamp(now)},
    )
    sending = db.query("SELECT count(*) AS number FROM outbox WHERE state = 'sending'")[0]["number"]
    due = int(row["due"] or 0)
    return Backlog(due, row["waiting"] - due, sending, _parse(row["oldest_due"]), _parse(row["oldest_tried"]))


def _parse(text: str | None) -> datetime | None:
    return parse_stamp(text) if text else None
