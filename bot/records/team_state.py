"""The state of a team: the runs it has shared, the sides in it, and what of it waits."""

from datetime import date, datetime

from bot.model.commitments import CommitmentState
from bot.model.followups import OverdueQuestion
from bot.model.runs import Run, Visibility
from bot.model.teams import Side
from bot.records.commitment_sql import LIVE
from bot.records.database import Database, stamp
from bot.records.member_sql import COUNTED
from bot.records.run_sql import select_runs


def list_sides(db: Database, team_id: str) -> list[Side]:
    """Return every side of which somebody counts in the team: not that of guests alone, or of who only reads along."""
    rows = db.query(
        f"SELECT DISTINCT side FROM members WHERE team_id = :team AND {COUNTED} ORDER BY side", {"team": team_id}
    )
    return [Side(row["side"]) for row in rows]


def get_latest_runs(db: Database, team_id: str) -> dict[str, Run]:
    """Return playbook → the run that the team finished and shared last."""
    latest = select_runs(
        db,
        f"""
        WHERE r.id IN (
            SELECT id FROM (
                SELECT id, row_number() OVER (PARTITION BY playbook ORDER BY finished_at DESC, id) AS latest
                FROM runs
                WHERE team_id = :team AND finished_at IS NOT NULL AND visibility = '{Visibility.CHANNEL}'
            ) AS each_playbook WHERE latest = 1)""",
        {"team": team_id},
    )
    return {run.playbook: run for run in latest}


def list_unapproved(db: Database, team_id: str) -> dict[str, datetime]:
    """Return playbook → since when the current version of a document of it waits for an OK, the longest waiting."""
    rows = db.query(
        """
        SELECT r.playbook, min(r.finished_at) AS since FROM runs r JOIN required_approvals q ON q.run_id = r.id
        WHERE r.team_id = :team AND r.finished_at IS NOT NULL AND q.approved_at IS NULL
        GROUP BY r.playbook ORDER BY r.playbook""",
        {"team": team_id},
    )
    return {row["playbook"]: datetime.fromisoformat(row["since"]) for row in rows}


def list_idle(db: Database, team_id: str) -> dict[str, datetime]:
    """Return playbook → since when documents of it have been agreed, where nobody ever promised anything from one."""
    rows = db.query(
        f"""
        SELECT r.playbook, min(r.agreed_at) AS since FROM runs r
        WHERE r.team_id = :team AND r.finished_at IS NOT NULL AND r.agreed_at IS NOT NULL
            AND NOT EXISTS (
                SELECT c.id FROM commitments c JOIN runs o ON o.id = c.run_id
                WHERE c.team_id = :team AND o.playbook = r.playbook AND c.state <> '{CommitmentState.OFFERED}')
        GROUP BY r.playbook ORDER BY r.playbook""",
        {"team": team_id},
    )
    return {row["playbook"]: datetime.fromisoformat(row["since"]) for row in rows}


def find_overdue_question(db: Database, team_id: str, before: datetime) -> OverdueQuestion | None:
    """Return the follow-up that the team has left unanswered longest, of those asked before that moment."""
    rows = db.query(
        f"""
        SELECT r.playbook, r.subject, f.asked_at FROM followups f JOIN runs r ON r.id = f.run_id
        WHERE r.team_id = :team AND r.finished_at IS NOT NULL AND r.visibility = '{Visibility.CHANNEL}'
            AND f.closed_at IS NULL AND f.asked_at < :before
            AND NOT EXISTS (SELECT a.question FROM followup_answers a WHERE a.followup_id = f.id)
        ORDER BY f.asked_at, f.id LIMIT 1""",
        {"team": team_id, "before": stamp(before)},
    )
    return OverdueQuestion.from_row(rows[0]) if rows else None


def count_late(db: Database, team_id: str, today: date) -> int:
    """Return how many live commitments of a team have a day before today, by its own calendar."""
    rows = db.query(
        f"SELECT count(*) AS n FROM commitments c WHERE c.team_id = :team AND c.{LIVE} AND c.due_on < :today",
        {"team": team_id, "today": today.isoformat()},
    )
    return int(rows[0]["n"])
