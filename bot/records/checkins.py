"""Check-ins: the weekly message, and how many people its cards say have answered.

A check-in is open until `closes_at`, then closed (no more taps once there is a figure), and taken over by the next one.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.errors import MissingError
from bot.model.checkins import Checkin, CheckinSpan, NewCheckin
from bot.model.outbox import Kind, Operation
from bot.records import posts
from bot.records.bulk_values import list_values
from bot.records.database import Database, new_id, stamp

_WITH_TEAM = """
    SELECT k.*, t.workspace, t.channel, t.zone, t.name AS team, t.next_checkin_at, t.paused_at, t.created_by
    FROM checkins k JOIN teams t ON t.id = k.team_id"""


def create_all(db: Database, new: Iterable[NewCheckin], now: datetime) -> dict[str, str]:
    """Open these check-ins. Return team id → id, without those that were opened before, or whose team has another one
    open.
    """
    rows = [
        (
            new_id(),
            each.team_id,
            stamp(each.due_at),
            stamp(each.closes_at),
            str(each.number),
            each.question,
            each.note_kind,
        )
        for each in new
    ]
    values, params = list_values(db, rows)
    made = db.execute(_CREATE.format(values=values), params | {"now": stamp(now)}) if values else []
    return {row["team_id"]: row["id"] for row in made}


# No conflict target: either of two indexes may refuse it, one check-in a moment or one open check-in a team.
_CREATE = """
    INSERT INTO checkins (id, team_id, due_at, closes_at, number, question, note_kind, opened_at)
    SELECT column1, column2, column3, column4, CAST(column5 AS INTEGER), column6, column7, :now
    FROM ({values}) AS new WHERE true
    ON CONFLICT DO NOTHING RETURNING id, team_id"""


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


def keep_open(db: Database, checkin: Checkin, until: datetime) -> None:
    """Have it end later, unless somebody has ended it, or moved its end, meanwhile."""
    db.execute(
        "UPDATE checkins SET closes_at = :until WHERE id = :id AND closed_at IS NULL AND closes_at = :seen",
        {"id": checkin.id, "until": stamp(until), "seen": stamp(checkin.closes_at)},
    )


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


def list_latest(db: Database, team_ids: Iterable[str]) -> dict[str, Checkin]:
    """Return team id → the one that was opened last, of these teams."""
    values, params = list_values(db, ((each,) for each in team_ids))
    rows = db.query(_LATEST.format(values=values), params) if values else []
    return {row["team_id"]: Checkin.from_row(row) for row in rows}


_LATEST = f"""
    {_WITH_TEAM} WHERE k.team_id IN (SELECT column1 FROM ({{values}}) AS wanted)
        AND k.opened_at = (SELECT max(l.opened_at) FROM checkins l WHERE l.team_id = k.team_id)"""


def list_with_span(db: Database, ids: Iterable[str]) -> list[tuple[Checkin, CheckinSpan]]:
    """Return these check-ins, each with its time among those of its team."""
    values, params = list_values(db, ((each,) for each in ids))
    rows = db.query(_WITH_SPAN.format(values=values), params) if values else []
    return [(Checkin.from_row(row), CheckinSpan.from_row(row)) for row in rows]


_WITH_SPAN = """
    SELECT k.*, t.workspace, t.channel, t.zone, t.name AS team, t.next_checkin_at, t.paused_at, t.created_by,
        (SELECT max(b.opened_at) FROM checkins b WHERE b.team_id = k.team_id AND b.opened_at < k.opened_at) AS since,
        (SELECT min(a.opened_at) FROM checkins a WHERE a.team_id = k.team_id AND a.opened_at > k.opened_at) AS until,
        (SELECT p.mean FROM checkins b LEFT JOIN pulse_tallies p ON p.checkin_id = b.id
            WHERE b.team_id = k.team_id AND b.opened_at < k.opened_at ORDER BY b.opened_at DESC LIMIT 1) AS last
    FROM checkins k JOIN teams t ON t.id = k.team_id
    WHERE k.id IN (SELECT column1 FROM ({values}) AS wanted)"""


def find_after(db: Database, checkin: Checkin) -> Checkin | None:
    """Return the one that was opened after this one: from then on nothing more is said here."""
    rows = db.query(
        f"{_WITH_TEAM} WHERE k.team_id = :team AND k.opened_at > :at ORDER BY k.opened_at LIMIT 1",
        {"team": checkin.team_id, "at": stamp(checkin.opened_at)},
    )
    return Checkin.from_row(rows[0]) if rows else None


def list_uncounted(db: Database, workspace: str) -> list[str]:
    """Return those whose taps are sealed, and have no figure yet."""
    rows = db.query(
        """
        SELECT k.id FROM checkins k JOIN teams t ON t.id = k.team_id JOIN sealed_answers s ON s.ref = k.id
        WHERE t.workspace = :workspace AND NOT EXISTS (SELECT 1 FROM pulse_tallies p WHERE p.checkin_id = k.id)
        ORDER BY k.id""",
        {"workspace": workspace},
    )
    return [row["id"] for row in rows]


def list_due_to_close(db: Database, now: datetime) -> list[Checkin]:
    """List open ones whose time is over, 200 at most, the longest waiting first."""
    rows = db.query(
        f"{_WITH_TEAM} WHERE k.closed_at IS NULL AND k.closes_at <= :now ORDER BY k.closes_at LIMIT 200",
        {"now": stamp(now)},
    )
    return [Checkin.from_row(row) for row in rows]


def show_participation(db: Database, checkin_id: str, answered: int, expected: int) -> bool:
    """Have its cards say so from now on. Return False when they do already."""
    changed = db.execute(
        """
        UPDATE checkins SET answered = :answered, expected = :expected
        WHERE id = :id AND (answered <> :answered OR expected IS NULL OR expected <> :expected) RETURNING id""",
        {"id": checkin_id, "answered": answered, "expected": expected},
    )
    return bool(changed)


def redraw_at(db: Database, checkin_id: str, moment: datetime) -> None:
    """Have its cards drawn anew at that moment, if not earlier."""
    db.execute(
        "UPDATE checkins SET redraw_at = :at WHERE id = :id AND redraw_at IS NULL",
        {"id": checkin_id, "at": stamp(moment)},
    )


def end_redrawing(db: Database, checkin_id: str) -> bool:
    """Note that its cards need not be drawn anew any more. Return False when somebody was quicker."""
    query = "UPDATE checkins SET redraw_at = NULL WHERE id = :id AND redraw_at IS NOT NULL RETURNING id"
    return bool(db.execute(query, {"id": checkin_id}))


def list_due_to_redraw(db: Database, now: datetime) -> list[Checkin]:
    """List those whose cards are to be drawn anew by now, 200 at most; what is due to close is drawn with that."""
    rows = db.query(
        f"""{_WITH_TEAM} WHERE k.redraw_at <= :now AND (k.closed_at IS NOT NULL OR k.closes_at > :now)
        ORDER BY k.redraw_at, k.id LIMIT 200""",
        {"now": stamp(now)},
    )
    return [Checkin.from_row(row) for row in rows]
