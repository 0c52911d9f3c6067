"""Who takes part in a result: asked by its post, in it once they have said yes, out of it at a word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.actions import commitments, redraw, results
from bot.actions.context import Context
from bot.actions.interviews import get_playbook
from bot.coaching.pilots import PilotState
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.finished import find_question
from bot.errors import UserError
from bot.model.commitments import FirstStep, NewCommitment
from bot.model.outbox import Address, Kind
from bot.model.runs import Run
from bot.model.seats import Seat, SeatState
from bot.records import commitments as commitment_records
from bot.records import outbox, run_answers, runs, teams
from bot.records import seats as records
from bot.records.database import new_id
from bot.reports.pilots import find_pilot
from bot.reports.results import evaluate_run

LASTS = timedelta(days=30)  # so long somebody may be let take a seat
NOTHING_LEFT = (
    "There is nothing left to take here: somebody has it, or it is for somebody else. See everything has more to do."
)
DECIDED = "This is decided, so there is nothing left to take. See everything says what came of it."
NOT_ASKED = "Nobody has asked you to take part in this. Whoever posted it can name you with Change."


def take(context: Context, ref: str, user: str, first: FirstStep | None = None) -> Sequence[Seat]:
    """Take the seat that somebody is asked to take, or a free one of their side, with the `first` thing to do where
    that is theirs and nobody has it yet. Once however often they press.

    Return the seats that others are asked to take; empty where there is nothing to wait for. UserError for a pilot that
    is decided: the button stands in older messages all the same.
    """
    with context.db.atomic():
        runs.lock_row(context.db, ref)
        run = results.get_current(context, ref)
        _refuse_decided(context, run)
        seats = records.list_seats(context.db, ref)
        seat = _find_own(seats, user) or _find_free(context, run, seats, user)
        # What nobody is named for is for whoever went through it, whether others have said yes or not.
        theirs = first is not None and user == run.started_by
        if seat is None and not theirs and (asked := [each for each in seats if each.state is SeatState.ASKED]):
            return asked
        if seat and seat.state is not SeatState.TAKEN:
            _sit(context, run, seat, user)
        # Whoever takes a seat takes no step with it that is for somebody else: they have pressed for their part.
        if first and (theirs or first.is_named or seat is None):
            _make_first(context, run, first.commitment, user)
        elif seat is None:
            raise UserError(NOTHING_LEFT)
        return []


def take_own(context: Context, run_id: str, user: str, first: NewCommitment | None = None) -> None:
    """Let whoever has just posted a result take the seat that they name themselves for, with the `first` thing to do:
    they have seen both before they pressed. Call it in the transaction of that.
    """
    run = runs.get(context.db, run_id)
    ref = run.replaces or run.id
    mine = [each for each in records.list_seats(context.db, ref) if each.user_id == user]
    asked = [each for each in mine if each.state is SeatState.ASKED]
    for seat in asked:
        _sit(context, run, seat, user)
    if asked:
        # What only they can say about their part is still asked of them, where they posted it.
        context.whisper(Kind.SEAT, ref, run.address, user)
    if asked and first:
        _make_first(context, run, replace(first, run_id=ref), user)


def leave(context: Context, ref: str, user: str) -> None:
    """Free the seat of somebody who passes, which costs nothing. UserError for whoever has none."""
    with context.db.atomic():
        runs.lock_row(context.db, ref)
        results.get_current(context, ref)
        seat = next((each for each in records.list_seats(context.db, ref) if each.user_id == user), None)
        if seat is None:
            raise UserError(NOT_ASKED)
        if seat.state is not SeatState.FREE:
            records.leave(context.db, seat, context.now)
            _changed(context, ref, [seat])


def tell(context: Context, ref: str, user: str, name: str, value: str) -> None:
    """Record what somebody in a seat says about their part. UserError for anybody else, and for no answer to it."""
    with context.db.atomic():
        runs.lock_row(context.db, ref)
        run = results.get_current(context, ref)
        seat = _find_own(records.list_seats(context.db, ref), user)
        playbook = get_playbook(context, run.playbook)
        question = find_question(playbook, seat.name) if seat and seat.state is SeatState.TAKEN else None
        if question is None or question.name != name or value not in {each.value for each in question.options}:
            raise UserError(NOT_ASKED)
        item = evaluate_run(context.db, playbook, run).item
        run_answers.save(context.db, run.id, {(name, item): value}, user, context.now)
        _changed(context, ref)


def say_willing(context: Context, ref: str, user: str) -> None:
    """Tell whoever is asked to take a seat of this person's side, or any, that they would rather take it."""
    with context.db.atomic():
        runs.lock_row(context.db, ref)
        run = results.get_current(context, ref)
        asked = [each for each in records.list_seats(context.db, ref) if each.state is SeatState.ASKED]
        fitting = [each for each in asked if _is_for(context, run, each, user)]
        for seat in fitting or asked:
            if seat.user_id != user and not _was_offered(context, ref, user, seat.user_id):
                at, detail = Address.to_person(run.workspace, seat.user_id), {"name": seat.name, "by": user}
                context.say(Kind.SEAT, f"{ref}/{user}", at, detail=detail)


def let(context: Context, ref: str, name: str, to: str, user: str) -> None:
    """Leave a seat to somebody who would rather take it. UserError where it is not theirs to say (any more)."""
    with context.db.atomic():
        runs.lock_row(context.db, ref)
        run = results.get_current(context, ref)
        seats = records.list_seats(context.db, ref)
        seat = next((each for each in seats if each.name == name and each.user_id in (user, to)), None)
        if seat is None or not _was_offered(context, ref, to, user):
            raise UserError(NOT_ASKED)
        if seat.user_id != to:
            _sit(context, run, seat, to)


def _refuse_decided(context: Context, run: Run) -> None:
    zone = teams.get(context.db, run.team_id).zone
    pilot = find_pilot(context.db, get_playbook(context, run.playbook), run, zone, context.now)
    if pilot and pilot.state is PilotState.DECIDED:
        raise UserError(DECIDED)


def _was_offered(context: Context, ref: str, by: str, user: str) -> bool:
    """Return whether somebody (`by`) has said to this person that they would rather take their seat."""
    return outbox.was_said(context.db, Kind.SEAT, f"{ref}/{by}", user, context.now - LASTS)


def _find_own(seats: Sequence[Seat], user: str) -> Seat | None:
    """Return the seat that somebody is asked to take, or has taken."""
    mine = (each for each in seats if each.user_id == user and each.state is not SeatState.FREE)
    return next(mine, None)


def _find_free(context: Context, run: Run, seats: Sequence[Seat], user: str) -> Seat | None:
    free = (each for each in seats if each.state is SeatState.FREE and _is_for(context, run, each, user))
    return next(free, None)


def _is_for(context: Context, run: Run, seat: Seat, user: str) -> bool:
    """Return whether a seat is for the side of this person."""
    question = get_playbook(context, run.playbook).questions.get(seat.name)
    return question is not None and question.side == teams.get_side(context.db, run.team_id, user)


def _sit(context: Context, run: Run, seat: Seat, user: str) -> None:
    before = records.list_seats(context.db, seat.run_id)
    records.sit(context.db, seat, user, context.now)
    if seat.user_id != user:
        item = evaluate_run(context.db, get_playbook(context, run.playbook), run).item
        run_answers.save(context.db, run.id, {(seat.name, item): user}, user, context.now)
    _changed(context, seat.run_id, before)


def _make_first(context: Context, run: Run, first: NewCommitment, user: str) -> None:
    """Make the first thing to do theirs, unless somebody has it already."""
    if first.advice in commitment_records.list_from_advice(context.db, first.run_id or ""):
        return
    today = today_in(teams.get(context.db, run.team_id).zone, context.now)
    commitments.create(context, new_id(), first, team_id=run.team_id, by=user, today=today)


def _changed(context: Context, ref: str, before: Sequence[Seat] = ()) -> None:
    redraw.changed_result(context, ref)
    redraw.reminders(context, ref)
    redraw.changed_seats(context, runs.get(context.db, ref), before)
