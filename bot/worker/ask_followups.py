"""Asking what became of it, on the days a playbook says."""

from datetime import datetime

from bot.model.outbox import Address, Kind
from bot.records import followups, outbox, people
from bot.records.database import Database


def ask_due(db: Database, now: datetime) -> int:
    """Ask what is due; how many. In the channel where the result was; who kept it to themselves is thought of, like
    anybody who is written to unasked.
    """
    asked = 0
    while ids := followups.due(db, now):
        asked += sum(_ask(db, each, now) for each in ids)
    return asked


def _ask(db: Database, followup_id: str, now: datetime) -> bool:
    with db.atomic():
        if not followups.ask(db, followup_id, now):
            return False
        row = followups.get(db, followup_id)
        if row["shared"] != "channel":
            people.consider(db, row["workspace"], row["started_by"], now)
            return True
        at = Address(row["workspace"], row["channel"], row["team_id"])
        outbox.say(db, Kind.FOLLOWUP, followup_id, at, now, notify_on_failure=row["started_by"])
    return True
