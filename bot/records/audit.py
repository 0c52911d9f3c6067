"""Who did what that others may ask about, and which of Slack's events have been seen."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.records.database import Database, new_id, stamp


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
