"""Check-ins (the weekly message) and their pulses (its one-tap answers).

A check-in is open until `closes_at`, then closed (no more taps once there is a figure), and taken over by the next one.
"""

import hashlib
import hmac
from datetime import datetime

from bot.model.outbox import Address, Kind, Operation
from bot.records import outbox
from bot.records.database import Database, Row, new_id, stamp

_WITH_TEAM = """
    SELECT k.*, t.workspace, t.channel, t.zone, t.name AS team, t.next_checkin_at, t.paused_at, t.created_by
    FROM checkins k JOIN teams t ON t.id = k.team_id"""


def ask(db: Database, team: Row, *, due: datetime, now: datetime, closes: datetime, told: str) -> str | None:
    """Open a check-in in the team's channel; its id, None when this one has been opened before.

    One that is still open is closed first: a team has one at a time. `told` hears when it cannot be delivered.
    """
    with db.atomic():
        before = latest(db, team["id"])
        running = before is not None and not before["closed_at"]
        if before and running:
            if db.query("SELECT id FROM checkins WHERE team_id = :team AND due_at = :due", _key(team, due)):
                return None
            close(db, before, now)
        made = db.execute(_OPEN, {**_key(team, due), "id": new_id(), "now": stamp(now), "closes": stamp(closes)})
        if not made:
            return None
        _say(db, {**team, "team_id": team["id"], "id": made[0]["id"]}, Kind.CHECKIN, now, notify=told)
        if before and not running:
            redraw(db, before, now)
    return str(made[0]["id"])


_OPEN = """
    INSERT INTO checkins (id, team_id, due_at, opened_at, closes_at) VALUES (:id, :team, :due, :now, :closes)
    ON CONFLICT DO NOTHING RETURNING id"""


def close(db: Database, checkin: Row, now: datetime, *, quietly: bool = False) -> bool:
    """Its card loses its buttons, and unless `quietly` another one says what came of it. False when it was closed."""
    params = {"id": checkin["id"], "now": stamp(now)}
    with db.atomic():
        closed = db.execute(
            "UPDATE checkins SET closed_at = :now WHERE id = :id AND closed_at IS NULL RETURNING id", params
        )
        if closed:
            _say(db, checkin, Kind.CHECKIN, now, Operation.UPDATE)
            if not quietly:
                _say(db, checkin, Kind.CLOSING, now, notify=checkin["created_by"])
    return bool(closed)


def redraw(db: Database, checkin: Row, now: datetime) -> None:
    """Its card and its closing card are drawn anew, from what is recorded when they are drawn."""
    _say(db, checkin, Kind.CHECKIN, now, Operation.UPDATE)
    if checkin["closed_at"] or result_told(db, checkin["id"]):
        _say(db, checkin, Kind.CLOSING, now, Operation.UPDATE)


def _say(
    db: Database,
    checkin: Row,
    kind: Kind,
    now: datetime,
    op: Operation = Operation.POST,
    notify: str | None = None,
) -> None:
    at = Address(checkin["workspace"], checkin["channel"], checkin["team_id"])
    outbox.say(db, kind, checkin["id"], at, now, op=op, notify_on_failure=notify)


def result_told(db: Database, checkin_id: str) -> bool:
    """Whether a closing card was written for it."""
    return bool(
        db.query("SELECT id FROM outbox WHERE kind = 'closing' AND ref = :id AND op = 'post'", {"id": checkin_id})
    )


def get(db: Database, checkin_id: str) -> Row:
    """With its team's workspace, channel, zone and next check-in. KeyError when there is no such check-in."""
    rows = db.query(f"{_WITH_TEAM} WHERE k.id = :id", {"id": checkin_id})
    if not rows:
        raise KeyError(checkin_id)
    return rows[0]


def hold(db: Database, checkin_id: str) -> Row:
    """The same, for writing: until the transaction ends nobody else closes it or answers."""
    db.execute("UPDATE checkins SET closed_at = closed_at WHERE id = :id RETURNING id", {"id": checkin_id})
    return get(db, checkin_id)


def latest(db: Database, team_id: str) -> Row | None:
    """The one that was opened last."""
    rows = db.query(f"{_WITH_TEAM} WHERE k.team_id = :team ORDER BY k.opened_at DESC LIMIT 1", {"team": team_id})
    return rows[0] if rows else None


def refresh(db: Database, team_id: str, now: datetime) -> None:
    """The team's newest card is drawn anew, because a promise on it has changed."""
    newest = latest(db, team_id)
    if newest:
        redraw(db, newest, now)


def before(db: Database, checkin: Row) -> Row | None:
    """The one that was opened before this one."""
    return _beside(db, checkin, "<", "DESC")


def after(db: Database, checkin: Row) -> Row | None:
    """The one that was opened after this one: from then on nothing more is said here."""
    return _beside(db, checkin, ">", "ASC")


def _beside(db: Database, checkin: Row, side: str, order: str) -> Row | None:
    rows = db.query(
        f"SELECT * FROM checkins WHERE team_id = :team AND opened_at {side} :at ORDER BY opened_at {order} LIMIT 1",
        {"team": checkin["team_id"], "at": checkin["opened_at"]},
    )
    return rows[0] if rows else None


def due_to_close(db: Database, now: datetime, limit: int = 200) -> list[Row]:
    """Open ones whose time is over, the longest waiting first."""
    return db.query(
        f"{_WITH_TEAM} WHERE k.closed_at IS NULL AND k.closes_at <= :now ORDER BY k.closes_at LIMIT :limit",
        {"now": stamp(now), "limit": limit},
    )


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


def score(db: Database, checkin_id: str, token: str) -> int:
    """What this respondent tapped last. KeyError when they have not."""
    rows = db.query(
        "SELECT score FROM pulses WHERE checkin_id = :checkin AND respondent = :token",
        {"checkin": checkin_id, "token": token},
    )
    if not rows:
        raise KeyError(token)
    return int(rows[0]["score"])


def respondents(db: Database, checkin_id: str) -> set[str]:
    """The tokens of those who have tapped."""
    rows = db.query("SELECT respondent FROM pulses WHERE checkin_id = :checkin", {"checkin": checkin_id})
    return {row["respondent"] for row in rows}


def tallies(db: Database, checkin_id: str) -> dict[str, tuple[int, int]]:
    """side → (answers, their sum). Not for showing: see `bot.coaching.rhythm.pulse`."""
    rows = db.query(
        "SELECT side, count(*) AS n, sum(score) AS total FROM pulses WHERE checkin_id = :checkin GROUP BY side",
        {"checkin": checkin_id},
    )
    return {row["side"]: (int(row["n"]), int(row["total"])) for row in rows}


def _key(team: Row, due: datetime) -> dict[str, str]:
    return {"team": team["id"], "due": stamp(due)}
