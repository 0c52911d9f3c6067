"""What is said about a seat to one person alone, as it stands when it is said."""

from bot.coaching.shapes.finished import FinishedRun, find_question
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.results import seats as messages
from bot.model.outbox import OutboxRow, Whisper
from bot.model.seats import SeatState
from bot.records.database import Database
from bot.reports.results import find_finished


def compose_whisper(db: Database, library: Library, whisper: Whisper) -> Message | None:
    """Return what there is to say to whoever has pressed a button of a seat; None for nothing."""
    finished = find_finished(db, library, whisper.ref)
    if finished is None or finished.is_taken_down:
        return None
    seat = next((each for each in finished.seats if each.user_id == whisper.user), None)
    if seat and seat.state is SeatState.TAKEN:
        return _ask_or_thank(finished, seat.name)
    asked = [each for each in finished.seats if each.state is SeatState.ASKED]
    return messages.compose_offered(finished, asked) if asked else None


def compose_willing(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the question to whoever is asked whether somebody else may take a seat; None where that is settled."""
    ref, _, by = row.ref.partition("/")
    finished = find_finished(db, library, ref)
    seats = finished.seats if finished and not finished.is_taken_down else ()
    seat = next((each for each in seats if each.name == row.detail["name"] and each.user_id == row.channel), None)
    return messages.compose_willing(finished, seat, by) if finished and seat else None


def _ask_or_thank(finished: FinishedRun, name: str) -> Message | None:
    question = find_question(finished.playbook, name)
    seat = next(each for each in finished.seats if each.name == name)
    if question is None:
        return None
    if name in finished.said:
        return messages.compose_thanks(finished, seat, finished.said[name])
    return messages.compose_question(finished, seat, question)
