"""The state of a team: the runs it has shared, the sides in it."""

from bot.model.runs import Run, Visibility
from bot.model.teams import Side
from bot.records.database import Database
from bot.records.run_sql import select_runs


def list_sides(db: Database, team_id: str) -> list[Side]:
    """Return every side that somebody of the team is on."""
    rows = db.query("SELECT DISTINCT side FROM members WHERE team_id = :team ORDER BY side", {"team": team_id})
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


def list_shared(db: Database, team_id: str, limit: int) -> list[Run]:
    """Return the runs that the team finished and shared last, the newest first; of a document its last version."""
    return select_runs(
        db,
        f"""
        WHERE r.team_id = :team AND r.finished_at IS NOT NULL AND r.visibility = '{Visibility.CHANNEL}'
            AND NOT EXISTS (
                SELECT n.id FROM runs n
                WHERE n.replaces = r.id AND n.finished_at IS NOT NULL AND n.visibility = '{Visibility.CHANNEL}')
        ORDER BY r.finished_at DESC LIMIT :limit""",
        {"team": team_id, "limit": limit},
    )
