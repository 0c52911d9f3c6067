"""A team's answers over time, read from its finished runs."""

import json
from datetime import datetime

from bot.model.runs import Answers, Visibility
from bot.records.database import Database, stamp

KEPT = 10  # how many go back into medians


def list_answers(db: Database, team_id: str, playbook: str, until: datetime) -> list[Answers]:
    """Return the answers of runs that the team shared, finished by `until`, oldest first.

    One run for each subject: going through the same project again corrects what was said, and counts once. A run
    without a subject counts for itself.
    """
    rows = db.query(
        f"""
        SELECT f.id, a.question, a.item, a.value FROM (
            SELECT id, finished_at FROM (
                SELECT id, finished_at, row_number() OVER (
                    PARTITION BY CASE WHEN subject_key = '' THEN id ELSE subject_key END
                    ORDER BY finished_at DESC, id) AS latest
                FROM runs
                WHERE team_id = :team AND playbook = :playbook AND finished_at <= :until
                    AND visibility = '{Visibility.CHANNEL}'
            ) AS each_subject WHERE latest = 1 ORDER BY finished_at DESC, id LIMIT :kept
        ) AS f JOIN answers a ON a.run_id = f.id ORDER BY f.finished_at, f.id""",
        {"team": team_id, "playbook": playbook, "until": stamp(until), "kept": KEPT},
    )
    runs: dict[str, Answers] = {}
    for row in rows:
        runs.setdefault(row["id"], {})[row["question"], row["item"]] = json.loads(row["value"])
    return list(runs.values())
