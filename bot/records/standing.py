"""Where a team stands: what it has been through, what it promised, who is in it."""

import json
from typing import Any

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


def latest(db: Database, team_id: str) -> dict[str, tuple[str, str, dict[tuple[str, str], Any]]]:
    """Playbook → when the team last finished and shared it (UTC text), in which form, and the answers."""
    rows = db.query(
        """
        SELECT r.playbook, r.finished_at, r.form, a.question, a.item, a.value FROM (
            SELECT id, playbook, form, finished_at,
                row_number() OVER (PARTITION BY playbook ORDER BY finished_at DESC, id) AS latest
            FROM runs WHERE team_id = :team AND finished_at IS NOT NULL AND shared = 'channel'
        ) AS r LEFT JOIN answers a ON a.run_id = r.id WHERE r.latest = 1""",
        {"team": team_id},
    )
    found: dict[str, tuple[str, str, dict[tuple[str, str], Any]]] = {}
    for row in rows:
        answers = found.setdefault(row["playbook"], (row["finished_at"], row["form"], {}))[2]
        if row["question"]:
            answers[row["question"], row["item"]] = json.loads(row["value"])
    return found
