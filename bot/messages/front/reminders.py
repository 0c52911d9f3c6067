"""Reminders, the one message a week that nobody asked for: a subject quoted back, and ways to have less of them."""

from dataclasses import asdict, dataclass
from datetime import date

from bot.coaching.schedule.commitment_days import is_overdue
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.finished import FinishedRun
from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.targets import ToFinished
from bot.messages.commitments.commitments import answer_buttons, redate_button, state_buttons
from bot.messages.documents.documents import APPROVE_ASKED, CHANGE, SHOW, name_document
from bot.messages.results import seats
from bot.model.commitments import Commitment
from bot.model.contracts import Contract
from bot.model.reminders import Delay, Reminder, ReminderKind
from bot.model.rights import TargetKind
from bot.model.seats import Seat
from bot.model.teams import Side

SNOOZES = {
    Delay.TOMORROW: "Ask me tomorrow",
    Delay.WEEK: "Ask me next week",
    Delay.NEVER: "Never about this",
}


@dataclass(frozen=True)
class Snooze(Payload, target_kind=TargetKind.REMINDER):
    """A reminder, and for how long it is put off."""

    reminder: str
    delay: Delay


SNOOZE = Act("reminder:snooze", Snooze)


@dataclass(frozen=True)
class Frame:
    """The lines around a reminder.

    `snoozed`: until when it is put off (an ISO day, `never`, or ""); `back`: welcome them back first; `slower`: say
    that they are asked less often now, and how to change it.
    """

    snoozed: str = ""
    back: bool = False
    slower: bool = False


def about_commitment(reminder: Reminder, commitment: Commitment, frame: Frame, today: date) -> Message:
    """Return the reminder of a commitment, or of an offer, as that stands on this day."""
    # An old reminder is drawn anew too: one whose commitment somebody else has taken over offers no buttons any more.
    whose = commitment.offered_to if reminder.kind == ReminderKind.OFFER else commitment.owner
    closed = commitment.closed or whose != reminder.user_id
    values = {
        "commitment": commitment,
        "kind": reminder.kind,
        "closed": closed,
        # Whatever was pressed before it was sent is no answer to it.
        "answered": commitment.state if commitment.state_at > reminder.at else "",
        "late": is_overdue(commitment, today),
        "days": (commitment.due_on - today).days,
        "since": commitment.stuck_at or commitment.state_at,
    }
    buttons = [] if closed else [_reminder_buttons(reminder, commitment, frame)]
    return compose_message("reminder", {**values, **asdict(frame)}, {"buttons": buttons})


def about_approval(
    reminder: Reminder, charter: Charter, version: Version, frame: Frame, *, side: str, channel: str
) -> Message:
    """Return the reminder of a document: `side` is theirs while it waits for its approval, "" once that is given."""
    closed = bool(version.replaced) or not side
    values = {
        "name": name_document(charter, version.subject),
        "word": charter.word,
        "channel": channel,
        "side": SIDE_NAMES[Side(side)] if side else "",
        "agreed": [
            SIDE_NAMES[each] for each, _ in version.approvals if each in charter.evaluate(version.answers).sides
        ],
        "by": version.by,
        "number": version.number,
        "on": version.on,
        "replaced": bool(version.replaced),
        "required": bool(side),
    }
    run = ToFinished(version.run_id)
    answers = [
        controls.button("Agree", APPROVE_ASKED, run, "primary"),
        controls.button("Change", CHANGE, run),
        controls.button("Read it", SHOW, run),
    ]
    buttons = [] if closed else [blocks.actions(*answers, *_less_menu(reminder, frame))]
    return compose_message("reminder_approval", {**values, **asdict(frame), "closed": closed}, {"buttons": buttons})


def about_contract(
    reminder: Reminder, contract: Contract | None, charter: Charter | None, frame: Frame, today: date
) -> Message:
    """Return the reminder to give notice in time; without `contract` it is settled, by a document that says another
    day, or whose it is by now.
    """
    closed = contract is None or today > contract.notice_on
    values = {
        "contract": contract,
        "document": charter.title if charter else "document",
        "days": (contract.notice_on - today).days if contract else 0,
        **asdict(frame),
    }
    buttons = []
    if contract and charter and not closed:
        run = ToFinished(contract.run_id)
        answers = [controls.button("Read the page", SHOW, run), controls.button("Write a new day", CHANGE, run)]
        buttons = [blocks.actions(*answers, *_less_menu(reminder, frame))]
    return compose_message("reminder_contract", {**values, "closed": closed}, {"buttons": buttons})


def about_followup(reminder: Reminder, card: Message, frame: Frame, *, closed: bool) -> Message:
    """Return what is asked about a result that somebody kept to themselves; `card` as in `followups.compose_card`."""
    less = _less_menu(reminder, frame)
    parts = {"card": card["blocks"], "buttons": [blocks.actions(*less)] if less and not closed else []}
    return compose_message("reminder_followup", {**asdict(frame), "closed": closed}, parts)


def about_seat(reminder: Reminder, finished: FinishedRun, seat: Seat | None, frame: Frame, *, channel: str) -> Message:
    """Return the question whether somebody takes the part that a result names them for."""
    return seats.about_seat(finished, seat, channel, asdict(frame), _less_menu(reminder, frame))


def compose_muted(until: date | None, today: date) -> Message:
    """Return the answer to /align mute; `until` None: for good."""
    return compose_message("muted", {"until": until, "today": today})


def compose_unmuted(was: bool) -> Message:
    """Return the answer to /align unmute; `was`: they were muted."""
    return compose_message("unmuted", {"was": was})


def _reminder_buttons(reminder: Reminder, commitment: Commitment, frame: Frame) -> Block:
    if reminder.kind == ReminderKind.OFFER:
        return blocks.actions(*answer_buttons(commitment, reminder.user_id))
    redate = [redate_button(commitment)] if reminder.kind == ReminderKind.OVERDUE else []
    return blocks.actions(*state_buttons(commitment), *redate, *_less_menu(reminder, frame))


def _less_menu(reminder: Reminder, frame: Frame) -> list[Block]:
    """Return the ways to hear of it later or never, as long as none was taken."""
    entries = [controls.entry(label, SNOOZE, Snooze(reminder.id, delay)) for delay, label in SNOOZES.items()]
    return [] if frame.snoozed else [controls.menu(*entries)]
