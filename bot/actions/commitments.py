"""Commitments: made, updated, given another date, made smaller, dropped, taken up again."""

from datetime import date

from markupsafe import Markup

from bot.actions import pulses, redraw, threads
from bot.actions.context import Context
from bot.coaching.schedule.commitment_days import local_day
from bot.errors import UserError
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.render import format_day
from bot.messages.commitments.commitments import BRIEF, LONGEST
from bot.model.commitments import Commitment, CommitmentEvent, CommitmentState, NewCommitment
from bot.model.outbox import Address, Kind
from bot.records import commitments as records
from bot.records import new_commitments, runs, waves
from bot.records.commitment_log import list_entries, was_last


def create(context: Context, commitment_id: str, new: NewCommitment, *, team_id: str, by: str, today: date) -> None:
    """Record a promise of whoever makes it and repeat it where its result is, once however often it arrives.

    UserError at a field to mend, and when somebody has the same advice or talk. `today` is the team's.
    """
    check_new(new, today)
    with context.db.atomic():
        lock_origin(context, new)
        # The id comes from the window: one that is sent in twice brings the same.
        if new_commitments.create(context.db, commitment_id, new, team_id=team_id, by=by, now=context.now):
            announce(context, commitment_id, by)
        else:
            check_origin(context, commitment_id, new)


def announce(context: Context, commitment_id: str, by: str) -> None:
    """Say a new one in the thread of its result, in the channel where it has none; what shows its result follows."""
    made = records.get(context.db, commitment_id)
    at = Address(made.workspace, made.channel, made.team_id)
    if not (made.helps and made.owner):
        # Whoever helps is named in the message that asked for it.
        context.say(Kind.COMMITMENT, made.id, at, notify_on_failure=by, thread=threads.find_root(context, made))
    redraw.changed_advice(context, made)
    redraw.changed_stuck(context, made)
    redraw.homes_of_commitment(context, made)


def lock_origin(context: Context, source: NewCommitment | Commitment) -> None:
    """Make whoever else promises the same advice or talk, or takes it up again, wait for this transaction."""
    if source.run_id and source.advice:
        runs.lock_row(context.db, source.run_id)
    if source.wave_id:
        waves.lock_row(context.db, source.wave_id)


def check_origin(context: Context, commitment_id: str, new: NewCommitment) -> None:
    """Raise UserError when somebody else has the piece of advice, or the talk, that a new one comes from."""
    if records.find(context.db, commitment_id) is None and (other := _find_same_origin(context, new)):
        raise UserError(taken_text(other))


def taken_text(commitment: Commitment) -> Markup:
    """Return who has a piece of advice, or a talk, already."""
    day = format_day(commitment.due_on)
    if commitment.owner:
        instead = "Offer" if commitment.wave_id else "Choose another, or offer"
        return Markup("{} has this one, by {}. {} a hand in its thread.").format(
            mention_user(commitment.owner), day, instead
        )
    if commitment.offered_to:
        return Markup("This one is offered to {}, who has not answered yet.").format(
            mention_user(commitment.offered_to)
        )
    return Markup("This one is free: press I’ll take it in the thread of its result.")


def update(context: Context, commitment_id: str, state: CommitmentState, by: str) -> Commitment:
    """Record how it goes, and return it as it stands now: the first press counts, so it may say otherwise. UserError
    while nobody has taken it.
    """
    with context.db.atomic():
        current = records.lock_row(context.db, commitment_id)
        _check_taken(current)
        if records.set_state(context.db, commitment_id, state, by, context.now):
            _tell_owner(context, commitment_id, CommitmentEvent(state.value), by)
            if state == CommitmentState.STUCK:
                _ask_for_help(context, current)
        return _changed(context, commitment_id, by)


def explain(context: Context, commitment: Commitment, reason: str, by: str) -> Commitment:
    """Record what blocks it; it is stuck from now on, where it was not. UserError when it is closed."""
    check_text(reason, "reason")
    with context.db.atomic():
        current = records.lock_row(context.db, commitment.id)
        check_live(current)
        _check_taken(current)
        explained = records.explain(context.db, commitment.id, reason, by, context.now)
        stuck = records.set_state(context.db, commitment.id, CommitmentState.STUCK, by, context.now, reason)
        if stuck:
            _ask_for_help(context, current)
        if explained or stuck:
            _tell_owner(context, commitment.id, CommitmentEvent.BLOCKED, by)
        return _changed(context, commitment.id, by)


def redate(context: Context, commitment: Commitment, due_on: date, by: str) -> Commitment:
    """Move it to another day. UserError for a day that is past."""
    with context.db.atomic():
        check_live(records.lock_row(context.db, commitment.id))
        check_day(due_on, local_day(commitment, context.now))
        if records.redate(context.db, commitment.id, due_on, by, context.now):
            _tell_owner(context, commitment.id, CommitmentEvent.REDATED, by)
        return _changed(context, commitment.id, by)


def make_smaller(context: Context, commitment: Commitment, action: str, due_on: date, by: str) -> Commitment:
    """Promise less of it, by another day. UserError at a field to mend."""
    check_text(action, "action")
    check_day(due_on, local_day(commitment, context.now))
    with context.db.atomic():
        check_live(records.lock_row(context.db, commitment.id))
        reworded = records.reword(context.db, commitment.id, action, by, context.now)
        redated = records.redate(context.db, commitment.id, due_on, by, context.now)
        if reworded or redated:
            event = CommitmentEvent.REWORDED if reworded else CommitmentEvent.REDATED
            _tell_owner(context, commitment.id, event, by)
        return _changed(context, commitment.id, by)


def drop(context: Context, commitment: Commitment, reason: str, by: str) -> Commitment:
    """Give it up for a reason, once however often they say so. UserError without one."""
    check_text(reason, "reason")
    with context.db.atomic():
        current = records.lock_row(context.db, commitment.id)
        if not was_last(context.db, current.id, CommitmentEvent.DROPPED, by):
            check_live(current)
            if records.set_state(context.db, current.id, CommitmentState.DROPPED, by, context.now, reason):
                _tell_owner(context, current.id, CommitmentEvent.DROPPED, by)
        return _changed(context, current.id, by)


def reopen(context: Context, commitment: Commitment, by: str) -> Commitment:
    """Take it up again after it was done or dropped."""
    with context.db.atomic():
        # First where it comes from: whoever promises the same meanwhile waits, or is there already.
        lock_origin(context, commitment)
        current = records.lock_row(context.db, commitment.id)
        other = _find_same_origin(context, current)
        if current.closed and other and other.id != current.id:
            raise UserError(taken_text(other))
        if records.reopen(context.db, commitment.id, by, context.now):
            _tell_owner(context, commitment.id, CommitmentEvent.REOPENED, by)
        return _changed(context, commitment.id, by)


def _find_same_origin(context: Context, source: NewCommitment | Commitment) -> Commitment | None:
    """Return the one that carries the same advice, or the same talk, by now."""
    if source.wave_id:
        return records.find_from_wave(context.db, source.wave_id)
    return records.list_from_advice(context.db, source.run_id or "").get(source.advice or "")


def check_live(commitment: Commitment) -> None:
    """Raise UserError when there is nothing to do about it any more."""
    if commitment.closed:
        raise UserError(closed_text(commitment))


def closed_text(commitment: Commitment) -> str:
    """Return why nothing more can be done about a closed one."""
    return f"This one is {commitment.state} already, so there is nothing left to change."


def check_text(text: str, field: str, limit: int = LONGEST) -> None:
    """Raise UserError at the field for an empty text, or one that is too long."""
    if not text:
        raise UserError("Please fill this in, a few words are enough.", field)
    if len(text) > limit:
        raise UserError(f"Please shorten this to {limit} characters. It has {len(text)}.", field)


def _check_taken(commitment: Commitment) -> None:
    """Raise UserError while it is nobody's: how it goes only its owner knows."""
    if commitment.offered:
        raise UserError("Nobody has taken this one yet, so there is nothing to mark.")


def check_new(new: NewCommitment, today: date) -> None:
    """Raise UserError at the field that is to be mended."""
    check_text(new.cue, "cue", BRIEF)
    check_text(new.action, "action")
    if new.obstacle:
        check_text(new.obstacle, "obstacle", BRIEF)
    check_day(new.due_on, today)
    if new.partner == new.owner:
        raise UserError("That is the same person. Leave this empty, or choose somebody of the other side.", "partner")


def check_day(due_on: date, today: date) -> None:
    """Raise UserError at the field for a day that is past."""
    if due_on < today:
        raise UserError("This date is past. Choose today or later.", "due")


def _changed(context: Context, commitment_id: str, by: str) -> Commitment:
    commitment = records.get(context.db, commitment_id)
    pulses.count_mark(context, commitment, by)
    # Even when somebody else was quicker: then the message in which this was pressed may be out of date.
    redraw.changed_commitment(context, commitment)
    return commitment


def _ask_for_help(context: Context, commitment: Commitment) -> None:
    """Say in its thread that it is stuck, once for each time that it gets stuck."""
    stuck = list_entries(context.db, commitment.id, CommitmentEvent.STUCK)[-1]
    at = Address(commitment.workspace, commitment.channel, commitment.team_id)
    context.say(Kind.STUCK, stuck.id, at, thread=threads.find_thread(context, commitment))


def _tell_owner(context: Context, commitment_id: str, event: CommitmentEvent, by: str) -> None:
    """Tell the owner what somebody else has done with it, once for each change."""
    commitment = records.get(context.db, commitment_id)
    if commitment.owner not in (by, ""):
        at, detail = Address.to_person(commitment.workspace, commitment.owner), {"by": by, "event": event}
        context.say(Kind.MARKED, commitment.id, at, detail=detail)
