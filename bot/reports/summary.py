"""The figures of /align summary: one team a row, aggregated in SQL."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.coaching.pulse import LEAST
from bot.records import reminders as reminder_records
from bot.records.database import Database, Row

WEEKS = 6  # check-ins in the trend
REMINDERS = timedelta(days=30)


def figures(db: Database, team: Row) -> dict[str, Any]:
    """Commitments by state, the last playbooks, and the pulse where enough people answered."""
    key = {"team": team["id"]}
    counts = db.query(
        """
        SELECT count(CASE WHEN state IN ('open', 'on_track') THEN 1 END) AS open,
            count(CASE WHEN state = 'done' THEN 1 END) AS kept,
            count(CASE WHEN state = 'stuck' THEN 1 END) AS stuck
        FROM commitments WHERE team_id = :team""",
        key,
    )[0]
    return {**counts, "playbooks": _playbooks(db, key), "pulses": _pulses(db, key), "stuck_first": _stuck(db, key)}


def _playbooks(db: Database, key: dict[str, str]) -> list[Row]:
    """The last three that the team shared."""
    return db.query(
        """
        SELECT playbook, subject, headline, finished_at FROM runs
        WHERE team_id = :team AND finished_at IS NOT NULL AND visibility = 'channel'
        ORDER BY finished_at DESC LIMIT 3""",
        key,
    )


def _pulses(db: Database, key: dict[str, str]) -> list[Row]:
    """Mean and number of answers of the last check-ins, oldest first; only those with enough answers.

    Only closed ones: a figure that moves with each tap tells what was tapped. Counted check-in by check-in from the
    last one back, so that a long history costs nothing.
    """
    rows = db.query(
        f"""
        SELECT opened_at, answered, mean FROM (
            SELECT opened_at, (SELECT count(*) FROM pulses p WHERE p.checkin_id = k.id) AS answered,
                (SELECT avg(p.score * 1.0) FROM pulses p WHERE p.checkin_id = k.id) AS mean
            FROM checkins k WHERE team_id = :team AND closed_at IS NOT NULL) AS checkin
        WHERE answered >= {LEAST} ORDER BY opened_at DESC LIMIT {WEEKS}""",
        key,
    )
    return [{**row, "mean": float(row["mean"])} for row in reversed(rows)]


def _stuck(db: Database, key: dict[str, str]) -> Row | None:
    """What has been stuck longest."""
    rows = db.query(
        """
        SELECT action, owner, state_at FROM commitments
        WHERE team_id = :team AND state = 'stuck' ORDER BY state_at LIMIT 1""",
        key,
    )
    return rows[0] if rows else None


def trend(pulses: Sequence[Row]) -> float | None:
    """Change of the mean from the check-in before to the last; None before there are two."""
    return round(pulses[-1]["mean"] - pulses[-2]["mean"], 2) if len(pulses) > 1 else None


# What held a reminder back, as a manager reads it: never so finely that it would tell of one person's choice.
HELD = {
    "budget": "one a week is enough",
    "slower": "one a week is enough",
    "muted": "somebody wanted quiet",
    "snoozed": "somebody wanted quiet",
    "away": "somebody was away",
    "holiday": "somebody was away",
    "settled": "settled in the meantime",
    "unreachable": "Slack could not deliver it",
}


def reminders(db: Database, team_id: str, now: datetime) -> dict[str, Any]:
    """The direct messages of the last 30 days about this team's promises: sent, acted, and held (words → number)."""
    rows = reminder_records.counts(db, team_id, now - REMINDERS)
    sent = [row for row in rows if row["state"] == "sent"]
    held: dict[str, int] = {}
    for row in rows:
        if row["state"] == "suppressed":
            words = HELD.get(row["reason"], "not needed any more")
            held[words] = held.get(words, 0) + row["number"]
    return {"sent": sum(row["number"] for row in sent), "acted": sum(row["acted"] for row in sent), "held": held}
