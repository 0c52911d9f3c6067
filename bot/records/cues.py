"""Promises that name a playbook as their cue: what to quote back when somebody of the team starts it."""

from datetime import datetime

from bot.records.commitments import LIVE
from bot.records.database import Database, Row, stamp


def own(db: Database, team_id: str, word: str, user: str) -> list[Row]:
    """What this person has promised for when this playbook starts, the earliest date first."""
    return db.query(
        f"""
        SELECT * FROM commitments
        WHERE team_id = :team AND trigger_word = :word AND state IN {LIVE} AND (owner = :user OR partner = :user)
        ORDER BY due_on, made_at, id""",
        {"team": team_id, "word": word, "user": user},
    )


def started_by_others(db: Database, since: datetime) -> list[Row]:
    """Live promises whose playbook somebody else of the team has started since then: with workspace, channel, zone,
    and `started_by`, `started_at` (of the last such start, after the promise was made)."""
    return db.query(
        f"""
        SELECT * FROM (
            SELECT c.*, t.name AS team, t.workspace, t.channel, t.zone, r.started_by, r.started_at,
                row_number() OVER (PARTITION BY c.id ORDER BY r.started_at DESC, r.id) AS latest
            FROM commitments c JOIN teams t ON t.id = c.team_id
                JOIN runs r ON r.team_id = c.team_id AND r.playbook = c.trigger_word AND r.parent IS NULL
            WHERE c.state IN {LIVE} AND r.started_at >= :since AND r.started_at > c.made_at
                AND r.started_by <> c.owner
        ) AS started WHERE latest = 1 ORDER BY started_at, id""",
        {"since": stamp(since)},
    )
