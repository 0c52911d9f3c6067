"""The canvas of what a team has agreed: one tab of its channel, drawn anew with each agreement; a pin without it."""

from datetime import datetime

from bot.actions import threads
from bot.actions.context import Context
from bot.model.outbox import Address, Kind, Operation, OutboxRow
from bot.model.runs import Run
from bot.records import canvases, outbox, teams, versions
from bot.records.database import Database

IN_DOUBT = "in_doubt"  # it may have been made: nobody but a person can look
# A person has deleted it, or there may be one already: another one would be one too many.
FINAL = frozenset({"canvas_not_found", IN_DOUBT})


def keep_at_hand(context: Context, version: Run) -> None:
    """Have a version that is agreed stand where the channel finds it. Call it in the transaction of the agreement."""
    document_id = threads.find_document(context, version).ref
    if canvases.find_refusal(context.db, version.team_id) in FINAL:
        _pin(context.db, document_id, version.address, version.started_by, context.now)
        context.spoken = True
        return
    detail = {"document": document_id}
    context.say(
        Kind.CANVAS,
        version.team_id,
        version.address,
        op=Operation.CANVAS,
        detail=detail,
        notify_on_failure=version.started_by,
    )


def give_up(db: Database, row: OutboxRow, code: str, now: datetime) -> None:
    """Pin the document that was to be in the canvas, and say once why there is none."""
    if row.team_id is None or teams.get(db, row.team_id).paused_at:
        return
    _pin(db, row.detail["document"], row.address, row.notify_on_failure, now)
    if canvases.refuse(db, row.team_id, code, now) and row.notify_on_failure:
        person = Address(row.workspace, row.notify_on_failure, row.team_id)
        outbox.say(db, Kind.UNDELIVERED, row.id, person, now)


def _pin(db: Database, document_id: str, at: Address, user: str | None, now: datetime) -> None:
    if versions.pin(db, document_id, now):
        outbox.say(db, Kind.DOCUMENT, document_id, at, now, op=Operation.PIN, notify_on_failure=user)
