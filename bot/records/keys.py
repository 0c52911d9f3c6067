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


def owed(db: Database, before: datetime, workspace: str = "", user: str = "") -> list[Row]:
    """Who could turn a key that is owed: one row for each person of a side whose lock has been shut since `before`.

    Everybody, or one person when a workspace and user are given.
    run_id, side, user_id, workspace, channel, team_id, playbook, subject, since (UTC text); the longest waiting first.
    """
    return db.query(
        """
        SELECT l.run_id, l.side, m.user_id, t.workspace, t.channel, r.team_id, r.playbook, r.subject,
            r.finished_at AS since
        FROM locks l JOIN runs r ON r.id = l.run_id JOIN teams t ON t.id = r.team_id
            JOIN members m ON m.team_id = r.team_id AND m.side = l.side
        WHERE l.opened_at IS NULL AND r.finished_at <= :before AND t.paused_at IS NULL
            AND (:user = '' OR (m.user_id = :user AND t.workspace = :workspace))
        ORDER BY r.finished_at, m.joined_at, m.user_id""",
        {"before": stamp(before), "workspace": workspace, "user": user},
    )
