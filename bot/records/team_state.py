"""Where a team stands: what it has been through, who is in it."""

from bot.records.database import Database, Row


def sides(db: Database, team_id: str) -> list[str]:
    """Every side that somebody of the team is on."""
    rows = db.query("SELECT DISTINCT side FROM members WHERE team_id = :team ORDER BY side", {"team": team_id})
    return [row["side"] for row in rows]


def latest(db: Database, team_id: str) -> dict[str, Row]:
    """Playbook → the run that the team finished and shared last."""
    rows = db.query(
        """
        SELECT * FROM (
            SELECT id, team_id, playbook, form, finished_at,
                row_number() OVER (PARTITION BY playbook ORDER BY finished_at DESC, id) AS latest
            FROM runs WHERE team_id = :team AND finished_at IS NOT NULL AND shared = 'channel'
        ) AS r WHERE latest = 1""",
        {"team": team_id},
    )
    return {row["playbook"]: row for row in rows}
