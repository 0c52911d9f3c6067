"""What people with a seat in a result say is not so in it: kept beside it, and told to its author."""

from collections.abc import Collection

from bot.actions import redraw, results
from bot.actions.commitments import check_text
from bot.actions.context import Context
from bot.actions.interviews import get_playbook
from bot.errors import UserError
from bot.messages.results.corrections import LONGEST
from bot.model.outbox import Address, Kind
from bot.model.runs import Run
from bot.model.seats import SeatState
from bot.records import corrections as records
from bot.records import outbox, runs, seats
from bot.records import results as result_records
from bot.reports.results import evaluate_run

NO_SEAT = "You have no part in this any more, so there is nothing to correct. See everything has all that is said."
CHANGED = "The result has been changed meanwhile. Press That’s not right again: then you see what it says by now."
NONE_TICKED = "Tick what is not so. If all of it is right, close this window."


def get_result(context: Context, ref: str, user: str) -> Run:
    """Return what a result says now, to somebody who may correct it. UserError where it is taken down, and for whoever
    has no seat in it.
    """
    current = results.get_current(context, ref)
    if not any(each.user_id == user and each.state is not SeatState.FREE for each in seats.list_seats(context.db, ref)):
        raise UserError(NO_SEAT)
    return current


def correct(context: Context, ref: str, said_of: str, user: str, names: Collection[str], words: str) -> None:
    """Record which must-haves somebody says are not so in what the result said as the run `said_of`; none of them
    takes back what they said before. Nothing is ranked anew. UserError where it says something else by now.
    """
    if words:
        check_text(words, "words", LONGEST)
    with context.db.atomic():
        runs.lock_row(context.db, ref)
        current = get_result(context, ref, user)
        if current.id != said_of:
            raise UserError(CHANGED)
        ticked = evaluate_run(context.db, get_playbook(context, current.playbook), current).must_haves
        given = [each.name for each in ticked if each.name in names]
        if not given and not any(each.user_id == user for each in records.list_of(context.db, ref, said_of)):
            raise UserError(NONE_TICKED, "names")
        kept = words if given else ""
        if records.save(context.db, ref, user, said_of=said_of, names=given, words=kept, now=context.now):
            redraw.changed_result(context, ref)
            redraw.reminders(context, ref)
            _tell_authors(context, ref, said_of, user)


def _tell_authors(context: Context, ref: str, said_of: str, user: str) -> None:
    """Tell them once for what the result says now; what is said differently afterwards changes that message."""
    redraw.corrections(context, ref, said_of)
    workspace = runs.get(context.db, ref).workspace
    for author in result_records.list_authors(context.db, ref):
        about = f"{said_of}/{user}/{author}"
        if author != user and not outbox.is_posted(context.db, Kind.CORRECTED, about):
            context.say(Kind.CORRECTED, about, Address.to_person(workspace, author))
