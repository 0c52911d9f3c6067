"""The canvas of a team's agreed documents: which documents are in it, and why there is none."""

from datetime import datetime

from bot.model.runs import Run
from bot.records.database import Database, stamp
from bot.records.run_sql import select_runs


def list_agreed(db: Database, team_id: str) -> list[Run]:
    """Return every version of a team's documents that was agreed, the oldest first."""
    return select_runs(
        db, "WHERE r.team_id = :team AND r.agreed_at IS NOT NULL ORDER BY r.agreed_at, r.id", {"team": team_id}
    )


def refuse(db: Database, team_id: str, code: str, now: datetime) -> bool:
    """Record that Slack keeps no canvas for a team, by its code. Return False when that was known."""
    new = db.execute(
        """
        INSERT INTO canvas_refusals (team_id, code, at) VALUES (:team, :code, :now)
        ON CONFLICT (team_id) DO UPDATE SET code = excluded.code, at = excluded.at
        WHERE canvas_refusals.code <> excluded.code RETURNING team_id""",
        {"team": team_id, "code": code, "now": stamp(now)},
    )
    return bool(new)


def find_refusal(db: Database, team_id: str) -> str:
    """Return the code by which Slack has refused a team's canvas last; "" where it has not."""
    rows = db.query("SELECT code FROM canvas_refusals WHERE team_id = :team", {"team": team_id})
    return str(rows[0]["code"]) if rows else ""
