"""Statuses in Slack that sound like an absence: kept while they stand, asked about once."""

from datetime import date, datetime

from bot.model.people import Status
from bot.records.database import Database, stamp


def note(db: Database, workspace: str, user: str, status: str, last_day: date | None) -> None:
    """Keep somebody's status; `last_day` as Slack knows it, None without an end."""
    # Only a different one is new: Slack's event comes with any change of a profile, and an answered status that still
    # stands must not be asked about again.
    db.execute(
        """
        INSERT INTO statuses (workspace, user_id, status, last_day) VALUES (:workspace, :user, :status, :last)
        ON CONFLICT (workspace, user_id) DO UPDATE
            SET status = excluded.status, last_day = excluded.last_day, answered_at = NULL
            WHERE statuses.status <> excluded.status
                OR coalesce(statuses.last_day, '') <> coalesce(excluded.last_day, '')""",
        {"workspace": workspace, "user": user, "status": status, "last": last_day.isoformat() if last_day else None},
    )


def forget(db: Database, workspace: str, user: str) -> None:
    """Delete somebody's status, because it stands no longer."""
    db.execute(
        "DELETE FROM statuses WHERE workspace = :workspace AND user_id = :user", {"workspace": workspace, "user": user}
    )


def mark_answered(db: Database, workspace: str, user: str, now: datetime) -> None:
    """Record that they have said whether they are away."""
    db.execute(
        "UPDATE statuses SET answered_at = :now WHERE workspace = :workspace AND user_id = :user",
        {"workspace": workspace, "user": user, "now": stamp(now)},
    )


def find_unanswered(db: Database, workspace: str, user: str, today: date) -> Status | None:
    """Return the status to ask about: not answered, not over, of somebody who has not noted an absence today.

    `today` is the day it is where they are.
    """
    rows = db.query(
        """
        SELECT * FROM statuses s
        WHERE s.workspace = :workspace AND s.user_id = :user AND s.answered_at IS NULL
            AND (s.last_day IS NULL OR s.last_day >= :today)
            AND NOT EXISTS (SELECT 1 FROM away a WHERE a.workspace = s.workspace AND a.user_id = s.user_id
                AND a.first_day <= :today AND a.last_day >= :today)""",
        {"workspace": workspace, "user": user, "today": today.isoformat()},
    )
    return Status.from_row(rows[0]) if rows else None
