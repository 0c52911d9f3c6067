"""Who did what that others may ask about, and which of Slack's events have been seen."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.records.database import Database, Row, new_id, stamp


def note(
    db: Database,
    act: str,
    *,
    actor: str,
    now: datetime,
    team_id: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    db.execute(
        "INSERT INTO audit (id, team_id, actor, act, detail, at) VALUES (:id, :team, :actor, :act, :detail, :now)",
        {
            "id": new_id(),
            "team": team_id,
            "actor": actor,
            "act": act,
            "detail": json.dumps(detail or {}),
            "now": stamp(now),
        },
    )


def last(db: Database, act: str, team_id: str) -> Row | None:
    """Who did this last, and when."""
    rows = db.query(
        "SELECT actor, at FROM audit WHERE team_id = :team AND act = :act ORDER BY at DESC LIMIT 1",
        {"team": team_id, "act": act},
    )
    return rows[0] if rows else None
