"""Who asked for a digest, and when the next one is due."""

from datetime import datetime

from bot.model.digests import Digest, Rhythm
from bot.records.database import Database, stamp


def ask(db: Database, workspace: str, user: str, rhythm: Rhythm, next_at: datetime, now: datetime) -> None:
    """Record that somebody wants it in this rhythm; who has it in that rhythm already keeps their next one."""
    db.execute(
        """
        INSERT INTO digests (workspace, user_id, rhythm, asked_at, next_at)
        VALUES (:workspace, :user, :rhythm, :now, :next)
        ON CONFLICT (workspace, user_id) DO UPDATE SET rhythm = excluded.rhythm, asked_at = excluded.asked_at,
            next_at = excluded.next_at
        WHERE digests.rhythm <> excluded.rhythm""",
        {**_key(workspace, user), "rhythm": rhythm, "now": stamp(now), "next": stamp(next_at)},
    )


def end(db: Database, workspace: str, user: str) -> bool:
    """Record that somebody does not want it any more. Return False where they had none."""
    gone = db.execute(
        "DELETE FROM digests WHERE workspace = :workspace AND user_id = :user RETURNING rhythm", _key(workspace, user)
    )
    return bool(gone)


def find(db: Database, workspace: str, user: str) -> Digest | None:
    """Return somebody's; None for who has not asked."""
    rows = db.query("SELECT * FROM digests WHERE workspace = :workspace AND user_id = :user", _key(workspace, user))
    return Digest.from_row(rows[0]) if rows else None


def list_due(db: Database, now: datetime) -> list[Digest]:
    """Return those that are due, 200 at most, the longest waiting first."""
    rows = db.query("SELECT * FROM digests WHERE next_at <= :now ORDER BY next_at LIMIT 200", {"now": stamp(now)})
    return [Digest.from_row(row) for row in rows]


def list_distant(db: Database, after: datetime) -> list[Digest]:
    """Return those that are due later than that."""
    rows = db.query("SELECT * FROM digests WHERE next_at > :after", {"after": stamp(after)})
    return [Digest.from_row(row) for row in rows]


def schedule(db: Database, digest: Digest, next_at: datetime) -> bool:
    """Set when the next one is due, and lock the row. Return False when another process has just done so."""
    # An UPDATE, not a SELECT: whoever comes second waits for it, and then finds `next_at` moved on.
    moved = db.execute(
        """
        UPDATE digests SET next_at = :next
        WHERE workspace = :workspace AND user_id = :user AND rhythm = :rhythm AND next_at = :was RETURNING rhythm""",
        {
            **_key(digest.workspace, digest.user_id),
            "rhythm": digest.rhythm,
            "next": stamp(next_at),
            "was": stamp(digest.next_at),
        },
    )
    return bool(moved)


def mark_sent(db: Database, workspace: str, user: str, now: datetime) -> None:
    """Note that one is leaving now."""
    db.execute(
        "UPDATE digests SET sent_at = :now WHERE workspace = :workspace AND user_id = :user",
        {**_key(workspace, user), "now": stamp(now)},
    )


def _key(workspace: str, user: str) -> dict[str, object]:
    return {"workspace": workspace, "user": user}
