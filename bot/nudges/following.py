"""Asking what became of it, on the days a playbook says."""

from datetime import datetime

from bot.records import followups, outbox
from bot.records.database import Database


def ask_due(db: Database, now: datetime) -> int:
    """Ask what is due; how many. In the channel where the result was, or of the one who kept it to themselves."""
    asked = 0
    while ids := followups.due(db, now):
        asked += sum(_ask(db, each, now) for each in ids)
    return asked


def _ask(db: Database, followup_id: str, now: datetime) -> bool:
    with db.atomic():
        if not followups.ask(db, followup_id, now):
            return False
        row = followups.get(db, followup_id)
        outbox.add(
            db,
            workspace=row["workspace"],
            channel=row["channel"] if row["shared"] == "channel" else row["started_by"],
            kind="followup",
            ref=followup_id,
            now=now,
            team_id=row["team_id"],
            told=row["started_by"],
        )
    return True
