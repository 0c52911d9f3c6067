"""Approvals: a version requires one of each side, and a person of that side gives it."""

from collections.abc import Iterable
from datetime import datetime

from bot.model.runs import Approval, RequiredApproval, Run
from bot.model.teams import Side
from bot.records.commitment_sql import IN_WORKSPACE
from bot.records.database import Database, stamp
from bot.records.run_sql import select_runs


def require(db: Database, run_id: str, sides: Iterable[str]) -> None:
    """Require an approval of each of these sides for a new version."""
    for side in sides:
        db.execute(
            "INSERT INTO required_approvals (run_id, side) VALUES (:run, :side) ON CONFLICT (run_id, side) DO NOTHING",
            {"run": run_id, "side": side},
        )


def withdraw(db: Database, run_id: str) -> None:
    """Require nothing any more of an earlier version. Approvals that were given stay on record."""
    db.execute("DELETE FROM required_approvals WHERE run_id = :run AND approved_at IS NULL", {"run": run_id})


def approve(db: Database, run_id: str, side: Side, user: str, now: datetime) -> bool:
    """Record one person's approval. Return False when they gave it before: pressing twice is one approval."""
    given = {"run": run_id, "side": side, "user": user, "now": stamp(now)}
    with db.atomic():
        new = db.execute(
            """
            INSERT INTO approvals (run_id, side, user_id, at) VALUES (:run, :side, :user, :now)
            ON CONFLICT (run_id, user_id) DO NOTHING RETURNING user_id""",
            given,
        )
        db.execute(
            """
            UPDATE required_approvals SET approved_at = :now
            WHERE run_id = :run AND side = :side AND approved_at IS NULL""",
            given,
        )
    return bool(new)


def agree(db: Database, run_id: str, now: datetime) -> bool:
    """Record that the version is agreed, when both sides have approved it. Return True to one caller only.

    Call it in the transaction of `approve`.
    """
    # A lock: of two sides that press at once, the second waits here and then sees the approval of the first. Without
    # it neither would see the other's, and nobody would say that it is agreed.
    db.execute("UPDATE runs SET agreed_at = agreed_at WHERE id = :run", {"run": run_id})
    agreed = db.execute(
        """
        UPDATE runs SET agreed_at = :now
        WHERE id = :run AND agreed_at IS NULL
            AND (SELECT count(approved_at) FROM required_approvals WHERE run_id = :run) = 2
        RETURNING id""",
        {"run": run_id, "now": stamp(now)},
    )
    return bool(agreed)


def list_given(db: Database, run_id: str) -> list[Approval]:
    """Return every approval of a version, in the order given."""
    rows = db.query("SELECT side, user_id, at FROM approvals WHERE run_id = :run ORDER BY at, user_id", {"run": run_id})
    return [Approval.from_row(row) for row in rows]


def list_missing(db: Database, run_id: str) -> list[Side]:
    """Return the sides that still have to approve a version."""
    rows = db.query(
        "SELECT side FROM required_approvals WHERE run_id = :run AND approved_at IS NULL",
        {"run": run_id},
    )
    missing = {row["side"] for row in rows}
    return [side for side in Side if side in missing]


def list_required(db: Database, workspace: str, user: str, recently: datetime) -> list[RequiredApproval]:
    """Return the current versions that wait for this person's side, the longest waiting first.

    It is their turn to be asked when nobody of that side has been since `recently`, and they have not been asked yet,
    or everybody has.
    """
    rows = db.query(
        """
        SELECT q.run_id, r.team_id, r.finished_at AS since,
            count(CASE WHEN n.at > :recently THEN 1 END) AS recent,
            count(CASE WHEN n.user_id = :user THEN 1 END) AS mine,
            count(DISTINCT o.user_id) - count(DISTINCT n.user_id) AS fresh
        FROM required_approvals q JOIN runs r ON r.id = q.run_id JOIN teams t ON t.id = r.team_id
            JOIN members m ON m.team_id = r.team_id AND m.side = q.side
            JOIN members o ON o.team_id = r.team_id AND o.side = q.side
            LEFT JOIN reminders n ON n.ref = q.run_id AND n.user_id = o.user_id AND n.state IN ('planned', 'sent')
        WHERE q.approved_at IS NULL AND t.paused_at IS NULL AND m.user_id = :user AND t.workspace = :workspace
        GROUP BY q.run_id, r.team_id, r.finished_at ORDER BY r.finished_at, q.run_id""",
        {"workspace": workspace, "user": user, "recently": stamp(recently)},
    )
    turns = [not row["recent"] and not (row["mine"] and row["fresh"]) for row in rows]
    return [RequiredApproval.from_row({**row, "their_turn": turn}) for row, turn in zip(rows, turns, strict=True)]


def list_waiting(db: Database, workspace: str, user: str) -> list[Run]:
    """Return the current versions that wait for this person's side, the longest waiting first."""
    return select_runs(
        db,
        f"""
            JOIN required_approvals q ON q.run_id = r.id
            JOIN members m ON m.team_id = r.team_id AND m.side = q.side
        WHERE r.finished_at IS NOT NULL AND q.approved_at IS NULL AND t.paused_at IS NULL AND m.user_id = :user
            AND {IN_WORKSPACE}
        ORDER BY r.finished_at, r.id""",
        {"workspace": workspace, "user": user},
    )


def is_required(db: Database, run_id: str, user: str) -> bool:
    """Return True when this version still waits for this person's side."""
    rows = db.query(
        """
        SELECT q.side FROM required_approvals q JOIN runs r ON r.id = q.run_id
            JOIN members m ON m.team_id = r.team_id AND m.side = q.side
        WHERE q.run_id = :run AND q.approved_at IS NULL AND m.user_id = :user""",
        {"run": run_id, "user": user},
    )
    return bool(rows)


def list_approvers(db: Database, run_id: str) -> list[str]:
    """Return the members of every side whose approval a version requires, whether that was given or not."""
    rows = db.query(
        """
        SELECT m.user_id FROM required_approvals q JOIN runs r ON r.id = q.run_id
            JOIN members m ON m.team_id = r.team_id AND m.side = q.side
        WHERE q.run_id = :run ORDER BY m.joined_on, m.user_id""",
        {"run": run_id},
    )
    return [row["user_id"] for row in rows]
