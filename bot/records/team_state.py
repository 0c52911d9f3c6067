"""Where a team stands: what it has been through, what it promised, who is in it."""

from bot.records.database import Database, Row


def promises(db: Database, team_id: str) -> Row:
    """How many are open, stuck and kept."""
    return db.query(
        """
        SELECT count(CASE WHEN state IN ('open', 'on_track') THEN 1 END) AS open,
            count(CASE WHEN state = 'stuck' THEN 1 END) AS stuck,
            count(CASE WHEN state = 'done' THEN 1 END) AS kept
        FROM commitments WHERE team_id = :team""",
        {"team": team_id},
    )[0]


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
