"""Who is away, and when."""

from collections.abc import Collection
from datetime import date

from bot.records.database import Database


def away_on(db: Database, workspace: str, users: Collection[str], day: date) -> set[str]:
    """Those of `users` who are away on this day."""
    rows = db.query(
        """
        SELECT DISTINCT user_id FROM away
        WHERE workspace = :workspace AND first_day <= :day AND last_day >= :day""",
        {"workspace": workspace, "day": day.isoformat()},
    )
    return {row["user_id"] for row in rows} & set(users)
