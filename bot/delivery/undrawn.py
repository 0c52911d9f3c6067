"""The plain notice about a message that could not be drawn: who hears of it, and once."""

from datetime import datetime, timedelta

from bot.delivery.requests import is_direct
from bot.model.outbox import Address, Kind, Operation, OutboxRow
from bot.records import outbox, teams
from bot.records.database import Database

ONCE_IN = timedelta(days=1)  # an update that fails is planned anew with every press, its notice is not


def tell_undrawn(db: Database, row: OutboxRow, now: datetime) -> None:
    """Say that a row could not be drawn, in words that need nothing of what failed. Call it in a transaction."""
    # Never about a notice itself. And nothing is written beside a tap, since it would name who tapped, and when.
    if row.kind in (Kind.UNDRAWN, Kind.PULSE):
        return
    detail = {"row": row.id, "channel": "" if is_direct(row.channel) else row.channel}
    ref = row.id if row.op == Operation.POST else f"{row.op} {row.kind} {row.ref}"
    for person in _list_concerned(db, row):
        if not outbox.was_said(db, Kind.UNDRAWN, ref, person, now - ONCE_IN):
            at = Address(row.workspace, person, row.team_id)
            outbox.say(db, Kind.UNDRAWN, ref, at, now, detail={**detail, "again": row.op == Operation.POST})


def _list_concerned(db: Database, row: OutboxRow) -> list[str]:
    """Return who waits for it, or who wants to hear that it failed; otherwise whoever leads or has made the team."""
    if is_direct(row.channel):
        return [row.channel]
    for person in (row.detail.get("user"), row.notify_on_failure):
        if person:
            return [str(person)]
    if row.team_id is None:
        return []
    return teams.list_managers(db, row.team_id) or [teams.get(db, row.team_id).created_by]
