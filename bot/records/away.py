"""Absences, in days of people's own calendars; the last day is included."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.model.people import Absence
from bot.records.bulk_values import list_values
from bot.records.database import Database, new_id, stamp

ONE_DAY = timedelta(days=1)
SAID_TWICE = timedelta(minutes=1)  # `back` typed again so soon is the same word said twice


def leave(db: Database, workspace: str, user: str, first: date, last: date) -> tuple[Absence, list[Absence]]:
    """Keep that somebody is away from `first` to `last`, both included, joined with what touches or overlaps it.

    Return what is kept, and the other absences that it was joined with as they were, the earliest first.
    """
    around = {"before": (first - ONE_DAY).isoformat(), "after": (last + ONE_DAY).isoformat()}
    with db.atomic():
        # Whoever has noted something new since may be back from that at once.
        forgotten = "UPDATE people SET back_at = NULL WHERE workspace = :workspace AND user_id = :user"
        db.execute(forgotten, {"workspace": workspace, "user": user})
        rows = db.execute(
            """
            DELETE FROM away WHERE workspace = :workspace AND user_id = :user
                AND first_day <= :after AND last_day >= :before RETURNING *""",
            {"workspace": workspace, "user": user, **around},
        )
        joined = sorted(map(Absence.from_row, rows), key=lambda each: each.first_day)
        # The same days said again are nothing that was noted before: a window that arrives twice answers the same.
        others = [each for each in joined if (each.first_day, each.last_day) != (first, last)]
        first, last = (
            min([first, *(each.first_day for each in joined)]),
            max([last, *(each.last_day for each in joined)]),
        )
        kept = db.execute(
            """
            INSERT INTO away (id, workspace, user_id, first_day, last_day)
            VALUES (:id, :workspace, :user, :first, :last)
            ON CONFLICT (workspace, user_id, first_day, last_day) DO UPDATE SET welcomed_at = NULL RETURNING *""",
            {
                "id": new_id(),
                "workspace": workspace,
                "user": user,
                "first": first.isoformat(),
                "last": last.isoformat(),
            },
        )
    return Absence.from_row(kept[0]), others


def come_back(
    db: Database, workspace: str, user: str, today: date, now: datetime, *, press: str = ""
) -> Absence | None:
    """End the absence that runs today as of yesterday, or call off the next one; return it as it was.

    Return None when there was none. Nobody is welcomed back from it: they know. Said again by the same `press`, or
    within a minute, it ends nothing more and returns the same.
    """
    with db.atomic():
        if not _say_back(db, workspace, user, press, now):
            return _find_ended(db, workspace, user)
        absences = list_ahead(db, workspace, user, today)
        ended = _end(db, absences[0], today, now) if absences else None
        db.execute(
            "UPDATE people SET back_first = :first, back_last = :last WHERE workspace = :workspace AND user_id = :user",
            {
                "workspace": workspace,
                "user": user,
                "first": ended.first_day.isoformat() if ended else None,
                "last": ended.last_day.isoformat() if ended else None,
            },
        )
        return ended


def _say_back(db: Database, workspace: str, user: str, press: str, now: datetime) -> bool:
    """Record that somebody says they are back. Return False when they have just said so."""
    # A write, so that of two at once the second waits here for what the first has ended.
    said = db.execute(
        """
        INSERT INTO people (workspace, user_id, back_press, back_at) VALUES (:workspace, :user, :press, :now)
        ON CONFLICT (workspace, user_id) DO UPDATE SET back_press = excluded.back_press, back_at = excluded.back_at
        WHERE (people.back_press <> excluded.back_press OR people.back_press = '')
            AND (people.back_at IS NULL OR people.back_at < :before)
        RETURNING user_id""",
        {"workspace": workspace, "user": user, "press": press, "now": stamp(now), "before": stamp(now - SAID_TWICE)},
    )
    return bool(said)


def _find_ended(db: Database, workspace: str, user: str) -> Absence | None:
    """Return the absence that somebody has ended by saying that they are back, as it was; None when there was none."""
    rows = db.query(
        """
        SELECT '' AS id, workspace, user_id, back_first AS first_day, back_last AS last_day, NULL AS welcomed_at
        FROM people WHERE workspace = :workspace AND user_id = :user AND back_first IS NOT NULL""",
        {"workspace": workspace, "user": user},
    )
    return Absence.from_row(rows[0]) if rows else None


def cross_out(db: Database, workspace: str, user: str, absence_id: str, today: date, now: datetime) -> Absence | None:
    """End or call off one absence of this person; return it as it was, None when it is over or crossed out already."""
    with db.atomic():
        absences = [each for each in list_ahead(db, workspace, user, today) if each.id == absence_id]
        return _end(db, absences[0], today, now) if absences else None


def return_on(db: Database, workspace: str, user: str, day: date, today: date) -> Absence:
    """Keep that somebody is away until the day before `day`, which is to come; return the absence as it is then.

    The last absence that begins before that day ends with it; where there is none, one begins today.
    """
    last = day - ONE_DAY
    with db.atomic():
        begun = [each for each in list_ahead(db, workspace, user, today) if each.first_day < day]
        if not begun:
            return leave(db, workspace, user, today, last)[0]
        # Told anew: whoever was welcomed back from it, or planned for, is away until another day now.
        rows = db.execute(
            """
            UPDATE away SET last_day = :last, welcomed_at = NULL, noticed_at = NULL WHERE id = :id RETURNING *""",
            {"id": begun[-1].id, "last": last.isoformat()},
        )
        return Absence.from_row(rows[0]) if rows else leave(db, workspace, user, today, last)[0]


def _end(db: Database, absence: Absence, today: date, now: datetime) -> Absence:
    """End an absence as of yesterday, or delete it where it has not begun; return it as it was."""
    if absence.first_day >= today:
        db.execute("DELETE FROM away WHERE id = :id", {"id": absence.id})
    else:
        ended = {"id": absence.id, "last": (today - ONE_DAY).isoformat(), "now": stamp(now)}
        # Noticed no more: the planner has to find that they may be reminded from today on.
        db.execute("UPDATE away SET last_day = :last, welcomed_at = :now, noticed_at = NULL WHERE id = :id", ended)
    return absence


def delete(db: Database, workspace: str, user: str, absence_id: str) -> None:
    """Forget one absence of this person."""
    db.execute(
        "DELETE FROM away WHERE workspace = :workspace AND user_id = :user AND id = :id",
        {"workspace": workspace, "user": user, "id": absence_id},
    )


def list_ahead(db: Database, workspace: str, user: str, today: date) -> list[Absence]:
    """Return the absence that runs today and those to come, the earliest first."""
    rows = db.query(
        """
        SELECT * FROM away WHERE workspace = :workspace AND user_id = :user AND last_day >= :today
        ORDER BY first_day, last_day""",
        {"workspace": workspace, "user": user, "today": today.isoformat()},
    )
    return [Absence.from_row(row) for row in rows]


def list_away(db: Database, asked: Iterable[tuple[str, date]]) -> dict[tuple[str, date], set[str]]:
    """Return workspace and day → who is away there on that day, of these."""
    found: dict[tuple[str, date], set[str]] = {key: set() for key in asked}
    values, params = list_values(db, ((workspace, day.isoformat()) for workspace, day in found))
    for row in db.query(_AWAY_ON.format(values=values), params) if values else []:
        found[row["workspace"], date.fromisoformat(row["day"])].add(row["user_id"])
    return found


_AWAY_ON = """
    SELECT a.workspace, q.column2 AS day, a.user_id FROM ({values}) AS q
    JOIN away a ON a.workspace = q.column1 AND a.last_day >= q.column2 AND a.first_day <= q.column2"""


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
