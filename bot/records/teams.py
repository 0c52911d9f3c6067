"""Teams (one Slack channel each) and their members."""

import json
from collections.abc import Iterable
from datetime import datetime

from bot.errors import MissingError
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Member, PauseReason, Role, Side, Team
from bot.records.bulk_values import list_values
from bot.records.database import Database, new_id, stamp
from bot.records.team_schedule import write_occasion


def find(db: Database, workspace: str, channel: str) -> Team | None:
    """Return the team of a channel, None when it has none."""
    rows = db.query(
        "SELECT * FROM teams WHERE workspace = :workspace AND channel = :channel",
        {"workspace": workspace, "channel": channel},
    )
    return Team.from_row(rows[0]) if rows else None


def get(db: Database, team_id: str) -> Team:
    """Return the team. KeyError when there is none."""
    rows = db.query("SELECT * FROM teams WHERE id = :id", {"id": team_id})
    if not rows:
        raise MissingError(team_id)
    return Team.from_row(rows[0])


def lock_row(db: Database, team_id: str) -> Team:
    """Lock a team and return it as it is now: whoever else locks it waits for this transaction. KeyError as `get`."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    db.execute("UPDATE teams SET name = name WHERE id = :id", {"id": team_id})
    return get(db, team_id)


def list_for_person(db: Database, workspace: str, user: str, role: Role | None = None) -> list[Team]:
    """Return the teams that a person is in, by name; only those where they have the role, when one is given."""
    rows = db.query(
        """
        SELECT t.* FROM teams t JOIN members m ON m.team_id = t.id
        WHERE t.workspace = :workspace AND m.user_id = :user AND (:role = '' OR m.role = :role)
        ORDER BY t.name""",
        {"workspace": workspace, "user": user, "role": role or ""},
    )
    return [Team.from_row(row) for row in rows]


def list_all(db: Database) -> list[Team]:
    """Return the teams of all workspaces, by workspace and name."""
    rows = db.query("SELECT * FROM teams WHERE confirmed_at IS NOT NULL ORDER BY workspace, name, id")
    return [Team.from_row(row) for row in rows]


def list_in(db: Database, workspace: str, limit: int, skip: int) -> list[Team]:
    """Return teams of a workspace, by name."""
    rows = db.query(
        "SELECT * FROM teams WHERE workspace = :workspace ORDER BY name, id LIMIT :limit OFFSET :skip",
        {"workspace": workspace, "limit": limit, "skip": skip},
    )
    return [Team.from_row(row) for row in rows]


def count_in(db: Database, workspace: str) -> int:
    """Return how many teams a workspace has."""
    rows = db.query("SELECT count(*) AS n FROM teams WHERE workspace = :workspace", {"workspace": workspace})
    return int(rows[0]["n"])


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
) -> Team:
    """Return the team of this channel: made now, or the one that somebody else was quicker to make."""
    team = {"id": new_id(), "workspace": workspace, "channel": channel, "name": name, "by": by, "now": stamp(now)}
    db.execute(
        """
        INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country,
            days_off, next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at)
        VALUES (:id, :workspace, :channel, :name, :zone, :day, :time, :every, :country,
            :days_off, :next_on, :next_at, :next_why, :by, :now)
        ON CONFLICT (workspace, channel) DO NOTHING""",
        {**team, **_rule_columns(rule), **write_occasion(upcoming)},
    )
    # Read in any case: ON CONFLICT DO NOTHING returns no row where there was one.
    found = find(db, workspace, channel)
    assert found is not None
    return found


def was_saved_by(db: Database, team_id: str, press: str) -> bool:
    """Return whether the team was last set up by this submission, which has arrived before."""
    found = "SELECT 1 AS one FROM teams WHERE id = :id AND saved_press = :press AND saved_press <> ''"
    return bool(db.query(found, {"id": team_id, "press": press}))


def change(db: Database, team_id: str, *, name: str, rule: Rule, upcoming: Occasion, press: str = "") -> None:
    """Set the team's name and rhythm; `press` is the submission that does it."""
    db.execute(
        """
        UPDATE teams SET name = :name, zone = :zone, checkin_day = :day, checkin_time = :time,
            checkin_every = :every, country = :country, days_off = :days_off, next_checkin_on = :next_on,
            next_checkin_at = :next_at, next_checkin_why = :next_why, saved_press = :press
        WHERE id = :id""",
        {"id": team_id, "name": name, "press": press, **_rule_columns(rule), **write_occasion(upcoming)},
    )


def confirm(db: Database, team_id: str, now: datetime) -> None:
    """Record that its people have set the team up; a pause that its manager wanted stays, any other ends with it."""
    db.execute(
        """
        UPDATE teams SET confirmed_at = coalesce(confirmed_at, :now),
            paused_at = CASE WHEN pause_reason = :manager THEN paused_at END,
            paused_until = CASE WHEN pause_reason = :manager THEN paused_until END,
            pause_reason = CASE WHEN pause_reason = :manager THEN pause_reason END
        WHERE id = :id""",
        {"id": team_id, "now": stamp(now), "manager": PauseReason.MANAGER},
    )


def list_members(db: Database, team_id: str) -> list[Member]:
    """Return everybody in the team, by the day on which they joined."""
    rows = db.query(
        "SELECT user_id, side, role, guest FROM members WHERE team_id = :team ORDER BY joined_on, user_id",
        {"team": team_id},
    )
    return [Member.from_row(row) for row in rows]


def list_counted(db: Database, team_id: str) -> list[Member]:
    """Return whom figures are of: everybody in the team but observers and guests."""
    return [member for member in list_members(db, team_id) if member.counts]


def list_counted_of(db: Database, team_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return team id → the user ids of those whom `list_counted` gives, of these teams."""
    values, params = list_values(db, ((each,) for each in set(team_ids)))
    counted: dict[str, list[str]] = {}
    for row in db.query(_MEMBERS_OF.format(values=values), params) if values else []:
        counted.setdefault(row["team_id"], []).extend([row["user_id"]] if Member.from_row(row).counts else [])
    return counted


_MEMBERS_OF = """
    SELECT team_id, user_id, side, role, guest FROM members
    WHERE team_id IN (SELECT column1 FROM ({values}) AS wanted) ORDER BY joined_on, user_id"""


def is_guest(db: Database, team_id: str, user: str) -> bool:
    """Return whether somebody is in the team as a guest of the company."""
    return any(member.guest for member in list_members(db, team_id) if member.user_id == user)


def count_contents(db: Database, team_id: str) -> dict[str, int]:
    """Return how much there is of what a team has, by what people call one of it."""
    (counts,) = db.query(_CONTENTS, {"team": team_id})
    return {str(name): int(number) for name, number in counts.items()}


_CONTENTS = """
    SELECT
        (SELECT count(*) FROM members WHERE team_id = :team) AS member,
        (SELECT count(*) FROM commitments WHERE team_id = :team) AS promise,
        (SELECT count(*) FROM runs WHERE team_id = :team AND finished_at IS NOT NULL) AS result,
        (SELECT count(*) FROM runs WHERE team_id = :team AND finished_at IS NULL) AS draft,
        (SELECT count(*) FROM checkins WHERE team_id = :team) AS "check-in",
        (SELECT count(*) FROM waves WHERE team_id = :team) AS survey"""


def list_managers(db: Database, team_id: str) -> list[str]:
    """Return the user ids of those who lead the team, by the day on which they joined."""
    return [member.user_id for member in list_members(db, team_id) if member.role == Role.MANAGER]


def get_role(db: Database, team_id: str, user: str) -> Role | None:
    """Return somebody's role in the team; None when they are not in it."""
    return next((member.role for member in list_members(db, team_id) if member.user_id == user), None)


def get_side(db: Database, team_id: str, user: str) -> Side:
    """Return somebody's side; OTHER as well when they are not in the team."""
    return get_sides(db, team_id).get(user, Side.OTHER)


def get_sides(db: Database, team_id: str) -> dict[str, Side]:
    """Return person → side, of everybody in the team."""
    return {member.user_id: member.side for member in list_members(db, team_id)}


def _rule_columns(rule: Rule) -> dict[str, object]:
    return {
        "zone": rule.zone,
        "day": rule.weekday,
        "time": rule.time,
        "every": rule.every,
        "country": rule.country,
        "days_off": json.dumps(sorted(day.isoformat() for day in rule.days_off)),
    }
