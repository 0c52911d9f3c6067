"""What a team answered over time: from its finished runs, no table of its own."""

import json
from typing import Any

from bot.records.database import Database

Answers = dict[tuple[str, str], Any]  # (question name, item key or "") → value
KEPT = 10  # how many go back into medians


def answered(db: Database, team_id: str, playbook: str, until: str) -> list[Answers]:
    """The answers of runs that the team shared, finished by `until` (UTC text), oldest first.

    One run for each subject: going through the same project again corrects what was said, and counts once.
    """
    rows = db.query(
        """
        SELECT f.id, a.question, a.item, a.value FROM (
            SELECT id, finished_at FROM (
                SELECT id, finished_at, row_number() OVER (
                    PARTITION BY CASE WHEN subject = '' THEN id ELSE lower(trim(subject)) END
                    ORDER BY finished_at DESC, id) AS latest
                FROM runs
                WHERE team_id = :team AND playbook = :playbook AND finished_at <= :until AND shared = 'channel'
            ) AS each_subject WHERE latest = 1 ORDER BY finished_at DESC, id LIMIT :kept
        ) AS f JOIN answers a ON a.run_id = f.id ORDER BY f.finished_at, f.id""",
        {"team": team_id, "playbook": playbook, "until": until, "kept": KEPT},
    )
    runs: dict[str, Answers] = {}
    for row in rows:
        runs.setdefault(row["id"], {})[row["question"], row["item"]] = json.loads(row["value"])
    return list(runs.values())
