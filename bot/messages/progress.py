"""Commitments as one person sees them, with buttons: the window of /align progress, and the same in the Home tab."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.coaching.schedule.commitment_days import days_stuck, is_overdue, local_day
from bot.messages import blocks, controls
from bot.messages.blocks import Block, View
from bot.messages.commitments import (
    DROP,
    LOG,
    OFFER,
    REDATE,
    REOPEN,
    SMALLER,
    STATES,
    UPDATE,
    WITHDRAW,
    ToCommitment,
    Update,
    offer_buttons,
    state_buttons,
)
from bot.messages.payloads import Carrier, Nothing, Payload
from bot.messages.render import compose_message
from bot.model.commitments import Commitment, CommitmentState, LogEntry, Progress

MINE, OFFERED, LATELY, OTHERS = 12, 3, 5, 10  # as many as fit a view beside each other, however long they are


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
    values = {
        "mine": len(progress.mine),
        "offered": len(progress.offered),
        "lately": len(progress.lately),
        "others": len(progress.others),
        "more_mine": max(len(progress.mine) - MINE, 0),
        "more_others": max(len(progress.others) - OTHERS, 0),
    }
    return values, {
        "mine": [block for each in progress.mine[:MINE] for block in _own_blocks(each, now)],
        "offered": [block for each in progress.offered[:OFFERED] for block in _offered_blocks(each)],
        "lately": [block for each in progress.lately[:LATELY] for block in _closed_blocks(each)],
        "others": [
            block
            for each in progress.others[:OTHERS]
            for block in _of_others(each, now, changeable=each.id in progress.changeable)
        ],
    }


def log(commitment: Commitment, entries: Iterable[LogEntry]) -> View:
    """Return the window with a commitment's history: what happened, when, and who said so."""
    dated = [(local_day(commitment, entry.at), entry) for entry in entries]
    words = compose_message("commitment_log", {"commitment": commitment, "entries": dated}, limit=blocks.VIEW_BLOCKS)
    return controls.modal("How it went so far", words["blocks"], HISTORY, Nothing())


def _own_blocks(commitment: Commitment, now: datetime) -> list[Block]:
    target = ToCommitment(commitment.id)
    keep = [controls.button("Keep it after all", WITHDRAW, target)] if commitment.offered_to else []
    smaller = controls.entry("Make it smaller", SMALLER, target)
    more = controls.menu(_redate_entry(target), smaller, *_rest_entries(target))
    return [
        *_compose_words("commitment_mine", commitment, now),
        blocks.actions(*state_buttons(commitment), *keep, more),
    ]


def _offered_blocks(commitment: Commitment) -> list[Block]:
    words = compose_message("commitment_offered", {"commitment": commitment})["blocks"]
    return [*words, offer_buttons(commitment.id)]


def _closed_blocks(commitment: Commitment) -> list[Block]:
    label = "Not done after all" if commitment.state == CommitmentState.DONE else "Take it up again"
    words = compose_message("commitment_closed", {"commitment": commitment})["blocks"]
    return blocks.attach_beside(words, controls.button(label, REOPEN, ToCommitment(commitment.id)))


def _of_others(commitment: Commitment, now: datetime, *, changeable: bool) -> list[Block]:
    target = ToCommitment(commitment.id)
    done = controls.entry("Done", UPDATE, Update(commitment.id, CommitmentState.DONE))
    entries = [done, _redate_entry(target), *_rest_entries(target)] if changeable else [_log_entry(target)]
    return blocks.attach_beside(_compose_words("commitment_of_others", commitment, now), controls.menu(*entries))


def _redate_entry(target: ToCommitment) -> tuple[str, str]:
    return controls.entry("New date", REDATE, target)


def _rest_entries(target: ToCommitment) -> list[tuple[str, str]]:
    offer, drop = controls.entry("Hand it over", OFFER, target), controls.entry("Drop it", DROP, target)
    return [offer, drop, _log_entry(target)]


def _log_entry(target: ToCommitment) -> tuple[str, str]:
    return controls.entry("How it went so far", LOG, target)


def _compose_words(template: str, commitment: Commitment, now: datetime) -> list[Block]:
    today = local_day(commitment, now)
    values = {
        "commitment": commitment,
        "state": STATES.get(commitment.state, ""),
        "late": is_overdue(commitment, today),
        "days": days_stuck(commitment, today),
    }
    return compose_message(template, values)["blocks"]
