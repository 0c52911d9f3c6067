"""Seats: who is asked to take part in a result, and what they have said."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from bot.model.runs import Run, Visibility
from bot.model.seats import AskedSeat, Seat, SeatState
from bot.records.bulk_values import list_values
from bot.records.database import Database, parse_stamp, stamp

DAY = timedelta(days=1)
LONGEST = timedelta(days=120)  # so long a result says how far it is


def list_seats(db: Database, ref: str) -> list[Seat]:
    """Return the seats of a result."""
    rows = db.query("SELECT * FROM seats WHERE run_id = :run ORDER BY name", {"run": ref})
    return [Seat.from_row(row) for row in rows]


def ask(db: Database, ref: str, name: str, user: str, now: datetime) -> bool:
    """Ask somebody to take a seat. Return False where they are asked already, or have answered."""
    return bool(db.execute(_ASK, {"run": ref, "name": name, "user": user, "now": stamp(now)}))


_ASK = f"""
    INSERT INTO seats (run_id, name, user_id, state, at) VALUES (:run, :name, :user, '{SeatState.ASKED}', :now)
    ON CONFLICT (run_id, name) DO UPDATE SET user_id = excluded.user_id, state = excluded.state, at = excluded.at
    WHERE seats.user_id <> excluded.user_id
    RETURNING name"""


def keep_only(db: Database, ref: str, names: Collection[str]) -> None:
    """Forget the seats of a result that it has no more."""
    for seat in list_seats(db, ref):
        if seat.name not in names:
            db.execute("DELETE FROM seats WHERE run_id = :run AND name = :name", {"run": ref, "name": seat.name})


def sit(db: Database, seat: Seat, user: str, now: datetime) -> None:
    """Give a seat to somebody who has said yes. Call it in a transaction that has locked its result."""
    _set_state(db, seat, SeatState.TAKEN, user, now)


def leave(db: Database, seat: Seat, now: datetime) -> None:
    """Free a seat, because its person has passed. Call it in a transaction that has locked its result."""
    _set_state(db, seat, SeatState.FREE, seat.user_id, now)


def end_asking(db: Database, ref: str) -> None:
    """Ask nobody any more to take part in a result; who has said yes stays."""
    db.execute(f"DELETE FROM seats WHERE run_id = :run AND state <> '{SeatState.TAKEN}'", {"run": ref})


def _set_state(db: Database, seat: Seat, state: SeatState, user: str, now: datetime) -> None:
    db.execute(
        """
        UPDATE seats SET state = :state, user_id = :user, at = :now, drawn_at = :now
        WHERE run_id = :run AND name = :name""",
        {"run": seat.run_id, "name": seat.name, "state": state, "user": user, "now": stamp(now)},
    )


def list_asked(db: Database, workspace: str, user: str) -> list[tuple[str, str, date]]:
    """Return (result, team, the day they were asked) of everything that somebody is asked to take part in, has not been
    reminded of, and can still be reached in.
    """
    rows = db.query(
        f"""
        SELECT s.run_id, r.team_id, min(s.at) AS at FROM seats s
            JOIN runs r ON r.id = s.run_id JOIN teams t ON t.id = r.team_id
        WHERE s.user_id = :user AND s.state = '{SeatState.ASKED}' AND t.workspace = :workspace AND t.paused_at IS NULL
            AND r.visibility <> '{Visibility.TAKEN_DOWN}'
            AND NOT EXISTS (SELECT 1 FROM leavers l WHERE l.team_id = t.id AND l.user_id = :user)
            AND NOT EXISTS (SELECT 1 FROM reminders n WHERE n.ref = s.run_id AND n.user_id = :user
                AND n.state IN ('planned', 'sent'))
        GROUP BY s.run_id, r.team_id ORDER BY min(s.at), s.run_id""",
        {"workspace": workspace, "user": user},
    )
    return [(row["run_id"], row["team_id"], parse_stamp(row["at"]).date()) for row in rows]


def list_waiting(db: Database, workspace: str, user: str) -> list[AskedSeat]:
    """Return what somebody is asked to take in teams that they are in, the longest waiting first."""
    rows = db.query(
        f"""
        SELECT s.run_id, s.name, r.playbook, coalesce(n.subject, r.subject) AS subject, r.started_by, t.channel
        FROM seats s JOIN runs r ON r.id = s.run_id JOIN teams t ON t.id = r.team_id
            JOIN members m ON m.team_id = t.id AND m.user_id = s.user_id
            LEFT JOIN runs n ON n.replaces = r.id AND n.finished_at IS NOT NULL
                AND n.visibility <> '{Visibility.REPLACED}'
        WHERE s.user_id = :user AND s.state = '{SeatState.ASKED}' AND t.workspace = :workspace AND t.paused_at IS NULL
            AND r.visibility <> '{Visibility.TAKEN_DOWN}'
        ORDER BY s.at, s.run_id, s.name""",
        {"workspace": workspace, "user": user},
    )
    return [AskedSeat.from_row(row) for row in rows]


def list_of_runs(db: Database, run_ids: Sequence[str]) -> list[Seat]:
    """Return the seats of these results."""
    values, params = list_values(db, ((each,) for each in run_ids))
    if not values:
        return []
    rows = db.query(
        f"SELECT * FROM seats WHERE run_id IN (SELECT column1 FROM ({values}) AS wanted) ORDER BY run_id, name",
        params,
    )
    return [Seat.from_row(row) for row in rows]


def is_asked(db: Database, ref: str, user: str) -> bool:
    """Return True while this person has not answered."""
    return any(seat.user_id == user and seat.state is SeatState.ASKED for seat in list_seats(db, ref))


def claim_stale(db: Database, now: datetime) -> list[str]:
    """Return the results that have not said for a day how far they are, each to one caller only; none of those about
    which nothing more will be asked.
    """
    rows = db.execute(
        f"""
        UPDATE seats SET drawn_at = :now
        WHERE state = '{SeatState.TAKEN}' AND drawn_at <= :before AND at > :oldest AND EXISTS (
            SELECT 1 FROM followups f
            WHERE f.closed_at IS NULL AND (f.asked_at IS NULL OR f.asked_at > :before) AND f.run_id IN (
                SELECT id FROM runs WHERE id = seats.run_id
                UNION ALL SELECT id FROM runs WHERE replaces = seats.run_id))
        RETURNING run_id""",
        {"now": stamp(now), "before": stamp(now - DAY), "oldest": stamp(now - LONGEST)},
    )
    return sorted({row["run_id"] for row in rows})


def count_taken(db: Database, run: Run, name: str, user: str, since: datetime) -> int:
    """Return in how many other results of the run's team and playbook, posted since then, somebody has that seat."""
    (row,) = db.query(
        f"""
        SELECT count(*) AS n FROM seats s JOIN runs r ON r.id = s.run_id
        WHERE s.user_id = :user AND s.name = :name AND s.state = '{SeatState.TAKEN}' AND r.finished_at > :since
            AND r.team_id = :team AND r.playbook = :playbook AND r.id <> :posted""",
        {
            "user": user,
            "name": name,
            "since": stamp(since),
            "team": run.team_id,
            "playbook": run.playbook,
            "posted": run.replaces or run.id,
        },
    )
    return int(row["n"])
