"""Waves that ask one factor of an earlier one again: which are due, and what the earlier one has led to."""

import json
from collections.abc import Collection
from datetime import date, datetime

from bot.model.commitments import CommitmentState, DoneCommitment
from bot.model.runs import Visibility
from bot.model.waves import Wave, WaveMode
from bot.records.database import Database, stamp
from bot.records.waves import AT_ONCE, WITH_TEAM


def list_due(db: Database, now: datetime) -> list[Wave]:
    """List closed ones whose first factor may be asked again by now, in teams that do not rest, AT_ONCE at most."""
    rows = db.query(
        f"""{WITH_TEAM} WHERE w.again_at <= :now AND t.paused_at IS NULL
        ORDER BY w.again_at, w.id LIMIT {AT_ONCE}""",
        {"now": stamp(now)},
    )
    return [Wave.from_row(row) for row in rows]


def take(db: Database, wave_id: str) -> bool:
    """Take it off that list. False when somebody was quicker."""
    return bool(
        db.execute(
            "UPDATE waves SET again_at = NULL WHERE id = :id AND again_at IS NOT NULL RETURNING id", {"id": wave_id}
        )
    )


def is_superseded(db: Database, wave: Wave, factor: str) -> bool:
    """Return whether all of its playbook has been asked of the team since it closed, or the factor in a block."""
    later = db.query(
        f"""
        SELECT id FROM waves WHERE team_id = :team AND playbook = :playbook AND id <> :id AND (
            mode = '{WaveMode.WAVE}' AND launched_on >= :closed
            OR mode = '{WaveMode.WEEKLY}' AND closed_on >= :closed AND factors = :factors) LIMIT 1""",
        {
            "id": wave.id,
            "team": wave.team_id,
            "playbook": wave.playbook,
            "closed": str(wave.closed_on),
            "factors": json.dumps([factor]),
        },
    )
    return bool(later)


def list_taken(db: Database, team_id: str, playbooks: Collection[str], since: date) -> list[str]:
    """Return those of these playbooks that a team has been through from that day on, by their words."""
    runs = f"""
        SELECT DISTINCT playbook FROM runs
        WHERE team_id = :team AND visibility = '{Visibility.CHANNEL}' AND finished_at >= :since"""
    waves = f"""
        SELECT DISTINCT playbook FROM waves
        WHERE team_id = :team AND mode = '{WaveMode.WAVE}' AND closed_on >= :since"""
    rows = db.query(f"{runs} UNION {waves} ORDER BY playbook", {"team": team_id, "since": since.isoformat()})
    return [row["playbook"] for row in rows if row["playbook"] in playbooks]


def list_done(db: Database, team_id: str, since: date) -> list[DoneCommitment]:
    """Return every commitment that a team has made since that day, and kept; the one kept last comes first."""
    rows = db.query(
        f"""
        SELECT c.wave_id, r.playbook, c.action FROM commitments c LEFT JOIN runs r ON r.id = c.run_id
        WHERE c.team_id = :team AND c.state = '{CommitmentState.DONE}' AND c.made_at >= :since
        ORDER BY c.state_at DESC, c.id""",
        {"team": team_id, "since": since.isoformat()},
    )
    return [DoneCommitment.from_row(row) for row in rows]
