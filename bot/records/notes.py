"""What people say at a check-in in their own words; what they said before is kept."""

from collections.abc import Mapping
from datetime import datetime

from bot.records.database import Database, Row, stamp

PARTS = ("moved", "stuck", "need")


def write(db: Database, checkin_id: str, user: str, said: Mapping[str, str], now: datetime) -> bool:
    """What they say from now on. False when they say it already."""
    before = mine(db, checkin_id, user)
    if all(before[part] == said[part] for part in PARTS):
        return False
    written = db.execute(
        """
        INSERT INTO notes (checkin_id, user_id, moved, stuck, need, written_at)
        VALUES (:checkin, :user, :moved, :stuck, :need, :now)
        ON CONFLICT (checkin_id, user_id, written_at) DO NOTHING RETURNING user_id""",
        {"checkin": checkin_id, "user": user, **{part: said[part] for part in PARTS}, "now": stamp(now)},
    )
    return bool(written)


def mine(db: Database, checkin_id: str, user: str) -> Mapping[str, str]:
    """What a person says by now; "" for what they do not."""
    rows = db.query(
        """
        SELECT moved, stuck, need FROM notes WHERE checkin_id = :checkin AND user_id = :user
        ORDER BY written_at DESC LIMIT 1""",
        {"checkin": checkin_id, "user": user},
    )
    return rows[0] if rows else dict.fromkeys(PARTS, "")


def of(db: Database, checkin_id: str) -> list[Row]:
    """What everybody says by now, with their side in the team, in the order in which they first spoke."""
    return db.query(
        """
        SELECT n.user_id, n.moved, n.stuck, n.need, coalesce(m.side, 'other') AS side,
            (SELECT min(f.written_at) FROM notes f WHERE f.checkin_id = n.checkin_id AND f.user_id = n.user_id) AS spoke
        FROM notes n JOIN checkins k ON k.id = n.checkin_id
            LEFT JOIN members m ON m.team_id = k.team_id AND m.user_id = n.user_id
        WHERE n.checkin_id = :checkin AND (n.moved || n.stuck || n.need) <> '' AND n.written_at = (
            SELECT max(l.written_at) FROM notes l WHERE l.checkin_id = n.checkin_id AND l.user_id = n.user_id)
        ORDER BY spoke, n.user_id""",
        {"checkin": checkin_id},
    )
