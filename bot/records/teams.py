"""Teams (one Slack channel each) and their members."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from bot.records.database import Database, Row, new_id, stamp

# Slack's codes after which nothing can be said in a channel until somebody mends it: the team is paused.
LOST = frozenset(
    ("is_archived", "channel_not_found", "not_in_channel", "account_inactive", "token_revoked", "invalid_auth")
)


class Rule(Protocol):
    """When a team is asked, as bot.coaching.rhythm.cadence has it."""

    @property
    def zone(self) -> str: ...
    @property
    def weekday(self) -> int: ...
    @property
    def time(self) -> str: ...
    @property
    def every(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def days_off(self) -> Collection[date]: ...


class Occasion(Protocol):
    """The next check-in: its day in the series, when it really is, and what to say about the difference."""

    @property
    def on(self) -> date: ...
    @property
    def at(self) -> datetime: ...
    @property
    def reasons(self) -> Collection[str]: ...


def find(db: Database, workspace: str, channel: str) -> Row | None:
    rows = db.query(
        "SELECT * FROM teams WHERE workspace = :workspace AND channel = :channel",
        {"workspace": workspace, "channel": channel},
    )
    return rows[0] if rows else None


def get(db: Database, team_id: str) -> Row:
    """KeyError when there is no such team."""
    rows = db.query("SELECT * FROM teams WHERE id = :id", {"id": team_id})
    if not rows:
        raise KeyError(team_id)
    return rows[0]


def of(db: Database, workspace: str, user: str, role: str | None = None) -> list[Row]:
    """The teams a person is in, by name; only those where they have the role, when one is given."""
    return db.query(
        """
        SELECT t.* FROM teams t JOIN members m ON m.team_id = t.id
        WHERE t.workspace = :workspace AND m.user_id = :user AND (:role = '' OR m.role = :role)
        ORDER BY t.name""",
        {"workspace": workspace, "user": user, "role": role or ""},
    )


def create(
    db: Database,
    *,
    workspace: str,
    channel: str,
    name: str,
    rule: Rule,
    upcoming: Occasion,
    by: str,
    now: datetime,
) -> Row:
    """The team of this channel: made now, or the one that somebody else was quicker to make."""
    team = {"id": new_id(), "workspace": workspace, "channel": channel, "name": name, "by": by, "now": stamp(now)}
    db.execute(
        """
        INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country,
            days_off, next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at)
        VALUES (:id, :workspace, :channel, :name, :zone, :day, :time, :every, :country,
            :days_off, :next_on, :next_at, :next_why, :by, :now)
        ON CONFLICT (workspace, channel) DO NOTHING""",
        {**team, **_ruled(rule), **_next(upcoming)},
    )
    found = find(db, workspace, channel)
    assert found is not None
    return found


def configure(db: Database, team_id: str, *, name: str, rule: Rule, upcoming: Occasion, now: datetime) -> None:
    """As its people set it up; a pause ends with it."""
    db.execute(
        """
        UPDATE teams SET name = :name, zone = :zone, checkin_day = :day, checkin_time = :time,
            checkin_every = :every, country = :country, days_off = :days_off, next_checkin_on = :next_on,
            next_checkin_at = :next_at, next_checkin_why = :next_why, confirmed_at = :now,
            paused_at = NULL, pause_reason = NULL, paused_until = NULL
        WHERE id = :id""",
        {"id": team_id, "name": name, "now": stamp(now), **_ruled(rule), **_next(upcoming)},
    )


def members(db: Database, team_id: str) -> list[Row]:
    """user_id, side, role of everybody in the team, in the order they joined."""
    return db.query(
        "SELECT user_id, side, role FROM members WHERE team_id = :team ORDER BY joined_at, user_id", {"team": team_id}
    )


def role(db: Database, team_id: str, user: str) -> str | None:
    """manager, member, observer; None for somebody who is not in the team."""
    rows = db.query(
        "SELECT role FROM members WHERE team_id = :team AND user_id = :user", {"team": team_id, "user": user}
    )
    return str(rows[0]["role"]) if rows else None


def side(db: Database, team_id: str, user: str) -> str:
    """marketing, it, sales; other for somebody who is on none."""
    seats = {each["user_id"]: str(each["side"]) for each in members(db, team_id)}
    return seats.get(user, "other")


def join(db: Database, team_id: str, user: str, now: datetime, *, side: str = "other", role: str = "member") -> None:
    """Somebody who takes part is a member from then on; one who is already keeps side and role."""
    db.execute(
        """
        INSERT INTO members (team_id, user_id, side, role, joined_at) VALUES (:team, :user, :side, :role, :now)
        ON CONFLICT (team_id, user_id) DO NOTHING""",
        {"team": team_id, "user": user, "side": side, "role": role, "now": stamp(now)},
    )


def leave(db: Database, team_id: str, user: str) -> bool:
    """Somebody is no member any more; what they have promised stays. False when they were none."""
    gone = "DELETE FROM members WHERE team_id = :team AND user_id = :user RETURNING user_id"
    return bool(db.execute(gone, {"team": team_id, "user": user}))


def seat(db: Database, team_id: str, seats: Mapping[str, tuple[str, str]], now: datetime) -> None:
    """Set everybody's side and role (user → side, role); who is not named any more becomes an ordinary other."""
    with db.atomic():
        db.execute("UPDATE members SET side = 'other', role = 'member' WHERE team_id = :team", {"team": team_id})
        for user, (side, role) in seats.items():
            db.execute(
                """
                INSERT INTO members (team_id, user_id, side, role, joined_at) VALUES (:team, :user, :side, :role, :now)
                ON CONFLICT (team_id, user_id) DO UPDATE SET side = excluded.side, role = excluded.role""",
                {"team": team_id, "user": user, "side": side, "role": role, "now": stamp(now)},
            )


def pause(db: Database, team_id: str, reason: str, now: datetime) -> bool:
    """False when it was paused already."""
    paused = db.execute(
        "UPDATE teams SET paused_at = :now, pause_reason = :reason WHERE id = :id AND paused_at IS NULL RETURNING id",
        {"id": team_id, "reason": reason, "now": stamp(now)},
    )
    return bool(paused)


def resume(db: Database, workspace: str, channel: str) -> None:
    """The team of a channel that can be reached again. For a check-in missed meanwhile it may be too late."""
    db.execute(
        """
        UPDATE teams SET paused_at = NULL, pause_reason = NULL
        WHERE workspace = :workspace AND channel = :channel AND pause_reason <> 'manager'""",
        {"workspace": workspace, "channel": channel},
    )


def rest(db: Database, team_id: str, until: datetime | None, now: datetime) -> None:
    """Paused because whoever leads it said so: until that moment, or until they say otherwise."""
    db.execute(
        """
        UPDATE teams SET paused_at = coalesce(paused_at, :now), pause_reason = 'manager', paused_until = :until
        WHERE id = :id""",
        {"id": team_id, "now": stamp(now), "until": stamp(until) if until else None},
    )


def rested(db: Database, now: datetime, limit: int = 200) -> list[Row]:
    """Teams whose pause is over."""
    return db.query(
        "SELECT * FROM teams WHERE paused_until <= :now ORDER BY paused_until LIMIT :limit",
        {"now": stamp(now), "limit": limit},
    )


def go_on(db: Database, team: Row, upcoming: Occasion) -> bool:
    """The pause ends, whatever its reason. False when somebody else has ended it."""
    going = db.execute(
        """
        UPDATE teams SET paused_at = NULL, pause_reason = NULL, paused_until = NULL,
            next_checkin_on = :next_on, next_checkin_at = :next_at, next_checkin_why = :next_why
        WHERE id = :id AND paused_at = :was RETURNING id""",
        {"id": team["id"], "was": team["paused_at"], **_next(upcoming)},
    )
    return bool(going)


def due(db: Database, now: datetime, limit: int = 200) -> list[Row]:
    """Teams whose check-in is due, the longest waiting first."""
    return db.query(
        """
        SELECT * FROM teams WHERE paused_at IS NULL AND next_checkin_at <= :now
        ORDER BY next_checkin_at LIMIT :limit""",
        {"now": stamp(now), "limit": limit},
    )


def schedule(db: Database, team: Row, upcoming: Occasion) -> bool:
    """Move on to the next check-in. False when another process has already moved it."""
    moved = db.execute(
        """
        UPDATE teams SET next_checkin_on = :next_on, next_checkin_at = :next_at, next_checkin_why = :next_why
        WHERE id = :id AND next_checkin_at = :was RETURNING id""",
        {"id": team["id"], "was": team["next_checkin_at"], **_next(upcoming)},
    )
    return bool(moved)


def _ruled(rule: Rule) -> dict[str, object]:
    return {
        "zone": rule.zone,
        "day": rule.weekday,
        "time": rule.time,
        "every": rule.every,
        "country": rule.country,
        "days_off": json.dumps(sorted(day.isoformat() for day in rule.days_off)),
    }


def _next(upcoming: Occasion) -> dict[str, object]:
    why = "; ".join(upcoming.reasons)
    return {"next_on": upcoming.on.isoformat(), "next_at": stamp(upcoming.at), "next_why": why}
