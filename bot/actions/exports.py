"""Exports: somebody asks for a file, which comes by direct message; what is said there follows what becomes of it."""

from collections.abc import Mapping, Sequence

from bot.actions.audit import note_looked
from bot.actions.context import Context
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.teams import Team
from bot.records import admins, exports
from bot.records.database import new_id


def ask_export(
    context: Context,
    workspace: str,
    user: str,
    teams: Sequence[Team],
    detail: Mapping[str, object],
    period: str = "",
) -> None:
    """Have a file made and sent to whoever asks, one a request; everybody in these teams can see who has it.

    `detail` says what is in it: see `bot.delivery.cards.export_cards`. Without teams it is of the person alone.
    """
    with context.db.atomic():
        admins.lock_row(context.db, workspace)
        if context.press and exports.find_file(context.db, context.press):
            return
        note_looked(context, teams, user, AuditEvent.EXPORTED, period)
        ref, at = context.press or new_id(), Address.to_person(workspace, user)
        told = {**detail, "teams": [team.id for team in teams]}
        context.say(Kind.EXPORT, ref, at, detail=told)
        context.say(Kind.EXPORT_FILE, ref, at, op=Operation.FILE, detail=told)


def end_export(context: Context, row_id: str) -> bool:
    """Say in its message what became of a file. Return False where that is said already."""
    with context.db.atomic():
        row = exports.lock_ended(context.db, row_id)
        if row is None:
            return False
        context.say(Kind.EXPORT, row.ref, row.address, op=Operation.UPDATE, detail=row.detail)
        return True
