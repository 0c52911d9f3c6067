"""Leases on rows of the outbox: whoever has claimed one sends it, and nobody else until the lease is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.model.outbox import Kind, Operation, OutboxRow
from bot.records.bulk_values import list_values
from bot.records.database import Database, stamp

LEASE = timedelta(minutes=2)  # a sender that has not ended a row by then is taken for dead
AHEAD = timedelta(minutes=1)  # what was written so far in the future was written by a clock that was wrong
# While versions change, a newer one may have written what this one cannot compose: it is left to that one. Never found
# by an index, for which SQLite would leave the one of what is due, and read all rows that there are.
_KNOWN = " AND ".join(
    f"{column} || '' IN ({', '.join(repr(each.value) for each in words)})"
    for column, words in (("kind", Kind), ("op", Operation))
)
AT_ONCE = 50  # rows in one statement: claimed one by one, PostgreSQL manages a tenth of them


def claim(db: Database, now: datetime, limit: int = AT_ONCE) -> list[OutboxRow]:
    """Lease up to `limit` due rows, each to one caller only, workspaces taking turns; the oldest due first."""
    rows = db.execute(_CLAIMS[db.engine], {"now": stamp(now), "until": stamp(now + LEASE), "limit": limit})
    # Sorted here: RETURNING has no order.
    return sorted(map(OutboxRow.from_row, rows), key=lambda row: (row.due_at, row.created_at, row.place))


_CLAIM = """
    UPDATE outbox SET state = 'sending', leased_until = :until, tried_at = NULL WHERE id IN ({chosen}) RETURNING *"""

# A turn for each workspace, so that ten thousand rows of one do not keep the others waiting.
_IN_TURN = f"""
    SELECT id, due_at, row_number() OVER (PARTITION BY workspace ORDER BY due_at, created_at, place) AS turn
    FROM outbox WHERE state = 'waiting' AND due_at <= :now AND {_KNOWN}"""

# Two claimers, or a claimer and a listener in `say`, never wait for each other's rows, and take the ones behind them.
# Joined, because PostgreSQL takes no FOR UPDATE beside a window function.
_UNLOCKED = f"""
    SELECT o.id FROM outbox o JOIN ({_IN_TURN}) AS due ON due.id = o.id WHERE o.state = 'waiting'
    ORDER BY due.turn, due.due_at LIMIT :limit FOR UPDATE OF o SKIP LOCKED"""

_CLAIMS = {
    "sqlite": _CLAIM.format(chosen=f"SELECT id FROM ({_IN_TURN}) AS due ORDER BY turn, due_at LIMIT :limit"),
    "postgresql": _CLAIM.format(chosen=_UNLOCKED),
}


def claim_stranded(db: Database, now: datetime) -> list[OutboxRow]:
    """Lease rows whose sender is gone after it may have sent them; those it never tried wait again.

    What was put off, or leased, by a clock that was ahead is due now: otherwise nothing would be sent until that time.
    """
    future = {"ahead": stamp(now + AHEAD), "never": stamp(now + LEASE + AHEAD)}
    params = {"now": stamp(now), "until": stamp(now + LEASE), "limit": AT_ONCE, **future}
    with db.atomic():
        db.execute(_PUT_BY_WRONG_CLOCK, params)
        db.execute(_UNTRIED, params)
        return [OutboxRow.from_row(row) for row in db.execute(_TRIED, params)]


_PUT_BY_WRONG_CLOCK = """
    UPDATE outbox SET due_at = :now, put_at = :now WHERE state = 'waiting' AND due_at > :now AND put_at > :ahead"""

_OVER = "state = 'sending' AND (leased_until < :now OR leased_until > :never)"

_UNTRIED = f"""
    UPDATE outbox SET state = 'waiting', leased_until = NULL
    WHERE {_OVER} AND tried_at IS NULL"""

_TRIED = f"""
    UPDATE outbox SET leased_until = :until
    WHERE {_OVER} AND id IN (SELECT id FROM outbox WHERE {_OVER} AND {_KNOWN} ORDER BY leased_until LIMIT :limit)
    RETURNING *"""


def mark(db: Database, rows: Iterable[OutboxRow], now: datetime) -> set[str]:
    """Write down that these requests are about to leave. Return the ids of those that are still ours."""
    values, params = list_values(db, ((row.id, stamp(row.leased_until)) for row in rows if row.leased_until))
    params |= {"now": stamp(now), "until": stamp(now + LEASE)}
    return {row["id"] for row in db.execute(_MARK.format(values=values), params)} if values else set()


# `leased_until` names the lease: a sender that slept through its own finds another one's here, and must not send.
_MARK = """
    UPDATE outbox SET tried_at = :now, leased_until = :until FROM ({values}) AS mine
    WHERE id = mine.column1 AND state = 'sending' AND leased_until = mine.column2
    RETURNING id"""
