"""The audit: deeds in a team or a workspace that others may ask about, and whose they were."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.model.audit import AuditEntry, AuditEvent
from bot.records.database import Database, new_id, stamp

_COLUMNS = "id, workspace, team_id, actor, event, detail, at"


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
    """Write down who did what, in a team or in a `workspace`; `actor` is a user id, or "clock".

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


def find_last(db: Database, event: AuditEvent, team_id: str) -> AuditEntry | None:
    """Return who did this last, and when."""
    rows = db.query(
        f"SELECT {_COLUMNS} FROM audit WHERE team_id = :team AND event = :event ORDER BY at DESC LIMIT 1",
        {"team": team_id, "event": event},
    )
    return AuditEntry.from_row(rows[0]) if rows else None
