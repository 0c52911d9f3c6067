"""What people read about a commitment: one message that is drawn anew as it goes on, and what is said beside it."""

from collections.abc import Collection, Sequence

from bot.coaching.schedule.commitment_days import local_day
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.commitments.commitments import (
    BRIEF,
    HELP,
    LET,
    RATHER,
    REFER,
    TAKE,
    ToCommitment,
    ToWilling,
    answer_buttons,
    name_action,
)
from bot.model.commitments import Commitment, CommitmentEvent, LogEntry, Offer


def compose_card(
    commitment: Commitment, log: Sequence[LogEntry], *, leavers: Collection[str] = (), in_a_row: int = 0
) -> Message:
    """Return what the channel reads: offered, taken, free again, kept; `leavers` are gone, `in_a_row` is how many
    promises the team has kept without giving one up, up to this one.
    """
    asked = [user for user in (commitment.offered_to, commitment.invited) if user]
    values = {
        "commitment": commitment,
        "asked": asked,
        "previous_owner": _find_last(log, CommitmentEvent.TAKEN, "from"),
        "passed": _find_actor(log, CommitmentEvent.DECLINED),
        "gone": [user for user in (commitment.owner, commitment.partner) if user in leavers],
        "in_a_row": in_a_row,
        "reason": blocks.shorten(commitment.reason, BRIEF),
    }
    return compose_message("commitment", values, {"answers": _answers(commitment, asked)})


def _answers(commitment: Commitment, asked: Sequence[str]) -> list[Block]:
    """Return the buttons of whoever is to answer: the owner's stand for the partner as well."""
    free = commitment.offered and not commitment.offered_to
    buttons = answer_buttons(commitment, None if free else asked[0]) if asked or free else []
    return [blocks.actions(*buttons)] if buttons else []


def _find_last(log: Sequence[LogEntry], event: CommitmentEvent, detail: str) -> str:
    """Return what the last such event says in `detail`, "" where there was none."""
    return next((str(entry.detail.get(detail, "")) for entry in reversed(log) if entry.event == event), "")


def _find_actor(log: Sequence[LogEntry], event: CommitmentEvent) -> str:
    return next((entry.actor for entry in reversed(log) if entry.event == event), "")


def compose_offer(offer: Offer, commitment: Commitment) -> Message:
    """Return what the channel reads: somebody is asked to take over a promise, and what they said."""
    buttons = [] if offer.answer else [blocks.actions(*answer_buttons(commitment, offer.to))]
    return compose_message("commitment_offer", {"offer": offer, "commitment": commitment}, {"answers": buttons})


def compose_stuck(commitment: Commitment, entry: LogEntry, helping: Sequence[Commitment]) -> Message:
    """Return what the thread reads of a promise that got stuck by `entry`; `helping` are the promises to help since."""
    stuck = commitment.stuck_at == entry.at
    target, named = ToCommitment(commitment.id), name_action(commitment)
    buttons = [
        controls.button("I can help", HELP, target, "primary", of=named),
        controls.button("I know who can", REFER, target, of=named),
    ]
    values = {
        "commitment": commitment,
        "action": blocks.shorten(commitment.action, BRIEF),
        "stuck": stuck,
        "since": local_day(commitment, entry.at),
        "helping": helping,
    }
    shown = [blocks.actions(*buttons)] if stuck and not helping else []
    return compose_message("commitment_stuck", values, {"buttons": shown})


def compose_marked(commitment: Commitment, by: str, event: CommitmentEvent) -> Message:
    """Tell its owner what somebody else has done with it."""
    return compose_message("commitment_marked", {"commitment": commitment, "by": by, "event": event})


def compose_untaken(commitment: Commitment) -> Message:
    """Tell whoever suggested it that nobody has taken it by its day."""
    return compose_message("commitment_untaken", {"commitment": commitment})


def compose_willing(commitment: Commitment, by: str, to: str) -> Message:
    """Tell whom it is offered to that somebody would rather take it, and ask whether they may."""
    asked, named = commitment.offered_to == to, name_action(commitment)
    let = controls.button("Leave it to them", LET, ToWilling(commitment.id, by), "primary", of=named)
    take = controls.button("I’ll take it", TAKE, ToCommitment(commitment.id), of=named)
    values = {"commitment": commitment, "by": by, "asked": asked}
    return compose_message("commitment_willing", values, {"answers": [blocks.actions(let, take)] if asked else []})


def rather_window(commitment: Commitment) -> View:
    """Ask whoever presses what is offered to somebody else whether they would rather take it."""
    words = compose_message("commitment_rather", {"commitment": commitment})["blocks"]
    target = ToCommitment(commitment.id)
    return controls.modal("One moment", words, RATHER, target, submit="Yes, I’d take it", close="No")
