"""Who is away, by the days on their own calendar; the last day is still away."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.records.database import Database, Row, new_id, stamp

_DURING = "workspace = :workspace AND user_id = :user AND first_day <= :last AND last_day >= :first"


def leave(db: Database, workspace: str, user: str, first: date, last: date) -> None:
    """Away from `first` to `last`, both included. It replaces what overlaps: what was said last counts."""
    days = {"workspace": workspace, "user": user, "first": first.isoformat(), "last": last.isoformat()}
    with db.atomic():
        db.execute(f"DELETE FROM away WHERE {_DURING}", days)
        db.execute(
            """
            INSERT INTO away (id, workspace, user_id, first_day, last_day)
            VALUES (:id, :workspace, :user, :first, :last)
            ON CONFLICT (workspace, user_id, first_day, last_day) DO UPDATE SET told_back_at = NULL""",
            {**days, "id": new_id()},
        )


def back(db: Database, workspace: str, user: str, today: date, now: datetime) -> Row | None:
    """Here again: the absence that runs today ended yesterday, and nobody tells them so. None: there was none.

    Somebody who is here but has told of a coming absence calls that one off.
    """
    with db.atomic():
        spans = ahead(db, workspace, user, today)
        if not spans:
            return None
        if spans[0]["first_day"] >= today.isoformat():
            db.execute("DELETE FROM away WHERE id = :id", {"id": spans[0]["id"]})
        else:
            yesterday = (today - timedelta(days=1)).isoformat()
            ended = {"id": spans[0]["id"], "last": yesterday, "now": stamp(now)}
            db.execute("UPDATE away SET last_day = :last, told_back_at = :now, noticed_at = NULL WHERE id = :id", ended)
        return spans[0]


def ahead(db: Database, workspace: str, user: str, today: date) -> list[Row]:
    """The absence that runs today and those to come, the earliest first."""
    return db.query(
        """
        SELECT * FROM away WHERE workspace = :workspace AND user_id = :user AND last_day >= :today
        ORDER BY first_day, last_day""",
        {"workspace": workspace, "user": user, "today": today.isoformat()},
    )


def away_on(db: Database, workspace: str, users: Collection[str], day: date) -> set[str]:
    """Those of `users` who are away on that day."""
    rows = db.query(
        "SELECT user_id FROM away WHERE workspace = :workspace AND last_day >= :day AND first_day <= :day",
        {"workspace": workspace, "day": day.isoformat()},
    )
    return {row["user_id"] for row in rows} & set(users)


def told_back(db: Database, away_id: str, now: datetime) -> bool:
    """The person knows that I ask again (or need not be told). False when they knew already."""
    told = db.execute(
        "UPDATE away SET told_back_at = :now WHERE id = :id AND told_back_at IS NULL RETURNING id",
        {"id": away_id, "now": stamp(now)},
    )
    return bool(told)


def untold(db: Database, workspace: str, user: str) -> list[Row]:
    """This person's absences, over or not, whose end they have not heard of, the earliest first."""
    return db.query(
        """
        SELECT * FROM away WHERE workspace = :workspace AND user_id = :user AND told_back_at IS NULL
        ORDER BY last_day, id""",
        {"workspace": workspace, "user": user},
    )
