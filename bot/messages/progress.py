"""Commitments as one person sees them, with buttons: the window of /align progress, and the same in the Home tab."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.coaching.commitment_days import days_stuck, is_overdue, local_day
from bot.messages import blocks
from bot.messages.blocks import Block, View
from bot.messages.render import compose
from bot.model.commitments import Commitment, CommitmentState, LogEntry, Progress

MINE, OFFERED, LATELY, OTHERS = 12, 3, 5, 10  # as many as fit a view beside each other, however long they are
STATES = {CommitmentState.DONE: "Done", CommitmentState.ON_TRACK: "On track", CommitmentState.STUCK: "Stuck"}
MORE = {
    "redate": "New date",
    "smaller": "Make it smaller",
    "hand_over": "Hand it over",
    "drop": "Drop it",
    "story": "How it went so far",
}


def window(progress: Progress, scope: str, now: datetime) -> View:
    """Return /align progress. `scope` is the team it was asked in, or `all`; redrawn after every press."""
    words = compose("progress", *parts(progress, now), limit=blocks.VIEW_BLOCKS)
    return blocks.modal("What is promised", words["blocks"], callback="progress:shown", about=scope)


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
        "mine": [block for each in progress.mine[:MINE] for block in _mine(each, now)],
        "offered": [block for each in progress.offered[:OFFERED] for block in _offered(each)],
        "lately": [block for each in progress.lately[:LATELY] for block in _closed(each)],
        "others": [
            block
            for each in progress.others[:OTHERS]
            for block in _of_others(each, now, changeable=each.id in progress.changeable)
        ],
    }


def state_buttons(commitment: Commitment) -> list[dict[str, Any]]:
    """Return Done, On track, Stuck as buttons, without the one that it says already."""
    stuck = commitment.state == CommitmentState.STUCK
    labels = {**STATES, CommitmentState.STUCK: "What blocks it?"} if stuck else STATES
    return [
        _button(state, label, commitment, "primary" if state == CommitmentState.DONE else None)
        for state, label in labels.items()
        if state != commitment.state or state == CommitmentState.STUCK
    ]


def log(commitment: Commitment, entries: Iterable[LogEntry]) -> View:
    """Return how it went so far: what happened, when, and who said so."""
    dated = [(local_day(commitment, entry.at), entry) for entry in entries]
    words = compose("commitment_log", {"commitment": commitment, "entries": dated}, limit=blocks.VIEW_BLOCKS)
    return blocks.modal("How it went so far", words["blocks"], callback="progress:story", about="")


def _mine(commitment: Commitment, now: datetime) -> list[Block]:
    keep = [_button("kept", "Keep it after all", commitment)] if commitment.offered_to else []
    buttons = blocks.actions(*state_buttons(commitment), *keep, _menu(commitment, MORE))
    return [*_words("promise_mine", commitment, now), buttons]


def _offered(commitment: Commitment) -> list[Block]:
    words = compose("promise_offered", {"commitment": commitment})["blocks"]
    return [*words, answers(commitment.id)]


def answers(commitment_id: str) -> Block:
    """Return the buttons of somebody to whom a commitment is offered."""
    return blocks.actions(
        blocks.button("I’ll take it", "keeping:take", f"take/{commitment_id}", "primary"),
        blocks.button("I can’t", "keeping:decline", f"decline/{commitment_id}"),
    )


def _closed(commitment: Commitment) -> list[Block]:
    label = "Not done after all" if commitment.state == CommitmentState.DONE else "Take it up again"
    words = compose("promise_closed", {"commitment": commitment})["blocks"]
    return blocks.beside(words, _button("reopen", label, commitment))


def _of_others(commitment: Commitment, now: datetime, *, changeable: bool) -> list[Block]:
    labels = {"done": "Done", **MORE} if changeable else {"story": MORE["story"]}
    labels.pop("smaller", None)
    return blocks.beside(_words("promise_their", commitment, now), _menu(commitment, labels))


def _words(template: str, commitment: Commitment, now: datetime) -> list[Block]:
    today = local_day(commitment, now)
    values = {
        "commitment": commitment,
        "state": STATES.get(commitment.state, ""),
        "late": is_overdue(commitment, today),
        "days": days_stuck(commitment, today),
    }
    return compose(template, values)["blocks"]


def _menu(commitment: Commitment, labels: dict[str, str]) -> Block:
    return blocks.overflow([(f"{act}/{commitment.id}", label) for act, label in labels.items()], "keeping:more")


def _button(act: str, label: str, commitment: Commitment, style: str | None = None) -> dict[str, Any]:
    return blocks.button(label, f"keeping:{act}", f"{act}/{commitment.id}", style)
