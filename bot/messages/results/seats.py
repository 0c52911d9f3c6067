"""Taking part in a result: I’ll take it, Not me, and what is asked of one person alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import lower_first
from bot.coaching.shapes.finished import FinishedRun, find_question
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToFinished
from bot.messages.playbooks import answers
from bot.messages.results import corrections
from bot.model.rights import TargetKind
from bot.model.seats import Seat, SeatState


@dataclass(frozen=True)
class ToSeat(Payload, target_kind=TargetKind.FINISHED):
    """A result, with what somebody says about a question of their seat, or a seat and to whom it is left."""

    run: str
    name: str = ""
    value: str = ""


TAKE = Act("seat:take", ToSeat)
LEAVE = Act("seat:leave", ToFinished)
TELL = Act("seat:tell", ToSeat)
WILLING = Act("seat:willing", ToFinished)
LET = Act("seat:let", ToSeat)

LABEL = 75  # characters of a must-have, in private
YES, NO = "I’ll take it", "Not me"


def take_button(ref: str) -> Block:
    """Return the button of whoever is asked."""
    return controls.button(YES, TAKE, ToSeat(ref))


def leave_button(ref: str) -> Block:
    """Return the button of whoever passes."""
    return controls.button(NO, LEAVE, ToFinished(ref))


def describe_seats(finished: FinishedRun, state: SeatState) -> list[tuple[str, str, str]]:
    """Return (who, as what, what they say about it) of the seats in this state."""
    return [
        (mention_user(each.user_id), label_seat(finished, each), _say(finished, each))
        for each in finished.seats
        if each.state is state
    ]


def describe_named(finished: FinishedRun) -> list[tuple[str, str]]:
    """Return (who, as what) of everybody whom a result names that nobody has been asked by."""
    questions = finished.playbook.questions
    return [(mention_user(user), questions[name].label) for name, user in finished.result.seats.items()]


def _say(finished: FinishedRun, seat: Seat) -> str:
    """Return `work for IT: days`, "" where nothing was said."""
    question, said = find_question(finished.playbook, seat.name), finished.said.get(seat.name)
    return f"{question.label}: {lower_first(said)}" if question and said else ""


def label_seat(finished: FinishedRun, seat: Seat) -> str:
    """Return what a seat is called."""
    return finished.playbook.questions[seat.name].label


def compose_question(finished: FinishedRun, seat: Seat, question: Question) -> Message:
    """Return what is asked of somebody who has taken a seat, for them alone."""
    values = {**_describe(finished, seat), "question": question.ask, "hint": question.hint or ""}
    buttons = [
        controls.button(each.text, TELL, ToSeat(finished.ref, question.name, each.value), place=each.value)
        for each in question.options
    ]
    return compose_message("seat_question", values, {"buttons": [blocks.actions(*buttons)]})


def compose_thanks(finished: FinishedRun, seat: Seat, said: str) -> Message:
    """Return the answer to what somebody has said about their part."""
    return compose_message("seat_thanks", {**_describe(finished, seat), "said": said})


def compose_offered(finished: FinishedRun, seats: Sequence[Seat]) -> Message:
    """Return the answer to somebody who takes what others are asked to take."""
    values = {"people": [mention_user(each.user_id) for each in seats]}
    rather = controls.button("Yes, I’d take it", WILLING, ToFinished(finished.ref))
    return compose_message("seat_offered", values, {"buttons": [blocks.actions(rather)]})


def compose_willing(finished: FinishedRun, seat: Seat, by: str) -> Message:
    """Return the question to whoever is asked whether somebody else may take it."""
    let = controls.button("Let them take it", LET, ToSeat(finished.ref, seat.name, by))
    open_ = seat.state is SeatState.ASKED
    buttons = [blocks.actions(take_button(finished.ref), let)] if open_ else []
    return compose_message("seat_willing", {**_describe(finished, seat), "by": mention_user(by)}, {"buttons": buttons})


def about_seat(
    finished: FinishedRun, seat: Seat | None, channel: str, frame: Mapping[str, object], less: Sequence[Block]
) -> Message:
    """Return the reminder of a seat that somebody has not answered about: one press is consent, and their answer."""
    closed = seat is None or seat.state is not SeatState.ASKED
    question = find_question(finished.playbook, seat.name) if seat else None
    values = {
        **(_describe(finished, seat) if seat else {"label": "", "subject": "", "author": ""}),
        "state": seat.state if seat else "",
        "shown": answers.list_shown(finished.playbook, finished.result.answers, finished.factors),
        "question": question.ask if question else "",
        "must_haves": [blocks.shorten(each.label, LABEL) for each in finished.result.must_haves],
        "corrected": [blocks.shorten(each.label, LABEL) for each in finished.list_corrected(seat.user_id)]
        if seat
        else [],
        "closed": closed,
        "channel": channel,
    }
    buttons = _seat_buttons(finished, seat, question, less) if seat else []
    parts = {"buttons": [blocks.actions(*buttons)] if buttons else []}
    return compose_message("reminder_seat", {**values, **frame}, parts)


def _seat_buttons(
    finished: FinishedRun, seat: Seat, question: Question | None, less: Sequence[Block]
) -> Sequence[Block]:
    """Return what somebody may still press about their seat: whoever has taken it may find later what is not so."""
    correct = corrections.correct_button(finished)
    match seat.state:
        case SeatState.ASKED:
            return [*_yes(finished, question), *correct, leave_button(finished.ref), *less]
        case SeatState.TAKEN:
            return correct
    return []


def _yes(finished: FinishedRun, question: Question | None) -> list[Block]:
    if question is None:
        return [controls.button("OK", TAKE, ToSeat(finished.ref), "primary")]
    return [
        controls.button(
            f"OK, {each.text[:1].lower()}{each.text[1:]}",
            TAKE,
            ToSeat(finished.ref, question.name, each.value),
            place=each.value,
        )
        for each in question.options
    ]


def _describe(finished: FinishedRun, seat: Seat) -> dict[str, object]:
    subject = finished.result.headline.subject
    return {"label": label_seat(finished, seat), "subject": subject, "author": mention_user(finished.by[0])}
