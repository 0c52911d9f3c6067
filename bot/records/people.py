"""People: their name and zone, their mute, and when to consider writing to them next."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal

from bot.model.people import Person, is_forgotten
from bot.model.teams import Role
from bot.records.bulk_values import list_values
from bot.records.database import Database, stamp

# Closed, because a column's name goes into the SQL as it is.
Column = Literal["name", "zone", "muted_at", "muted_until", "slowdown_announced_at", "consider_at", "is_admin"]


def get(db: Database, workspace: str, user: str) -> Person:
    """Return what is known of a person; of a stranger that is nothing."""
    rows = db.query(
        "SELECT * FROM people WHERE workspace = :workspace AND user_id = :user", _person_key(workspace, user)
    )
    return Person.from_row(rows[0]) if rows else Person(workspace, user)


def list_names(db: Database, workspace: str, users: Collection[str]) -> dict[str, str]:
    """Return user id → name, of those people whose name is known."""
    values, params = list_values(db, ((each,) for each in sorted(users) or [""]))
    rows = db.query(
        f"""
        SELECT user_id, name FROM people
        WHERE workspace = :workspace AND name <> '' AND user_id IN (SELECT column1 FROM ({values}) AS wanted)""",
        {**params, "workspace": workspace},
    )
    return {row["user_id"]: row["name"] for row in rows}


def learn(
    db: Database, workspace: str, user: str, *, zone: str = "", name: str = "", is_admin: bool | None = None
) -> None:
    """Record their zone (IANA), what they are called, and whether they are an admin of Slack's, as Slack has just given
    it; what is "" or None stays as it was.
    """
    # Read first: it hardly ever changes, and on SQLite a write would wait for everybody else's.
    known = get(db, workspace, user)
    if zone and known.zone != zone:
        _set_column(db, workspace, user, "zone", zone)
    if name and known.name != name:
        _set_column(db, workspace, user, "name", name)
    if is_admin is not None and known.is_admin != is_admin:
        _set_column(db, workspace, user, "is_admin", int(is_admin))


def rename(db: Database, workspace: str, user: str, name: str) -> None:
    """Record what somebody of whom anything is known is called now."""
    db.execute(
        """
        UPDATE people SET name = :name
        WHERE workspace = :workspace AND user_id = :user AND name <> :name""",
        {**_person_key(workspace, user), "name": name},
    )


def mute(db: Database, workspace: str, user: str, until: datetime | None, now: datetime) -> None:
    """Send no messages unasked from now on, until then or for good."""
    with db.atomic():
        _set_column(db, workspace, user, "muted_at", stamp(now))
        _set_column(db, workspace, user, "muted_until", stamp(until) if until else None)
        consider(db, workspace, user, until or now)


def unmute(db: Database, workspace: str, user: str, now: datetime) -> bool:
    """End the mute. Return False when they were not muted, or not any more."""
    was = get(db, workspace, user)
    with db.atomic():
        _set_column(db, workspace, user, "muted_at", None)
        consider(db, workspace, user, now)
    return was.muted_at is not None and not (was.muted_until and was.muted_until <= now)


def note_slowdown(db: Database, workspace: str, user: str, at: datetime | None) -> None:
    """Record since when they know that they are asked less often; None: they are asked weekly again."""
    _set_column(db, workspace, user, "slowdown_announced_at", stamp(at) if at else None)


def consider(db: Database, workspace: str, user: str, at: datetime) -> None:
    """Consider this person at that moment, if not earlier; nobody who was forgotten."""
    if is_forgotten(user):
        return
    db.execute(
        """
        INSERT INTO people (workspace, user_id, consider_at) VALUES (:workspace, :user, :at)
        ON CONFLICT (workspace, user_id) DO UPDATE SET consider_at = excluded.consider_at
        WHERE people.consider_at IS NULL OR people.consider_at > excluded.consider_at""",
        {**_person_key(workspace, user), "at": stamp(at)},
    )


def considered(db: Database, workspace: str, user: str, again: datetime | None) -> None:
    """Leave this person in peace until `again`; None: until there is something new."""
    _set_column(db, workspace, user, "consider_at", stamp(again) if again else None)


def list_due(db: Database, now: datetime) -> list[Person]:
    """Return whom to consider now, 200 at most, the longest waiting first."""
    rows = db.query(
        "SELECT * FROM people WHERE consider_at <= :now ORDER BY consider_at LIMIT 200", {"now": stamp(now)}
    )
    return [Person.from_row(row) for row in rows]


def note_home_opened(db: Database, workspace: str, user: str, now: datetime) -> None:
    """Record that this person has opened their Home tab, the first time."""
    db.execute(
        """
        INSERT INTO people (workspace, user_id, home_opened_at) VALUES (:workspace, :user, :now)
        ON CONFLICT (workspace, user_id) DO UPDATE SET home_opened_at = excluded.home_opened_at
        WHERE people.home_opened_at IS NULL""",
        {**_person_key(workspace, user), "now": stamp(now)},
    )


def list_with_home(db: Database, workspace: str, users: Collection[str]) -> list[str]:
    """Return those of `users` who have ever opened their Home tab, by their ids."""
    if not users:
        return []
    values, params = list_values(db, ((user,) for user in sorted(users)))
    rows = db.query(
        f"""
        SELECT user_id FROM people
        WHERE workspace = :workspace AND user_id IN ({values}) AND home_opened_at IS NOT NULL
        ORDER BY user_id""",
        {"workspace": workspace, **params},
    )
    return [row["user_id"] for row in rows]


def list_leads_with_home(db: Database, team_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return workspace and user id of everybody who leads one of these teams and has ever opened their Home tab, in
    that order.
    """
    values, params = list_values(db, ((each,) for each in team_ids))
    rows = db.query(_LEADS.format(values=values), params | {"lead": Role.MANAGER}) if values else []
    return [(row["workspace"], row["user_id"]) for row in rows]


_LEADS = """
    SELECT DISTINCT p.workspace, p.user_id FROM members m JOIN teams t ON t.id = m.team_id
    JOIN people p ON p.workspace = t.workspace AND p.user_id = m.user_id
    WHERE m.team_id IN (SELECT column1 FROM ({values}) AS wanted) AND m.role = :lead AND p.home_opened_at IS NOT NULL
    ORDER BY p.workspace, p.user_id"""


def consider_distant(db: Database, after: datetime, now: datetime) -> None:
    """Consider now whom nobody would consider before that moment."""
    params = {"after": stamp(after), "now": stamp(now)}
    db.execute("UPDATE people SET consider_at = :now WHERE consider_at > :after", params)


def lock_row(db: Database, workspace: str, user: str, now: datetime) -> Person | None:
    """Lock a due person until this transaction ends. Return None when another process has just considered them."""
    # An UPDATE, not a SELECT: whoever comes second waits for it, and then finds `consider_at` moved on.
    rows = db.execute(
        """
        UPDATE people SET consider_at = consider_at
        WHERE workspace = :workspace AND user_id = :user AND consider_at <= :now RETURNING *""",
        {**_person_key(workspace, user), "now": stamp(now)},
    )
    return Person.from_row(rows[0]) if rows else None


def _set_column(db: Database, workspace: str, user: str, column: Column, value: str | int | None) -> None:
    db.execute(
        f"""
        INSERT INTO people (workspace, user_id, {column}) VALUES (:workspace, :user, :value)
        ON CONFLICT (workspace, user_id) DO UPDATE SET {column} = excluded.{column}""",
        {**_person_key(workspace, user), "value": value},
    )


def _person_key(workspace: str, user: str) -> dict[str, object]:
    return {"workspace": workspace, "user": user}
