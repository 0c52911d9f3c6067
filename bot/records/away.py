"""Absences, in days of people's own calendars; the last day is included."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.model.people import Absence
from bot.records.database import Database, new_id, stamp

_DURING = "workspace = :workspace AND user_id = :user AND first_day <= :last AND last_day >= :first"


def leave(db: Database, workspace: str, user: str, first: date, last: date) -> None:
    """Keep that somebody is away from `first` to `last`, both included, instead of what overlaps with it."""
    days = {"workspace": workspace, "user": user, "first": first.isoformat(), "last": last.isoformat()}
    with db.atomic():
        db.execute(f"DELETE FROM away WHERE {_DURING}", days)
        db.execute(
            """
            INSERT INTO away (id, workspace, user_id, first_day, last_day)
            VALUES (:id, :workspace, :user, :first, :last)
            ON CONFLICT (workspace, user_id, first_day, last_day) DO UPDATE SET welcomed_at = NULL""",
            {**days, "id": new_id()},
        )


def come_back(db: Database, workspace: str, user: str, today: date, now: datetime) -> Absence | None:
    """End the absence that runs today as of yesterday, or call off the next one; return it as it was.

    Return None when there was none. Nobody is welcomed back from it: they know.
    """
    with db.atomic():
        absences = list_ahead(db, workspace, user, today)
        if not absences:
            return None
        if absences[0].first_day >= today:
            db.execute("DELETE FROM away WHERE id = :id", {"id": absences[0].id})
        else:
            yesterday = (today - timedelta(days=1)).isoformat()
            ended = {"id": absences[0].id, "last": yesterday, "now": stamp(now)}
            # Noticed no more: the planner has to find that they may be reminded from today on.
            db.execute("UPDATE away SET last_day = :last, welcomed_at = :now, noticed_at = NULL WHERE id = :id", ended)
        return absences[0]


def list_ahead(db: Database, workspace: str, user: str, today: date) -> list[Absence]:
    """Return the absence that runs today and those to come, the earliest first."""
    rows = db.query(
        """
        SELECT * FROM away WHERE workspace = :workspace AND user_id = :user AND last_day >= :today
        ORDER BY first_day, last_day""",
        {"workspace": workspace, "user": user, "today": today.isoformat()},
    )
    return [Absence.from_row(row) for row in rows]


def away_on(db: Database, workspace: str, users: Collection[str], day: date) -> set[str]:
    """Return those of `users` who are away on that day."""
    rows = db.query(
        "SELECT user_id FROM away WHERE workspace = :workspace AND last_day >= :day AND first_day <= :day",
        {"workspace": workspace, "day": day.isoformat()},
    )
    return {row["user_id"] for row in rows} & set(users)


def mark_welcomed(db: Database, absence_id: str, now: datetime) -> bool:
    """Record that the person knows they are asked again (or need not know). Return False when they knew already."""
    welcomed = db.execute(
        "UPDATE away SET welcomed_at = :now WHERE id = :id AND welcomed_at IS NULL RETURNING id",
        {"id": absence_id, "now": stamp(now)},
    )
    return bool(welcomed)


def list_unwelcomed(db: Database, workspace: str, user: str) -> list[Absence]:
    """Return this person's absences, over or not, after which nobody has welcomed them, the earliest first."""
    rows = db.query(
        """
        SELECT * FROM away WHERE workspace = :workspace AND user_id = :user AND welcomed_at IS NULL
        ORDER BY last_day, id""",
        {"workspace": workspace, "user": user},
    )
    return [Absence.from_row(row) for row in rows]
