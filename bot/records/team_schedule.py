"""When teams are asked next: who is due, moved on, paused and resumed."""

from collections.abc import Iterable
from datetime import datetime

from bot.model.schedule import Occasion
from bot.model.teams import PauseReason, Team
from bot.records.bulk_values import list_values
from bot.records.database import Database, stamp


def pause(db: Database, team_id: str, reason: PauseReason, now: datetime) -> bool:
    """Pause a team whose channel cannot be reached. Return False when it was paused already."""
    paused = db.execute(
        "UPDATE teams SET paused_at = :now, pause_reason = :reason WHERE id = :id AND paused_at IS NULL RETURNING id",
        {"id": team_id, "reason": reason, "now": stamp(now)},
    )
    return bool(paused)


def pause_for_manager(db: Database, team_id: str, until: datetime | None, now: datetime) -> None:
    """Pause the team until that moment, or until its manager says otherwise."""
    db.execute(
        """
        UPDATE teams SET paused_at = coalesce(paused_at, :now), pause_reason = :reason, paused_until = :until
        WHERE id = :id""",
        {
            "id": team_id,
            "now": stamp(now),
            "reason": PauseReason.MANAGER,
            "until": stamp(until) if until else None,
        },
    )


def list_ended_pauses(db: Database, now: datetime) -> list[Team]:
    """Return teams whose pause is over by now, 200 at most, the longest waiting first."""
    rows = db.query(
        "SELECT * FROM teams WHERE paused_until <= :now ORDER BY paused_until LIMIT 200", {"now": stamp(now)}
    )
    return [Team.from_row(row) for row in rows]


def resume(db: Database, team: Team, upcoming: Occasion) -> bool:
    """End the pause, whatever its reason. Return False when there is none, or somebody else has ended it."""
    # Of several that read the same pause one ends it. `was` is NULL without one, which equals nothing in SQL.
    resumed = db.execute(
        """
        UPDATE teams SET paused_at = NULL, pause_reason = NULL, paused_until = NULL,
            next_checkin_on = :next_on, next_checkin_at = :next_at, next_checkin_why = :next_why
        WHERE id = :id AND paused_at = :was RETURNING id""",
        {"id": team.id, "was": stamp(team.paused_at) if team.paused_at else None, **write_occasion(upcoming)},
    )
    return bool(resumed)


def resume_channel(db: Database, workspace: str, channel: str) -> None:
    """End the pause of a channel that can be reached again; a manager's own stays."""
    db.execute(
        """
        UPDATE teams SET paused_at = NULL, pause_reason = NULL
        WHERE workspace = :workspace AND channel = :channel AND pause_reason <> :manager""",
        {"workspace": workspace, "channel": channel, "manager": PauseReason.MANAGER},
    )


def list_due(db: Database, now: datetime, limit: int = 200) -> list[Team]:
    """Return teams whose check-in is due, the longest waiting first; in a transaction they are locked until its end.

    Those that somebody else has locked are left out: several clocks share what is due.
    """
    rows = db.query(_DUE[db.engine], {"now": stamp(now), "limit": limit})
    return [Team.from_row(row) for row in rows]


_LIST_DUE = """
    SELECT * FROM teams WHERE paused_at IS NULL AND next_checkin_at <= :now ORDER BY next_checkin_at LIMIT :limit"""
# NO KEY: whoever writes something of the team meanwhile need not wait.
_DUE = {"sqlite": _LIST_DUE, "postgresql": f"{_LIST_DUE} FOR NO KEY UPDATE SKIP LOCKED"}


def list_distant(db: Database, after: datetime) -> list[Team]:
    """Return teams whose next check-in lies after this moment."""
    rows = db.query("SELECT * FROM teams WHERE paused_at IS NULL AND next_checkin_at > :after", {"after": stamp(after)})
    return [Team.from_row(row) for row in rows]


def schedule(db: Database, team: Team, upcoming: Occasion) -> bool:
    """Move on to the next check-in. Return False when another process has already moved it."""
    return bool(schedule_all(db, [(team, upcoming)]))


def schedule_all(db: Database, moves: Iterable[tuple[Team, Occasion]]) -> set[str]:
    """Move each of these teams on as `schedule` does. Return the ids of those that were moved."""
    rows = [(team.id, stamp(team.next_checkin_at), *write_occasion(upcoming).values()) for team, upcoming in moves]
    values, params = list_values(db, rows)
    return {row["id"] for row in db.execute(_SCHEDULE.format(values=values), params)} if values else set()


_SCHEDULE = """
    UPDATE teams SET next_checkin_on = turn.column3, next_checkin_at = turn.column4, next_checkin_why = turn.column5
    FROM ({values}) AS turn WHERE id = turn.column1 AND next_checkin_at = turn.column2 RETURNING id"""


def write_occasion(upcoming: Occasion) -> dict[str, str]:
    """Return the columns that say when a team is asked next, and why it is not another day."""
    why = "; ".join(upcoming.reasons)
    return {"next_on": upcoming.on.isoformat(), "next_at": stamp(upcoming.at), "next_why": why}
