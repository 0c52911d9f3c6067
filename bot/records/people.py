"""What is kept about a person: their zone, whether they want quiet, and when to think of them next."""

from datetime import datetime

from bot.records.database import Database, Row, stamp

UNKNOWN: Row = {
    "zone": "",
    "country": "",
    "muted_at": None,
    "muted_until": None,
    "told_slower_at": None,
    "look_at": None,
}


def get(db: Database, workspace: str, user: str) -> Row:
    """What is known of a person; of a stranger that nothing is."""
    rows = db.query("SELECT * FROM people WHERE workspace = :workspace AND user_id = :user", _key(workspace, user))
    return rows[0] if rows else {**UNKNOWN, "workspace": workspace, "user_id": user}


def learn(db: Database, workspace: str, user: str, zone: str) -> None:
    """Their zone (IANA), as Slack has just told it."""
    if get(db, workspace, user)["zone"] != zone:
        _set(db, workspace, user, "zone", zone)


def mute(db: Database, workspace: str, user: str, until: datetime | None, now: datetime) -> None:
    """No messages unasked from now on, until then or for good."""
    with db.atomic():
        _set(db, workspace, user, "muted_at", stamp(now))
        _set(db, workspace, user, "muted_until", stamp(until) if until else None)
        look(db, workspace, user, until or now)


def unmute(db: Database, workspace: str, user: str, now: datetime) -> bool:
    """False when they were not muted."""
    was = get(db, workspace, user)
    with db.atomic():
        _set(db, workspace, user, "muted_at", None)
        look(db, workspace, user, now)
    return bool(was["muted_at"]) and not (was["muted_until"] and was["muted_until"] <= stamp(now))


def told_slower(db: Database, workspace: str, user: str, at: datetime | None) -> None:
    """They have read that they are asked less often; None: they are asked weekly again."""
    _set(db, workspace, user, "told_slower_at", stamp(at) if at else None)


def look(db: Database, workspace: str, user: str, at: datetime) -> None:
    """Think of this person at that moment, if not earlier."""
    db.execute(
        """
        INSERT INTO people (workspace, user_id, look_at) VALUES (:workspace, :user, :at)
        ON CONFLICT (workspace, user_id) DO UPDATE SET look_at = excluded.look_at
        WHERE people.look_at IS NULL OR people.look_at > excluded.look_at""",
        {**_key(workspace, user), "at": stamp(at)},
    )


def looked(db: Database, workspace: str, user: str, again: datetime | None) -> None:
    """Done thinking of this person, until `again`."""
    _set(db, workspace, user, "look_at", stamp(again) if again else None)


def due(db: Database, now: datetime, limit: int = 200) -> list[Row]:
    """Whom to think of now, the longest waiting first."""
    return db.query(
        "SELECT workspace, user_id FROM people WHERE look_at <= :now ORDER BY look_at LIMIT :limit",
        {"now": stamp(now), "limit": limit},
    )


def held(db: Database, workspace: str, user: str, now: datetime) -> Row | None:
    """The person, kept from other processes until this transaction ends. None when somebody has just thought of them.

    An UPDATE, not a SELECT: whoever comes second waits for it, and then finds `look_at` moved on.
    """
    rows = db.execute(
        """
        UPDATE people SET look_at = look_at
        WHERE workspace = :workspace AND user_id = :user AND look_at <= :now RETURNING *""",
        {**_key(workspace, user), "now": stamp(now)},
    )
    return rows[0] if rows else None


def _set(db: Database, workspace: str, user: str, column: str, value: str | None) -> None:
    db.execute(
        f"""
        INSERT INTO people (workspace, user_id, {column}) VALUES (:workspace, :user, :value)
        ON CONFLICT (workspace, user_id) DO UPDATE SET {column} = excluded.{column}""",
        {**_key(workspace, user), "value": value},
    )


def _key(workspace: str, user: str) -> dict[str, object]:
    return {"workspace": workspace, "user": user}
