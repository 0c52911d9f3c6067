"""Approvals of a version of a document: with one person's of each side it is agreed. Whoever it names confirms their
part.
"""

from dataclasses import dataclass

from bot.actions import canvases, documents, publishing, redraw, threads
from bot.actions.context import Context
from bot.actions.documents import Reader
from bot.actions.interviews import get_charter
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.side_names import SIDE_NAMES
from bot.errors import UserError
from bot.model.outbox import Address, Kind, Operation
from bot.model.runs import Run
from bot.model.teams import Side
from bot.records import approvals, confirmations, run_answers, runs, teams


@dataclass(frozen=True)
class PressedMessage:
    """The message in which somebody pressed. `whispered`: only they see it; `direct`: it stands in their direct
    messages. Otherwise it is the one in the channel.
    """

    channel: str
    ts: str
    whispered: bool
    direct: bool


def approve(context: Context, version_id: str, reader: Reader, pressed: PressedMessage | None) -> None:
    """Record that somebody agrees, for their side, and with it to their own part. UserError for an earlier version, and
    for who may not approve.
    """
    run = runs.get(context.db, version_id)
    charter, user = get_charter(context, run.playbook), reader.user
    with context.db.atomic():
        publishing.check_current(context, run)
        side = Side(teams.get_side(context.db, run.team_id, user))
        _check_may_approve(context, run, charter, user, side)
        confirmed = confirmations.confirm(context.db, run.id, user, context.now)
        approved = approvals.approve(context.db, run.id, side, user, context.now)
        if approved and approvals.agree(context.db, run.id, context.now):
            thread, notify = threads.find_document(context, run), run.started_by
            context.say(Kind.DOCUMENT_AGREED, run.id, run.address, notify_on_failure=notify, thread=thread)
            canvases.keep_at_hand(context, run)
        if approved or confirmed:
            redraw.changed_document(context, run)
        _redraw_copy(context, run, reader, pressed)


def confirm(context: Context, version_id: str, reader: Reader, pressed: PressedMessage | None) -> None:
    """Record that somebody's part in the document is theirs. UserError for an earlier version, and for whoever has no
    part in it.
    """
    run = runs.get(context.db, version_id)
    charter = get_charter(context, run.playbook)
    with context.db.atomic():
        publishing.check_current(context, run)
        if reader.user not in charter.evaluate(run_answers.get(context.db, run.id)).parts:
            raise UserError(f"Your name stands beside no {charter.part} in this. If it should, press Change.")
        if confirmations.confirm(context.db, run.id, reader.user, context.now):
            redraw.changed_document(context, run)
        _redraw_copy(context, run, reader, pressed)


def _check_may_approve(context: Context, run: Run, charter: Charter, user: str, side: Side) -> None:
    # Whoever the document names may agree too, whatever their side: it is then on record, and stands for no side.
    document = charter.evaluate(run_answers.get(context.db, run.id))
    if side in document.sides or user in document.persons:
        return
    wanted = " and one from ".join(SIDE_NAMES[each] for each in document.sides)
    mine = "for neither" if side == Side.OTHER else f"for {SIDE_NAMES[side]}"
    raise UserError(
        f"This needs one OK from {wanted}, and I have you down {mine}. "
        "If that is wrong, whoever leads the team can change it with /align team. "
        "If something here should say something else, press Change."
    )


def _redraw_copy(context: Context, run: Run, reader: Reader, pressed: PressedMessage | None) -> None:
    """Have what was pressed say so as well, where it was not the channel's own message."""
    if pressed and pressed.whispered:
        documents.whisper(context, Kind.DOCUMENT, run.id, run.team_id, reader)
    elif pressed and pressed.direct:
        at, there = Address(run.workspace, pressed.channel, run.team_id), {"channel": pressed.channel, "ts": pressed.ts}
        context.say(Kind.DOCUMENT, run.id, at, op=Operation.UPDATE, detail=there, notify_on_failure=run.started_by)
