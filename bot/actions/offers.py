"""Offers: somebody is asked to take a commitment, a new one or one that its owner would hand over.

A new one is nobody's until somebody takes it: whom it is offered to, or anybody once they have passed. What its owner
hands over stays with them. Who is asked to be the partner says yes or no in the same way.
"""

from datetime import date

from bot.actions import redraw, threads
from bot.actions.commitments import announce, check_day, check_live, check_new, check_origin, check_text, lock_origin
from bot.actions.context import Context
from bot.coaching.schedule.commitment_days import local_day
from bot.errors import UserError
from bot.model.commitments import Commitment, CommitmentEvent, CommitmentState, NewCommitment
from bot.model.outbox import Address, Kind
from bot.records import commitments, new_commitments
from bot.records import offers as records
from bot.records.commitment_log import was_last


def suggest(context: Context, commitment_id: str, new: NewCommitment, *, team_id: str, by: str, today: date) -> None:
    """Offer a new one to its owner, once however often it arrives. UserError at a field to mend, and when somebody has
    the same advice or talk. `today` is the team's.
    """
    check_new(new, today)
    with context.db.atomic():
        lock_origin(context, new)
        if new_commitments.suggest(context.db, commitment_id, new, team_id=team_id, by=by, now=context.now):
            announce(context, commitment_id, by)
        else:
            check_origin(context, commitment_id, new)


def hand_over(context: Context, commitment: Commitment, to: str, by: str) -> None:
    """Offer one that has an owner, once however often they say so; who chooses themselves takes it at once. UserError
    when it is theirs, or somebody else has asked them.
    """
    with context.db.atomic():
        current = commitments.lock_row(context.db, commitment.id)
        if to == by and was_last(context.db, current.id, CommitmentEvent.TAKEN, by):
            return
        check_live(current)
        if to == current.owner:
            raise UserError("It is theirs already. Choose somebody else.", "to")
        # Recorded in any case: only what is offered can be taken.
        offer_id = records.create(context.db, commitment.id, to, by, context.now)
        if to == by:
            take(context, commitment, by)
        elif offer_id is None and not was_last(context.db, current.id, CommitmentEvent.OFFERED, by):
            raise UserError("They are asked already, and have not answered yet.", "to")
        elif offer_id:
            at = Address(commitment.workspace, commitment.channel, commitment.team_id)
            thread = threads.find_thread(context, commitment)
            context.say(Kind.OFFER, offer_id, at, notify_on_failure=by, thread=thread)
            _changed(context, commitment)


def take(context: Context, commitment: Commitment, by: str) -> bool:
    """Make it theirs, or make them its partner, as they are asked. Return False when it is settled otherwise."""
    with context.db.atomic():
        commitments.lock_row(context.db, commitment.id)
        # A press that arrives again must not make the partner its owner, where it is free by now.
        again = was_last(context.db, commitment.id, CommitmentEvent.ACCEPTED, by)
        if not (again or records.take(context.db, commitment.id, by, context.now)):
            records.accept(context.db, commitment.id, by, context.now)
        return _ended(context, commitment, by, CommitmentEvent.TAKEN, CommitmentEvent.ACCEPTED)


def take_less(context: Context, commitment: Commitment, action: str, due_on: date, by: str) -> bool:
    """Make a smaller one theirs. Return as `take`; UserError at a field to mend."""
    check_text(action, "action")
    check_day(due_on, local_day(commitment, context.now))
    with context.db.atomic():
        current = commitments.lock_row(context.db, commitment.id)
        if current.offered_to == by:
            commitments.reword(context.db, current.id, action, by, context.now)
            commitments.redate(context.db, current.id, due_on, by, context.now)
            records.take(context.db, current.id, by, context.now)
        return _ended(context, current, by, CommitmentEvent.TAKEN)


def decline(context: Context, commitment: Commitment, by: str) -> bool:
    """Say no to an offer, which costs nothing. Return False when it is not theirs to say (any more)."""
    with context.db.atomic():
        commitments.lock_row(context.db, commitment.id)
        records.decline(context.db, commitment.id, by, context.now)
        return _ended(context, commitment, by, CommitmentEvent.DECLINED, CommitmentEvent.OPTED_OUT)


def withdraw(context: Context, commitment: Commitment, by: str) -> bool:
    """Leave it where it is after all, or take back what nobody has taken. Return False when it is not offered."""
    with context.db.atomic():
        current = commitments.lock_row(context.db, commitment.id)
        if current.offered:
            commitments.set_state(context.db, current.id, CommitmentState.DROPPED, by, context.now)
        else:
            records.withdraw(context.db, current.id, by, context.now)
        return _ended(context, current, by, CommitmentEvent.KEPT, CommitmentEvent.DROPPED)


def say_willing(context: Context, commitment: Commitment, by: str) -> bool:
    """Tell whom it is offered to that somebody would rather take it. Return False when it is not offered to them (any
    more); where it is free by now they have it.
    """
    with context.db.atomic():
        current = commitments.lock_row(context.db, commitment.id)
        if current.offered_to in (None, by):
            return take(context, current, by)
        if records.note_willing(context.db, current.id, by, context.now):
            at = Address.to_person(current.workspace, current.offered_to or "")
            context.say(Kind.WILLING, current.id, at, detail={"by": by})
        return True


def let_take(context: Context, commitment: Commitment, to: str, by: str) -> bool:
    """Leave it to somebody who would rather take it. Return False when it is not theirs to say (any more)."""
    with context.db.atomic():
        current = commitments.lock_row(context.db, commitment.id)
        if current.offered_to == by and to in records.list_willing(context.db, current.id):
            records.give(context.db, current.id, to, context.now)
        return _ended(context, current, to, CommitmentEvent.TAKEN)


def expire(context: Context, commitment: Commitment) -> bool:
    """Take what nobody has taken by its day off the list, and tell whoever suggested it. Return False when it was."""
    with context.db.atomic():
        expired = records.expire(context.db, commitment, context.now)
        if expired:
            context.say(Kind.UNTAKEN, commitment.id, Address.to_person(commitment.workspace, commitment.made_by))
            _changed(context, commitment)
    return expired


def _ended(context: Context, commitment: Commitment, by: str, *events: CommitmentEvent) -> bool:
    """Draw it as it is now. Return True when one of these is what happened to it last: who presses twice hears it."""
    _changed(context, commitment)
    return any(was_last(context.db, commitment.id, event, by) for event in events)


def _changed(context: Context, commitment: Commitment) -> None:
    redraw.changed_commitment(context, commitments.get(context.db, commitment.id))
