"""Drafts: runs that somebody has begun for themselves and not finished, in the teams that they are in."""

import json
from typing import Any

from bot.model.runs import Run, VariantName
from bot.records import runs
from bot.records.bulk_values import list_values
from bot.records.database import Database
from bot.records.run_answers import GIVEN, was_answered
from bot.records.run_sql import select_runs


def list_own(db: Database, workspace: str, user: str) -> list[Run]:
    """Return those of a person in which something is answered, the latest first; a team's draft is the team's."""
    return select_runs(
        db,
        f"""
            JOIN members m ON m.team_id = r.team_id AND m.user_id = :user
        WHERE t.workspace = :workspace AND r.started_by = :user AND r.finished_at IS NULL
            AND r.variant <> '{VariantName.FULL}'
            AND EXISTS (SELECT 1 FROM answers a WHERE a.run_id = r.id AND a.{GIVEN})
        ORDER BY r.started_at DESC, r.id""",
        {"workspace": workspace, "user": user},
    )


def is_begun(db: Database, team_id: str, user: str, playbook: str) -> bool:
    """Return whether a person has a draft of a playbook in which something is answered."""
    draft = runs.find_draft(db, team_id, user, playbook)
    return draft is not None and was_answered(db, draft.id)


def list_plain_answers(db: Database, run_ids: list[str]) -> dict[tuple[str, str], Any]:
    """Return (run, question) → answer, without those about an item."""
    values, params = list_values(db, ((each,) for each in run_ids))
    if not values:
        return {}
    rows = db.query(
        f"""
        SELECT run_id, question, value FROM answers
        WHERE item = '' AND run_id IN (SELECT column1 FROM ({values}) AS wanted)""",
        params,
    )
    return {(row["run_id"], row["question"]): json.loads(row["value"]) for row in rows}
