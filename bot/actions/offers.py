"""Offers: somebody is asked in the channel to take a commitment. Until they say yes it stays where it is."""

from bot.actions import redraw
from bot.actions.commitments import check_live
from bot.actions.context import Context
from bot.errors import UserError
from bot.model.commitments import Commitment, CommitmentEvent
from bot.model.outbox import Address, Kind
from bot.records import commitments
from bot.records import offers as records


def create(context: Context, commitment: Commitment, to: str, by: str) -> None:
    """Offer it, once however often they say so; who chooses themselves takes it at once. UserError when it is theirs,
    or somebody else has asked them.
    """
    with context.db.atomic():
        current = commitments.lock_row(context.db, commitment.id)
        if to == by and commitments.was_last(context.db, current.id, CommitmentEvent.TAKEN, by):
            return
        check_live(current)
        if to == current.owner:
            raise UserError("It is theirs already. Choose somebody else.", "to")
        # Recorded in any case: only what is offered can be taken.
        offer_id = records.create(context.db, commitment.id, to, by, context.now)
        if to == by:
            take(context, commitment, by)
        elif offer_id is None and not commitments.was_last(context.db, current.id, CommitmentEvent.OFFERED, by):
            raise UserError("They are asked already, and have not answered yet.", "to")
        elif offer_id:
            at = Address(commitment.workspace, commitment.channel, commitment.team_id)
            context.say(Kind.OFFER, offer_id, at, notify_on_failure=by)
            _changed(context, commitment)


def take(context: Context, commitment: Commitment, by: str) -> bool:
    """Make it theirs; Return False when it is not offered to them (any more)."""
    with context.db.atomic():
        commitments.lock_row(context.db, commitment.id)
        records.take(context.db, commitment.id, by, context.now)
        _changed(context, commitment)
        return commitments.was_last(context.db, commitment.id, CommitmentEvent.TAKEN, by)


def decline(context: Context, commitment: Commitment, by: str) -> bool:
    """Say no to an offer. Return False when it is not offered to them (any more)."""
    with context.db.atomic():
        records.decline(context.db, commitment.id, by, context.now)
        _changed(context, commitment)
        return commitments.was_last(context.db, commitment.id, CommitmentEvent.DECLINED, by)


def withdraw(context: Context, commitment: Commitment, by: str) -> bool:
    """Leave it where it is after all. Return False when it is not offered (any more)."""
    with context.db.atomic():
        records.withdraw(context.db, commitment.id, by, context.now)
        _changed(context, commitment)
        return commitments.was_last(context.db, commitment.id, CommitmentEvent.KEPT, by)


def _changed(context: Context, commitment: Commitment) -> None:
    redraw.changed_commitment(context, commitments.get(context.db, commitment.id))
