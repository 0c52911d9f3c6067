"""Notes: people's own words at a check-in. A later note is a new row; the earlier one is kept.

In their order, and without their moment: beside the log of requests it would tell when somebody was there, and tapped.
"""

from bot.model.checkins import Note
from bot.model.teams import Side
from bot.records.database import Database


def write(db: Database, checkin_id: str, said: Note) -> bool:
    """Record what somebody says from now on. Return False when they say it already.

    Call it in a transaction that has locked the check-in: the earlier note and the last place are read first.
    """
    before = of_person(db, checkin_id, said.user_id)
    if (before.moved, before.stuck, before.need) == (said.moved, said.stuck, said.need):
        return False
    words = {"user": said.user_id, "moved": said.moved, "stuck": said.stuck, "need": said.need}
    db.execute(
        """
        INSERT INTO notes (checkin_id, user_id, moved, stuck, need, place)
        VALUES (:checkin, :user, :moved, :stuck, :need, (
            SELECT coalesce(max(place), 0) + 1 FROM notes WHERE checkin_id = :checkin))""",
        {"checkin": checkin_id, **words},
    )
    return True


def of_person(db: Database, checkin_id: str, user: str) -> Note:
    """Return what somebody says by now; empty words when nothing."""
    rows = db.query(
        f"""
        SELECT {_WITH_SIDE} WHERE n.checkin_id = :checkin AND n.user_id = :user
        ORDER BY n.place DESC LIMIT 1""",
        {"checkin": checkin_id, "user": user},
    )
    return Note.from_row(rows[0]) if rows else Note(user, Side.OTHER, "", "", "")


def list_latest(db: Database, checkin_id: str) -> list[Note]:
    """Return what everybody says by now, with their side in the team, in the order in which they first spoke."""
    rows = db.query(
        f"""
        SELECT (SELECT min(f.place) FROM notes f WHERE f.checkin_id = n.checkin_id AND f.user_id = n.user_id)
            AS spoke, {_WITH_SIDE}
        WHERE n.checkin_id = :checkin AND (n.moved || n.stuck || n.need) <> '' AND n.place = (
            SELECT max(l.place) FROM notes l WHERE l.checkin_id = n.checkin_id AND l.user_id = n.user_id)
        ORDER BY spoke, n.user_id""",
        {"checkin": checkin_id},
    )
    return [Note.from_row(row) for row in rows]


# Outer: who has left the team since keeps their words, on no side.
_WITH_SIDE = f"""
    n.user_id, n.moved, n.stuck, n.need, coalesce(m.side, '{Side.OTHER}') AS side
    FROM notes n JOIN checkins k ON k.id = n.checkin_id
        LEFT JOIN members m ON m.team_id = k.team_id AND m.user_id = n.user_id"""
