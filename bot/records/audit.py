"""The audit: deeds in a team or a workspace that others may ask about, and whose they were."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.model.audit import LOOKS, AuditEntry, AuditEvent
from bot.records import installations
from bot.records.database import Database, new_id, stamp

_SELECT = """
    SELECT a.id, a.workspace, a.team_id, coalesce(t.channel, '') AS channel, a.actor, a.event, a.detail, a.at
    FROM audit a LEFT JOIN teams t ON t.id = a.team_id"""
_LOOKS = ", ".join(f"'{event}'" for event in sorted(LOOKS))


def note(
    db: Database,
    event: AuditEvent,
    *,
    actor: str,
    now: datetime,
    team_id: str | None = None,
    workspace: str = "",
    detail: Mapping[str, object] | None = None,
    press: str = "",
) -> None:
    """Write down who did what, in a team or in a `workspace`; `actor` is a user id, "clock", or OPERATOR.

    What the same `press` did before is not written down again. `detail` holds ids and settings, never words.
    """
    db.execute(
        """
        INSERT INTO audit (id, workspace, team_id, actor, event, detail, at, press)
        VALUES (:id, coalesce((SELECT workspace FROM teams WHERE id = :team), :workspace), :team, :actor, :event,
            :detail, :now, :press)
        ON CONFLICT DO NOTHING""",
        {
            "id": new_id(),
            "workspace": workspace,
            "team": team_id,
            "actor": actor,
            "event": event,
            "detail": json.dumps(detail or {}, sort_keys=True),
            "now": stamp(now),
            "press": press,
        },
    )


def note_everywhere(db: Database, event: AuditEvent, *, actor: str, now: datetime) -> None:
    """Write down, in every workspace, what concerns all of them."""
    for workspace in installations.list_workspaces(db):
        note(db, event, actor=actor, now=now, workspace=workspace)


def find_last(db: Database, event: AuditEvent, team_id: str) -> AuditEntry | None:
    """Return who did this last, and when."""
    rows = db.query(
        f"{_SELECT} WHERE a.team_id = :team AND a.event = :event ORDER BY a.at DESC, a.id LIMIT 1",
        {"team": team_id, "event": event},
    )
    return AuditEntry.from_row(rows[0]) if rows else None


def list_looks(db: Database, team_id: str, limit: int, skip: int = 0) -> list[AuditEntry]:
    """Return who looked at what of a team, the newest first."""
    rows = db.query(
        f"{_SELECT} WHERE a.team_id = :team AND a.event IN ({_LOOKS}) "
        "ORDER BY a.at DESC, a.id LIMIT :limit OFFSET :skip",
        {"team": team_id, "limit": limit, "skip": skip},
    )
    return [AuditEntry.from_row(row) for row in rows]


def find_look(db: Database, workspace: str, user: str) -> AuditEntry | None:
    """Return who else has looked last at a team that this person is in."""
    # CROSS JOIN: SQLite goes from the person's teams then, not from all of the workspace's.
    rows = db.query(
        f"""
        SELECT a.id, a.workspace, a.team_id, t.channel, a.actor, a.event, a.detail, a.at
        FROM members m CROSS JOIN teams t CROSS JOIN audit a
        WHERE m.user_id = :user AND t.id = m.team_id AND a.team_id = m.team_id
            AND t.workspace = :workspace AND a.event IN ({_LOOKS}) AND a.actor <> :user
        ORDER BY a.at DESC, a.id LIMIT 1""",
        {"workspace": workspace, "user": user},
    )
    return AuditEntry.from_row(rows[0]) if rows else None


def count_looks(db: Database, team_id: str) -> int:
    """Return how often somebody has looked."""
    counted = f"SELECT count(*) AS n FROM audit WHERE team_id = :team AND event IN ({_LOOKS})"
    return int(db.query(counted, {"team": team_id})[0]["n"])


def list_since(db: Database, since: datetime | None, workspace: str = "") -> list[AuditEntry]:
    """Return all that was noted since that moment, the oldest first; of one workspace where one is given."""
    rows = db.query(
        f"{_SELECT} WHERE a.at >= :since AND (:workspace = '' OR a.workspace = :workspace) ORDER BY a.at, a.id",
        {"since": stamp(since) if since else "", "workspace": workspace},
    )
    return [AuditEntry.from_row(row) for row in rows]
