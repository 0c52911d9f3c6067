"""Promises that name a playbook as their cue: what to quote back when somebody of the team starts it."""

from bot.records.commitments import LIVE
from bot.records.database import Database, Row


def own(db: Database, team_id: str, word: str, user: str) -> list[Row]:
    """What this person has promised for when this playbook starts, the earliest date first."""
    return db.query(
        f"""
        SELECT * FROM commitments
        WHERE team_id = :team AND trigger_word = :word AND state IN {LIVE} AND (owner = :user OR partner = :user)
        ORDER BY due_on, made_at, id""",
        {"team": team_id, "word": word, "user": user},
    )
