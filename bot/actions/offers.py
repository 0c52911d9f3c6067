"""Offers: somebody is asked in the channel to take a commitment. Until they say yes it stays where it is."""

from bot.actions import redraw
from bot.actions.commitments import check_live
from bot.actions.context import Context
from bot.errors import UserError
from bot.model.commitments import Commitment
from bot.model.outbox import Address, Kind
from bot.records import commitments
from bot.records import offers as records


def create(context: Context, commitment: Commitment, to: str, by: str) -> None:
    """Offer it; who chooses themselves takes it at once. UserError when it is theirs, or they are asked already."""
    check_live(commitment)
    if to == commitment.owner:
        raise UserError("It is theirs already. Choose somebody else.", "to")
    with context.db.atomic():
        # Recorded in any case: only what is offered can be taken.
        offer_id = records.create(context.db, commitment.id, to, by, context.now)
        if to == by:
            take(context, commitment, by)
        elif offer_id is None:
            raise UserError("They are asked already, and have not answered yet.", "to")
        else:
            at = Address(commitment.workspace, commitment.channel, commitment.team_id)
            context.say(Kind.OFFER, offer_id, at, notify_on_failure=by)
            _changed(context, commitment)


def take(context: Context, commitment: Commitment, by: str) -> bool:
    """Make it theirs; Return False when it is not offered to them (any more)."""
    with context.db.atomic():
        taken = records.take(context.db, commitment.id, by, context.now)
        _changed(context, commitment)
    return taken


def decline(context: Context, commitment: Commitment, by: str) -> bool:
    """Say no to an offer. Return False when it is not offered to them (any more)."""
    with context.db.atomic():
        declined = records.decline(context.db, commitment.id, by, context.now)
        _changed(context, commitment)
    return declined


def withdraw(context: Context, commitment: Commitment, by: str) -> bool:
    """Leave it where it is after all. Return False when it is not offered (any more)."""
    with context.db.atomic():
        withdrawn = records.withdraw(context.db, commitment.id, by, context.now)
        _changed(context, commitment)
    return withdrawn


def _changed(context: Context, commitment: Commitment) -> None:
    redraw.changed_commitment(context, commitments.get(context.db, commitment.id))
