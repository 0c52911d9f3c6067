"""What waits for a person in their Home tab, each with what they can answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import compose_message
from bot.messages.block_kit.targets import ToFinished, ToRun
from bot.messages.checkins import progress
from bot.messages.commitments.followups import ANSWER, ToFollowup
from bot.messages.documents.documents import SHOW
from bot.messages.playbooks.pages import RESUME
from bot.messages.results import seats
from bot.messages.teams.introductions import ACCEPT, DECLINE, ToInvitation
from bot.messages.waves.waves import START, ToWave
from bot.model.commitments import Commitment
from bot.model.teams import OpenInvitation, Role


class WaitingDocument(NamedTuple):
    """A document that waits for an approval of one's side."""

    name: str
    channel: str
    run_id: str


class WaitingRun(NamedTuple):
    """A run by what it is called: a draft of one's own, or one about which something is asked (`followup`)."""

    name: str
    ref: str


class WaitingSeat(NamedTuple):
    """A part in a result that somebody is asked to take: as what, in what, by whom, where."""

    label: str
    subject: str
    by: str
    channel: str
    ref: str


class WaitingWave(NamedTuple):
    """A wave that asks them, of which they have answered so many of all."""

    name: str
    wave_id: str
    channel: str
    last_on: date
    answered: int
    total: int


@dataclass(frozen=True)
class Waiting:
    """Everything that waits for `user`: to be answered, taken, read, or gone on with."""

    user: str
    invited: Sequence[OpenInvitation]
    offered: Sequence[Commitment]
    seats: Sequence[WaitingSeat]
    documents: Sequence[WaitingDocument]
    questions: Sequence[WaitingRun]
    drafts: Sequence[WaitingRun]
    waves: Sequence[WaitingWave]


def compose_waiting(waiting: Waiting) -> list[list[Block]]:
    """Return the blocks of each thing that waits, in the order in which people are asked for them."""
    return [
        *_invitations(waiting),
        *(progress.offered_blocks(each, waiting.user) for each in waiting.offered),
        *_seats(waiting),
        *_waves(waiting),
        *_documents(waiting),
        *_questions(waiting),
        *_drafts(waiting),
    ]


def _invitations(waiting: Waiting) -> Iterable[list[Block]]:
    for n, each in enumerate(waiting.invited):
        side = SIDE_NAMES[each.side]
        values = {"channel": each.channel, "side": side, "by": each.named_by, "reads": each.role is Role.OBSERVER}
        words = compose_message("home_invitation", values)
        to = ToInvitation(each.id)
        yes, no = (
            controls.button(label, act, to, place=n, of=side)
            for label, act in (("That’s me", ACCEPT), ("Not me", DECLINE))
        )
        yield [*words["blocks"], blocks.actions(yes, no)]


def _seats(waiting: Waiting) -> Iterable[list[Block]]:
    for n, each in enumerate(waiting.seats):
        words = compose_message("home_seat", each._asdict())["blocks"]
        take = controls.button(seats.YES, seats.TAKE, seats.ToSeat(each.ref), place=n, of=each.subject)
        leave = controls.button(seats.NO, seats.LEAVE, ToFinished(each.ref), place=n, of=each.subject)
        yield [*words, blocks.actions(take, leave)]


def _waves(waiting: Waiting) -> Iterable[list[Block]]:
    for n, each in enumerate(waiting.waves):
        words = compose_message("home_wave", {"wave": each})["blocks"]
        label = "Go on" if each.answered else "Start"
        yield blocks.attach_beside(words, controls.button(label, START, ToWave(each.wave_id), place=n, of=each.name))


def _documents(waiting: Waiting) -> Iterable[list[Block]]:
    for n, each in enumerate(waiting.documents):
        words = compose_message("home_document", {"name": each.name, "channel": each.channel})["blocks"]
        yield blocks.attach_beside(
            words, controls.button("Read it", SHOW, ToFinished(each.run_id), place=n, of=each.name)
        )


def _questions(waiting: Waiting) -> Iterable[list[Block]]:
    for n, each in enumerate(waiting.questions):
        words = compose_message("home_question", {"name": each.name})["blocks"]
        yield blocks.attach_beside(
            words, controls.button("Answer", ANSWER, ToFollowup(each.ref), place=n, of=each.name)
        )


def _drafts(waiting: Waiting) -> Iterable[list[Block]]:
    for n, each in enumerate(waiting.drafts):
        words = compose_message("home_draft", {"name": each.name})["blocks"]
        yield blocks.attach_beside(words, controls.button("Finish it", RESUME, ToRun(each.ref), place=n, of=each.name))
