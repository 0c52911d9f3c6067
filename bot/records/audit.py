"""The audit: deeds in a team that others may ask about, and whose they were."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.model.audit import AuditEntry, AuditEvent
from bot.records.database import Database, new_id, stamp


def note(
    db: Database,
    event: AuditEvent,
    *,
    actor: str,
    now: datetime,
    team_id: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write down who did what; `actor` is a user id, or "clock"."""
    db.execute(
        "INSERT INTO audit (id, team_id, actor, event, detail, at) VALUES (:id, :team, :actor, :event, :detail, :now)",
        {
            "id": new_id(),
            "team": team_id,
            "actor": actor,
            "event": event,
            "detail": json.dumps(detail or {}),
            "now": stamp(now),
        },
    )


def find_last(db: Database, event: AuditEvent, team_id: str) -> AuditEntry | None:
    """Return who did this last, and when."""
    rows = db.query(
        "SELECT actor, at FROM audit WHERE team_id = :team AND event = :event ORDER BY at DESC LIMIT 1",
        {"team": team_id, "event": event},
    )
    return AuditEntry.from_row(rows[0]) if rows else None
