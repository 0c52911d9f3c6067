"""The clocks that tick, one row a process: whoever looks later sees whether one has stopped without a goodbye."""

from datetime import datetime, timedelta

from bot.model.heartbeats import Heartbeat
from bot.records.database import Database, stamp

SILENT = timedelta(minutes=2)  # six ticks of the clock


def beat(db: Database, process: str, now: datetime) -> None:
    """Note that a process ticks; `process` names it, on whatever machine it runs."""
    db.execute(
        """
        INSERT INTO heartbeats (process, at) VALUES (:process, :now)
        ON CONFLICT (process) DO UPDATE SET at = excluded.at""",
        {"process": process, "now": stamp(now)},
    )


def stop(db: Database, process: str) -> None:
    """Note that it has been stopped, and does not just fail to tick."""
    db.execute("DELETE FROM heartbeats WHERE process = :process", {"process": process})


def list_all(db: Database) -> list[Heartbeat]:
    """Return every clock that was not stopped, the one that ticked last first."""
    return [Heartbeat.from_row(row) for row in db.query("SELECT process, at FROM heartbeats ORDER BY at DESC")]


def list_silent(db: Database, now: datetime) -> list[Heartbeat]:
    """Return the clocks that stopped without a goodbye; none while any other ticks."""
    beats = list_all(db)
    return beats if beats and now - beats[0].at > SILENT else []


def list_ticking(db: Database, now: datetime) -> list[Heartbeat]:
    """Return the clocks that have ticked lately and were not stopped, the last one first."""
    return [each for each in list_all(db) if now - each.at <= SILENT]


def delete_old(db: Database, before: datetime) -> int:
    """Delete those that have been silent since `before`. Return how many."""
    return len(db.execute("DELETE FROM heartbeats WHERE at < :before RETURNING process", {"before": stamp(before)}))
