"""Commitments as one person sees them, with buttons: the window of /align progress, and the same in the Home tab."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.coaching.schedule.commitment_days import days_stuck, is_overdue, local_day
from bot.coaching.side_names import capitalize_first
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Carrier, Nothing, Payload
from bot.messages.block_kit.render import compose_message
from bot.messages.commitments.commitments import (
    DROP,
    LOG,
    OFFER,
    OPTIONS,
    REDATE,
    REOPEN,
    SMALLER,
    STATES,
    UPDATE,
    WITHDRAW,
    ToCommitment,
    Update,
    answer_buttons,
    name_action,
)
from bot.messages.commitments.my_commitments import MINE, Whose
from bot.model.commitments import Commitment, CommitmentState, LogEntry, Progress

# As many as fit a view beside each other, however long they are.
SHOWN_MINE, OFFERED, SUGGESTED, LATELY, OTHERS = 12, 3, 3, 5, 10


@dataclass(frozen=True)
class Scope(Payload):
    """The team whose commitments the progress window shows, or ALL for those of all the person's teams."""

    scope: str


SHOWN = Carrier("progress:shown", Scope)
HISTORY = Carrier("progress:history", Nothing)


def window(progress: Progress, scope: Scope, now: datetime) -> View:
    """Return the window of /align progress as it is now; it is drawn anew after every press."""
    words = compose_message("progress", *parts(progress, now), limit=blocks.VIEW_BLOCKS)
    return controls.modal("What is promised", words["blocks"], SHOWN, scope)


def parts(progress: Progress, now: datetime) -> tuple[dict[str, Any], dict[str, list[Block]]]:
    """Return what templates/progress.md takes: counts, and the blocks of mine, offered, lately, others."""
    user = progress.user
    values = {
        "mine": len(progress.mine),
        "offered": len(progress.offered),
        "suggested": len(progress.suggested),
        "lately": len(progress.lately),
        "others": len(progress.others),
        "more_mine": max(len(progress.mine) - SHOWN_MINE, 0),
        "more_others": max(len(progress.others) - OTHERS, 0),
    }
    return values, {
        "mine": [block for each in progress.mine[:SHOWN_MINE] for block in own_blocks(each, user, now)],
        "mark": [blocks.actions(controls.button("Mark several at once", MINE, Whose()))],
        "offered": [block for each in progress.offered[:OFFERED] for block in offered_blocks(each, user)],
        "suggested": [block for each in progress.suggested[:SUGGESTED] for block in _suggested_blocks(each, user, now)],
        "lately": [block for each in progress.lately[:LATELY] for block in _closed_blocks(each)],
        "others": [
            block
            for each in progress.others[:OTHERS]
            for block in _of_others(each, user, now, changeable=each.id in progress.changeable)
        ],
    }


def log(commitment: Commitment, entries: Iterable[LogEntry]) -> View:
    """Return the window with a commitment's history: what happened, when, and who said so."""
    dated = [(local_day(commitment, entry.at), entry) for entry in entries]
    words = compose_message("commitment_log", {"commitment": commitment, "entries": dated}, limit=blocks.VIEW_BLOCKS)
    return controls.modal("How it went so far", words["blocks"], HISTORY, Nothing())


def own_blocks(commitment: Commitment, user: str, now: datetime) -> list[Block]:
    """Return one's own with a menu: its states, and what else can be done with it."""
    target = ToCommitment(commitment.id)
    states = [controls.entry(label, UPDATE, Update(commitment.id, state)) for state, label in _next_states(commitment)]
    rest = [
        controls.entry("New date or smaller", SMALLER, target),
        controls.entry("Hand it over or drop it", OPTIONS, target),
    ]
    return blocks.attach_beside(_compose_words("commitment_mine", commitment, user, now), controls.menu(*states, *rest))


def _next_states(commitment: Commitment) -> list[tuple[CommitmentState, str]]:
    """Return what can be said of it, without what it says already; of a stuck one, what blocks it."""
    stuck = commitment.state == CommitmentState.STUCK
    labels = {**STATES, CommitmentState.STUCK: "What blocks it?"} if stuck else STATES
    return [(state, label) for state, label in labels.items() if stuck or state != commitment.state]


def offered_blocks(commitment: Commitment, user: str) -> list[Block]:
    """Return what is offered to this person, with the buttons to answer."""
    asks = commitment.owner or commitment.made_by
    words = compose_message("commitment_offered", {"commitment": commitment, "user": user, "asks": asks})["blocks"]
    return [*words, blocks.actions(*answer_buttons(commitment, user))]


def _suggested_blocks(commitment: Commitment, user: str, now: datetime) -> list[Block]:
    back = controls.button("Take it back", WITHDRAW, ToCommitment(commitment.id), of=name_action(commitment))
    return blocks.attach_beside(_compose_words("commitment_suggested", commitment, user, now), back)


def _closed_blocks(commitment: Commitment) -> list[Block]:
    label = "Undo" if commitment.state == CommitmentState.DONE else "Take it up again"
    words = compose_message("commitment_closed", {"commitment": commitment})["blocks"]
    undo = controls.button(label, REOPEN, ToCommitment(commitment.id), of=name_action(commitment))
    return blocks.attach_beside(words, undo)


def _of_others(commitment: Commitment, user: str, now: datetime, *, changeable: bool) -> list[Block]:
    target = ToCommitment(commitment.id)
    entries = [
        controls.entry("Done", UPDATE, Update(commitment.id, CommitmentState.DONE)),
        controls.entry("New date", REDATE, target),
        controls.entry("Hand it over", OFFER, target),
        controls.entry("Drop it", DROP, target),
    ]
    story = controls.entry("How it went so far", LOG, target)
    menu = controls.menu(*(entries if changeable else ()), story)
    return blocks.attach_beside(_compose_words("commitment_of_others", commitment, user, now), menu)


def _compose_words(template: str, commitment: Commitment, user: str, now: datetime) -> list[Block]:
    today = local_day(commitment, now)
    values = {
        "commitment": commitment,
        "title": capitalize_first(commitment.action),
        "user": user,
        "state": STATES.get(commitment.state, ""),
        "late": is_overdue(commitment, today),
        "days": days_stuck(commitment, today),
    }
    return compose_message(template, values)["blocks"]
