"""Small windows about a commitment: what blocks it, another date, less of it, another owner, or none."""

from collections.abc import Iterable
from datetime import date

from bot.coaching import blockers
from bot.coaching.blockers import Way
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Carrier
from bot.messages.block_kit.render import compose_message
from bot.messages.commitments.commitments import (
    DROP,
    EXPLAIN,
    LESS,
    LOG,
    LONGEST,
    OFFER,
    REDATE,
    SMALLER,
    WITHDRAW,
    ToCommitment,
)
from bot.messages.front.front import RUN, Run
from bot.model.commitments import Commitment

WAYS = Carrier("commitment:ways", ToCommitment)
CHOICE = Carrier("commitment:choice", ToCommitment)
WINDOWS = (EXPLAIN, REDATE, SMALLER, LESS, OFFER, DROP, WAYS, CHOICE)
# The ways that are open for every commitment, as the coach names them → the label of the button, and its act.
ANYWAY = {
    blockers.OFFER: ("Hand it over", OFFER),
    blockers.SMALLER: ("Make it smaller", SMALLER),
    blockers.REDATE: ("New date", REDATE),
}


def explain(commitment: Commitment, target: ToCommitment) -> View:
    """Return the one question that Stuck asks."""
    ask = blocks.field(
        "reason",
        "What blocks it?",
        blocks.text_input(commitment.reason, limit=LONGEST, multiline=True),
        hint="One sentence is enough. Your team reads it too, so that somebody can help.",
    )
    return _window("Stuck", EXPLAIN, commitment, target, [ask], submit="Tell the team", close="Not now")


def ways(commitment: Commitment, way: Way, target: ToCommitment, play_label: str) -> View:
    """Return what may get it moving: the play that fits first, with its own label, then what always helps."""
    plays = dict.fromkeys([way.play, blockers.SMALLER, blockers.OFFER])
    buttons = [_way_button(play, play_label, commitment, "primary" if play == way.play else None) for play in plays]
    parts = {"ways": [blocks.actions(*buttons)]}
    words = compose_message("commitment_ways", {"commitment": commitment, "why": way.why}, parts)
    return controls.modal("A way on", words["blocks"], WAYS, target, close="Not now")


def redate(commitment: Commitment, target: ToCommitment) -> View:
    """Return the window for another date."""
    ask = blocks.field("due", "By", blocks.day(commitment.due_on.isoformat()))
    return _window("New date", REDATE, commitment, target, [ask], submit="Move it")


def make_smaller(commitment: Commitment, target: ToCommitment, today: date) -> View:
    """Return the window for less of it, or another day that is not past."""
    ask = _ask_less(commitment, today)
    return _window("New date or smaller", SMALLER, commitment, target, ask, submit="Promise that")


def take_less(commitment: Commitment, target: ToCommitment, today: date) -> View:
    """Return the same for whom it is offered to: what they send in is theirs."""
    return _window("Make it smaller", LESS, commitment, target, _ask_less(commitment, today), submit="I’ll take that")


def _ask_less(commitment: Commitment, today: date) -> list[Block]:
    return [
        blocks.field(
            "action",
            "I’ll",
            blocks.text_input(commitment.action, limit=LONGEST),
            hint="The part of it that you can do in ten minutes, or without anybody else.",
        ),
        blocks.field("due", "By", blocks.day(max(commitment.due_on, today).isoformat())),
    ]


def choose(commitment: Commitment, target: ToCommitment) -> View:
    """Return what else can be done about one that is live: hand it over, drop it, read how it went."""
    kept = [controls.button("Keep it after all", WITHDRAW, target)] if commitment.offered_to else []
    buttons = [
        *kept,
        controls.button("Hand it over", OFFER, target),
        controls.button("Drop it", DROP, target),
        controls.button("How it went so far", LOG, target),
    ]
    words = compose_message("commitment_update", {"commitment": commitment, "asks_what_blocks": False})["blocks"]
    return controls.modal("What else?", [*words, blocks.actions(*buttons)], CHOICE, target)


def offer(commitment: Commitment, target: ToCommitment) -> View:
    """Return the window for another owner."""
    ask = blocks.field(
        "to",
        "Who could take it?",
        blocks.person(),
        hint="I ask them in the channel. Until they say yes, it stays where it is.",
    )
    return _window("Hand it over", OFFER, commitment, target, [ask], submit="Ask them")


def drop(commitment: Commitment, target: ToCommitment) -> View:
    """Return the window that asks why it goes."""
    ask = blocks.field(
        "reason",
        "Why does it go?",
        blocks.text_input(limit=LONGEST),
        hint="A few words for the team. Dropping something for a reason is a decision, not a failure.",
    )
    return _window("Drop it", DROP, commitment, target, [ask], submit="Drop it", close="Keep it")


def _window(
    title: str,
    act: Act[ToCommitment],
    commitment: Commitment,
    target: ToCommitment,
    ask: Iterable[Block],
    *,
    submit: str,
    close: str = "Never mind",
) -> View:
    values = {"commitment": commitment, "asks_what_blocks": act == EXPLAIN}
    words = compose_message("commitment_update", values)["blocks"]
    return controls.modal(title, [*words, *ask], act, target, submit=submit, close=close)


def _way_button(play: str, play_label: str, commitment: Commitment, style: str | None) -> Block:
    """Return a button for one way on, or for the playbook that fits."""
    if play in ANYWAY:
        label, act = ANYWAY[play]
        return controls.button(label, act, ToCommitment(commitment.id), style)
    run = Run(play, team=commitment.team_id)
    return controls.button(play_label, RUN, run, style, place=play)
