"""The figures of /align summary: one team a row, aggregated in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.coaching.pulse import LEAST
from bot.model.reminders import Reason, ReminderState
from bot.records import commitments
from bot.records import reminders as reminder_records
from bot.records.database import Database, Row

WEEKS = 6  # check-ins in the trend
REMINDERS = timedelta(days=30)


def figures(db: Database, team: Row) -> dict[str, Any]:
    """Commitments by state, the last playbooks, and the pulse where enough people answered."""
    key, counts = {"team": team["id"]}, commitments.counts(db, team["id"])
    return {
        "open": counts.open,
        "kept": counts.kept,
        "stuck": counts.stuck,
        "playbooks": _playbooks(db, key),
        "pulses": _pulses(db, key),
        "stuck_first": commitments.longest_stuck(db, team["id"]),
    }


def _playbooks(db: Database, key: dict[str, str]) -> list[Row]:
    """The last three that the team shared."""
    return db.query(
        """
        SELECT playbook, subject, headline, finished_at FROM runs
        WHERE team_id = :team AND finished_at IS NOT NULL AND shared = 'channel'
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


def trend(pulses: Sequence[Row]) -> float | None:
    """Change of the mean from the check-in before to the last; None before there are two."""
    return round(pulses[-1]["mean"] - pulses[-2]["mean"], 2) if len(pulses) > 1 else None


# Why reminders were suppressed, as a manager reads it: never so finely that it would tell of one person's choice.
WHY_SUPPRESSED = {
    Reason.BUDGET: "one a week is enough",
    Reason.SLOWER: "one a week is enough",
    Reason.MUTED: "somebody wanted quiet",
    Reason.SNOOZED: "somebody wanted quiet",
    Reason.AWAY: "somebody was away",
    Reason.HOLIDAY: "somebody was away",
    Reason.NOT_NEEDED: "settled in the meantime",
    Reason.UNREACHABLE: "Slack could not deliver it",
}


@dataclass(frozen=True)
class ReminderFigures:
    """A team's reminders: how many were sent, acted on within a week, and suppressed (why, in words → number)."""

    sent: int
    acted: int
    suppressed: Mapping[str, int]


def reminders(db: Database, team_id: str, now: datetime) -> ReminderFigures:
    """Return the figures of the last 30 days about this team's commitments."""
    counts = reminder_records.counts(db, team_id, now - REMINDERS)
    sent = [count for count in counts if count.state == ReminderState.SENT]
    suppressed: dict[str, int] = {}
    for count in counts:
        if count.state == ReminderState.SUPPRESSED and count.reason:
            words = WHY_SUPPRESSED.get(count.reason, "not needed any more")
            suppressed[words] = suppressed.get(words, 0) + count.number
    return ReminderFigures(sum(count.number for count in sent), sum(count.acted for count in sent), suppressed)
