"""Small windows about a commitment: what blocks it, another date, less of it, another owner, or none."""

from collections.abc import Iterable
from datetime import date

from bot.coaching import blockers
from bot.coaching.blockers import Way
from bot.messages import blocks, controls
from bot.messages.blocks import Block, View
from bot.messages.commitments import (
    DROP,
    EXPLAIN,
    LONGEST,
    OFFER,
    REDATE,
    SMALLER,
    ToCommitment,
    offer_buttons,
)
from bot.messages.front import RUN, Run
from bot.messages.payloads import Act, Carrier
from bot.messages.render import Message, compose_message
from bot.model.commitments import Commitment, Offer

WAYS = Carrier("commitment:ways", ToCommitment)
WINDOWS = (EXPLAIN, REDATE, SMALLER, OFFER, DROP, WAYS)
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


def ways(commitment: Commitment, way: Way, target: ToCommitment) -> View:
    """Return what may get it moving: the play that fits first, then what always helps."""
    plays = dict.fromkeys([way.play, blockers.SMALLER, blockers.OFFER])
    buttons = [_play_button(play, commitment, "primary" if play == way.play else None) for play in plays]
    parts = {"ways": [blocks.actions(*buttons)]}
    words = compose_message("commitment_ways", {"commitment": commitment, "why": way.why}, parts)
    return controls.modal("A way on", words["blocks"], WAYS, target, close="Not now")


def redate(commitment: Commitment, target: ToCommitment) -> View:
    """Return the window for another date."""
    ask = blocks.field("due", "By when?", blocks.day(commitment.due_on.isoformat()))
    return _window("New date", REDATE, commitment, target, [ask], submit="Move it")


def make_smaller(commitment: Commitment, target: ToCommitment, today: date) -> View:
    """Return the window for less of it, by a day that is not past."""
    ask = [
        blocks.field(
            "action",
            "… then I will",
            blocks.text_input(commitment.action, limit=LONGEST),
            hint="The part of it that you can do in ten minutes, or without anybody else.",
        ),
        blocks.field("due", "By when?", blocks.day(max(commitment.due_on, today).isoformat())),
    ]
    return _window("Make it smaller", SMALLER, commitment, target, ask, submit="Promise that")


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


def offer_card(offer: Offer, commitment: Commitment) -> Message:
    """Return what the channel reads: somebody is asked to take a commitment, and what they said."""
    buttons = [] if offer.answer else [offer_buttons(commitment.id)]
    return compose_message("commitment_offer", {"offer": offer, "commitment": commitment}, {"answers": buttons})


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


def _play_button(play: str, commitment: Commitment, style: str | None) -> Block:
    """Return a button for one way on, or for the playbook that fits."""
    if play in ANYWAY:
        label, act = ANYWAY[play]
        return controls.button(label, act, ToCommitment(commitment.id), style)
    run = Run(play, team=commitment.team_id)
    return controls.button(f"Start {play}", RUN, run, style, place=play)
