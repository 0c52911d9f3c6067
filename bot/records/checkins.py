"""Check-ins (the weekly message) and their pulses (its one-tap answers)."""

import hashlib
import hmac
from datetime import datetime

from bot.records.database import Database, Row, new_id, stamp


def open_(db: Database, team_id: str, due: datetime, now: datetime) -> str | None:
    """The new check-in's id; None when this one is open already."""
    rows = db.execute(
        """
        INSERT INTO checkins (id, team_id, due_at, opened_at) VALUES (:id, :team, :due, :now)
        ON CONFLICT (team_id, due_at) DO NOTHING RETURNING id""",
        {"id": new_id(), "team": team_id, "due": stamp(due), "now": stamp(now)},
    )
    return str(rows[0]["id"]) if rows else None


def get(db: Database, checkin_id: str) -> Row:
    """With its team's workspace, channel and zone. KeyError when there is no such check-in."""
    rows = db.query(
        """
        SELECT k.*, t.workspace, t.channel, t.zone, t.name AS team FROM checkins k JOIN teams t ON t.id = k.team_id
        WHERE k.id = :id""",
        {"id": checkin_id},
    )
    if not rows:
        raise KeyError(checkin_id)
    return rows[0]


def latest(db: Database, team_id: str) -> Row | None:
    rows = db.query("SELECT * FROM checkins WHERE team_id = :team ORDER BY due_at DESC LIMIT 1", {"team": team_id})
    return rows[0] if rows else None


def respondent(secret: bytes, checkin_id: str, user: str) -> str:
    """A keyed one-way token: the same person in one check-in, nobody without the key, unlinked between check-ins."""
    return hmac.new(secret, f"pulse:{checkin_id}:{user}".encode(), hashlib.sha256).hexdigest()[:32]


def answer(db: Database, checkin_id: str, token: str, side: str, score: int) -> None:
    """One pulse a person and check-in, 1 to 5; a later tap replaces the earlier one. No time is kept."""
    db.execute(
        """
        INSERT INTO pulses (checkin_id, respondent, side, score) VALUES (:checkin, :token, :side, :score)
        ON CONFLICT (checkin_id, respondent) DO UPDATE SET side = excluded.side, score = excluded.score""",
        {"checkin": checkin_id, "token": token, "side": side, "score": score},
    )


def answered(db: Database, checkin_id: str) -> int:
    """How many people have answered."""
    rows = db.query("SELECT count(*) AS n FROM pulses WHERE checkin_id = :checkin", {"checkin": checkin_id})
    return int(rows[0]["n"])
