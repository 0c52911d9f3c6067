"""Check-ins (the weekly message) and their pulses (its one-tap answers).

A check-in is open until `closes_at`, then closed (no more taps once there is a figure), and taken over by the next one.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Literal

from bot.errors import MissingError
from bot.model.checkins import Checkin, PulseTally
from bot.model.outbox import Kind, Operation
from bot.model.teams import Side
from bot.records import posts
from bot.records.database import Database, new_id, stamp

_WITH_TEAM = """
    SELECT k.*, t.workspace, t.channel, t.zone, t.name AS team, t.next_checkin_at, t.paused_at, t.created_by
    FROM checkins k JOIN teams t ON t.id = k.team_id"""


def create(db: Database, team_id: str, *, due: datetime, now: datetime, closes: datetime) -> str | None:
    """Open a check-in and return its id; None when this one has been opened before, or another one is open."""
    # No conflict target: either of two indexes may refuse it, one check-in a moment or one open check-in a team.
    made = db.execute(
        """
        INSERT INTO checkins (id, team_id, due_at, opened_at, closes_at) VALUES (:id, :team, :due, :now, :closes)
        ON CONFLICT DO NOTHING RETURNING id""",
        {"id": new_id(), "team": team_id, "due": stamp(due), "now": stamp(now), "closes": stamp(closes)},
    )
    return str(made[0]["id"]) if made else None


def exists(db: Database, team_id: str, due: datetime) -> bool:
    """Return True when the check-in of that regular moment was opened."""
    key = {"team": team_id, "due": stamp(due)}
    return bool(db.query("SELECT id FROM checkins WHERE team_id = :team AND due_at = :due", key))


def close(db: Database, checkin_id: str, now: datetime) -> bool:
    """End the answering. False when it was closed."""
    closed = db.execute(
        "UPDATE checkins SET closed_at = :now WHERE id = :id AND closed_at IS NULL RETURNING id",
        {"id": checkin_id, "now": stamp(now)},
    )
    return bool(closed)


def has_result_card(db: Database, checkin_id: str) -> bool:
    """Return True when a message of its own was written about what came of it, even one that had nothing to say."""
    card = {"id": checkin_id, "kind": Kind.CLOSING, "op": Operation.POST}
    written = db.query("SELECT id FROM outbox WHERE kind = :kind AND ref = :id AND op = :op", card)
    return bool(written) or posts.find(db, Kind.CLOSING, checkin_id) is not None


def get(db: Database, checkin_id: str) -> Checkin:
    """Return the check-in. KeyError when there is none."""
    rows = db.query(f"{_WITH_TEAM} WHERE k.id = :id", {"id": checkin_id})
    if not rows:
        raise MissingError(checkin_id)
    return Checkin.from_row(rows[0])


def lock_row(db: Database, checkin_id: str) -> None:
    """Lock it: until the transaction ends nobody else closes it or answers. Read it after this, not before."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    db.execute("UPDATE checkins SET closed_at = closed_at WHERE id = :id", {"id": checkin_id})


def find_latest(db: Database, team_id: str) -> Checkin | None:
    """Return the one that was opened last."""
    rows = db.query(f"{_WITH_TEAM} WHERE k.team_id = :team ORDER BY k.opened_at DESC LIMIT 1", {"team": team_id})
    return Checkin.from_row(rows[0]) if rows else None


def find_before(db: Database, checkin: Checkin) -> Checkin | None:
    """Return the one that was opened before this one."""
    return _find_neighbour(db, checkin, "<", "DESC")


def find_after(db: Database, checkin: Checkin) -> Checkin | None:
    """Return the one that was opened after this one: from then on nothing more is said here."""
    return _find_neighbour(db, checkin, ">", "ASC")


def _find_neighbour(
    db: Database, checkin: Checkin, side: Literal["<", ">"], order: Literal["ASC", "DESC"]
) -> Checkin | None:
    rows = db.query(
        f"{_WITH_TEAM} WHERE k.team_id = :team AND k.opened_at {side} :at ORDER BY k.opened_at {order} LIMIT 1",
        {"team": checkin.team_id, "at": stamp(checkin.opened_at)},
    )
    return Checkin.from_row(rows[0]) if rows else None


def list_due_to_close(db: Database, now: datetime) -> list[Checkin]:
    """List open ones whose time is over, 200 at most, the longest waiting first."""
    rows = db.query(
        f"{_WITH_TEAM} WHERE k.closed_at IS NULL AND k.closes_at <= :now ORDER BY k.closes_at LIMIT 200",
        {"now": stamp(now)},
    )
    return [Checkin.from_row(row) for row in rows]


def respondent_token(secret: bytes, checkin_id: str, user: str) -> str:
    """Return a keyed one-way token of this person in this check-in: without the key it is nobody's.

    Another check-in gives another token, so that nobody's answers can be followed over weeks.
    """
    return hmac.new(secret, f"pulse:{checkin_id}:{user}".encode(), hashlib.sha256).hexdigest()[:32]


def save_answer(db: Database, checkin_id: str, token: str, side: Side, score: int) -> None:
    """Keep one pulse a respondent, 1 to 5; a later tap replaces the earlier one."""
    # Without its time: beside the log of requests, or the outbox, a time would tell whose tap it was.
    db.execute(
        """
        INSERT INTO pulses (checkin_id, respondent, side, score) VALUES (:checkin, :token, :side, :score)
        ON CONFLICT (checkin_id, respondent) DO UPDATE SET side = excluded.side, score = excluded.score""",
        {"checkin": checkin_id, "token": token, "side": side, "score": score},
    )


def get_score(db: Database, checkin_id: str, token: str) -> int:
    """Return what this respondent tapped last, 1 to 5. KeyError when they have not."""
    rows = db.query(
        "SELECT score FROM pulses WHERE checkin_id = :checkin AND respondent = :token",
        {"checkin": checkin_id, "token": token},
    )
    if not rows:
        raise KeyError(token)
    return int(rows[0]["score"])


def list_respondents(db: Database, checkin_id: str) -> set[str]:
    """Return the tokens of those who have tapped."""
    rows = db.query("SELECT respondent FROM pulses WHERE checkin_id = :checkin", {"checkin": checkin_id})
    return {row["respondent"] for row in rows}


def count_scores(db: Database, checkin_id: str) -> dict[Side, tuple[int, int]]:
    """Return side → (answers, their sum). Not to be shown: see `bot.coaching.pulse`."""
    rows = db.query(
        "SELECT side, count(*) AS n, sum(score) AS total FROM pulses WHERE checkin_id = :checkin GROUP BY side",
        {"checkin": checkin_id},
    )
    return {Side(row["side"]): (int(row["n"]), int(row["total"])) for row in rows}


def list_last_pulses(db: Database, team_id: str, least: int) -> list[PulseTally]:
    """Return the pulses of a team's last two closed check-ins with `least` answers at least, the newest first."""
    # Counted check-in by check-in from the last one back: joined and grouped, a long history would be counted first.
    rows = db.query(
        """
        SELECT opened_at, answered, mean FROM (
            SELECT opened_at, (SELECT count(*) FROM pulses p WHERE p.checkin_id = k.id) AS answered,
                (SELECT avg(p.score * 1.0) FROM pulses p WHERE p.checkin_id = k.id) AS mean
            FROM checkins k WHERE team_id = :team AND closed_at IS NOT NULL) AS checkin
        WHERE answered >= :least ORDER BY opened_at DESC LIMIT 2""",
        {"team": team_id, "least": least},
    )
    return [PulseTally.from_row(row) for row in rows]
