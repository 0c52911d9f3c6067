"""The two-key handshake: a version has a lock for each side, and a person of that side opens it with a key."""

from collections.abc import Iterable
from datetime import datetime

from bot.records.database import Database, Row, stamp


def shut(db: Database, run_id: str, sides: Iterable[str]) -> None:
    """A new version: every side owes its key."""
    for side in sides:
        db.execute(
            "INSERT INTO locks (run_id, side) VALUES (:run, :side) ON CONFLICT (run_id, side) DO NOTHING",
            {"run": run_id, "side": side},
        )


def drop(db: Database, run_id: str) -> None:
    """An earlier version: nobody owes it a key any more. The keys it had stay on record."""
    db.execute("DELETE FROM locks WHERE run_id = :run AND opened_at IS NULL", {"run": run_id})


def turn(db: Database, run_id: str, side: str, user: str, now: datetime) -> bool:
    """This person agrees. False when they have before: pressing twice is one key."""
    key = {"run": run_id, "side": side, "user": user, "now": stamp(now)}
    with db.atomic():
        new = db.execute(
            """
            INSERT INTO keys (run_id, side, user_id, at) VALUES (:run, :side, :user, :now)
            ON CONFLICT (run_id, user_id) DO NOTHING RETURNING user_id""",
            key,
        )
        db.execute(
            "UPDATE locks SET opened_at = :now WHERE run_id = :run AND side = :side AND opened_at IS NULL",
            {name: key[name] for name in ("now", "run", "side")},
        )
    return bool(new)


def settle(db: Database, run_id: str, now: datetime) -> bool:
    """Note that the version is agreed, when both locks are open. True for one caller only.

    Call it in the transaction of `turn`. The first statement holds the run: of two sides that press at once, the
    second sees the key of the first.
    """
    db.execute("UPDATE runs SET agreed_at = agreed_at WHERE id = :run", {"run": run_id})
    settled = db.execute(
        """
        UPDATE runs SET agreed_at = :now
        WHERE id = :run AND agreed_at IS NULL
            AND (SELECT count(opened_at) FROM locks WHERE run_id = :run) = 2
        RETURNING id""",
        {"run": run_id, "now": stamp(now)},
    )
    return bool(settled)


def of(db: Database, run_id: str) -> list[Row]:
    """side, user_id, at of every key, in the order turned."""
    return db.query("SELECT side, user_id, at FROM keys WHERE run_id = :run ORDER BY at, user_id", {"run": run_id})


def owed(db: Database, workspace: str, user: str, recently: datetime) -> list[Row]:
    """Current versions that wait for the key of this person's side, the longest waiting first: run_id, team_id, since.

    `turn` is 1 when it is this person's turn to be asked: nobody of that side has been since `recently`, and they have
    not been asked yet, or everybody has.
    """
    rows = db.query(
        """
        SELECT l.run_id, r.team_id, r.finished_at AS since,
            count(CASE WHEN n.at > :recently THEN 1 END) AS recent,
            count(CASE WHEN n.user_id = :user THEN 1 END) AS mine,
            count(DISTINCT o.user_id) - count(DISTINCT n.user_id) AS fresh
        FROM locks l JOIN runs r ON r.id = l.run_id JOIN teams t ON t.id = r.team_id
            JOIN members m ON m.team_id = r.team_id AND m.side = l.side
            JOIN members o ON o.team_id = r.team_id AND o.side = l.side
            LEFT JOIN reminders n ON n.ref = l.run_id AND n.user_id = o.user_id AND n.state IN ('planned', 'sent')
        WHERE l.opened_at IS NULL AND t.paused_at IS NULL AND m.user_id = :user AND t.workspace = :workspace
        GROUP BY l.run_id, r.team_id, r.finished_at ORDER BY r.finished_at, l.run_id""",
        {"workspace": workspace, "user": user, "recently": stamp(recently)},
    )
    return [{**row, "turn": int(not row["recent"] and not (row["mine"] and row["fresh"]))} for row in rows]


def waiting(db: Database, workspace: str, user: str) -> list[Row]:
    """Current versions that wait for the key of this person's side, the longest waiting first: run_id, playbook,
    subject, channel.
    """
    return db.query(
        """
        SELECT l.run_id, r.playbook, r.subject, t.channel
        FROM locks l JOIN runs r ON r.id = l.run_id JOIN teams t ON t.id = r.team_id
            JOIN members m ON m.team_id = r.team_id AND m.side = l.side
        WHERE l.opened_at IS NULL AND t.paused_at IS NULL AND m.user_id = :user AND t.workspace = :workspace
        ORDER BY r.finished_at, l.run_id""",
        {"workspace": workspace, "user": user},
    )


def owes(db: Database, run_id: str, user: str) -> bool:
    """Whether this version still waits for the key of this person's side."""
    rows = db.query(
        """
        SELECT l.side FROM locks l JOIN runs r ON r.id = l.run_id
            JOIN members m ON m.team_id = r.team_id AND m.side = l.side
        WHERE l.run_id = :run AND l.opened_at IS NULL AND m.user_id = :user""",
        {"run": run_id, "user": user},
    )
    return bool(rows)
