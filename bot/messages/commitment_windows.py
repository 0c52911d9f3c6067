"""Keeping a promise: the small windows about what blocks it, a new date, less of it, another owner, or none."""

from collections.abc import Iterable
from datetime import date

from bot.coaching.blockers import HAND_OVER, REDATE, SMALLER, Way
from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.progress import answers
from bot.messages.render import Message, compose
from bot.model.commitments import Commitment, Offer

LONGEST = 300  # characters of a reason
LABELS = {HAND_OVER: "Hand it over", SMALLER: "Make it smaller", REDATE: "New date"}


def blocked(commitment: Commitment, about: str) -> View:
    """Stuck asks one question."""
    ask = blocks.field(
        "reason",
        "What blocks it?",
        blocks.text_input(commitment.reason, limit=LONGEST, multiline=True),
        hint="One sentence is enough. Your team reads it too, so that somebody can help.",
    )
    return _window("Stuck", "blocked", commitment, about, [ask], submit="Tell the team", close="Not now")


def ways(commitment: Commitment, way: Way, about: str) -> View:
    """What may get it moving: the play that fits first, then what always helps."""
    labels = {way.play: LABELS.get(way.play, f"Start {way.play}"), **LABELS}
    plays = list(dict.fromkeys([way.play, SMALLER, HAND_OVER]))
    buttons = [
        blocks.button(labels[play], _action(play), _value(play, commitment), "primary" if play == way.play else None)
        for play in plays
    ]
    words = compose("commitment_ways", {"commitment": commitment, "why": way.why}, {"ways": [blocks.actions(*buttons)]})
    return blocks.modal("A way on", words["blocks"], callback="keeping:ways", about=about, close="Not now")


def redate(commitment: Commitment, about: str) -> View:
    ask = blocks.field("due", "By when?", blocks.day(commitment.due_on.isoformat()))
    return _window("New date", "redate", commitment, about, [ask], submit="Move it")


def smaller(commitment: Commitment, about: str, today: date) -> View:
    ask = [
        blocks.field(
            "action",
            "… then I will",
            blocks.text_input(commitment.action, limit=LONGEST),
            hint="The part of it that you can do in ten minutes, or without anybody else.",
        ),
        blocks.field("due", "By when?", blocks.day(max(commitment.due_on, today).isoformat())),
    ]
    return _window("Make it smaller", "smaller", commitment, about, ask, submit="Promise that")


def hand_over(commitment: Commitment, about: str) -> View:
    ask = blocks.field(
        "to",
        "Who could take it?",
        blocks.person(),
        hint="I ask them in the channel. Until they say yes, it stays where it is.",
    )
    return _window("Hand it over", "hand_over", commitment, about, [ask], submit="Ask them")


def drop(commitment: Commitment, about: str) -> View:
    ask = blocks.field(
        "reason",
        "Why does it go?",
        blocks.text_input(limit=LONGEST),
        hint="A few words for the team. Dropping something for a reason is a decision, not a failure.",
    )
    return _window("Drop it", "drop", commitment, about, [ask], submit="Drop it", close="Keep it")


WINDOWS = ("blocked", "redate", "smaller", "hand_over", "drop")


def offer_card(offer: Offer, commitment: Commitment) -> Message:
    """In the channel: somebody is asked to take a promise over, and what they said."""
    buttons = [] if offer.answer else [answers(commitment.id)]
    return compose("commitment_offer", {"offer": offer, "commitment": commitment}, {"answers": buttons})


def _window(
    title: str, act: str, commitment: Commitment, about: str, ask: Iterable[blocks.Block], *, submit: str, close: str = "Never mind"
) -> View:
    words = compose("commitment_update", {"commitment": commitment, "asks_what_blocks": act == "blocked"})["blocks"]
    return blocks.modal(title, [*words, *ask], callback=f"keeping:{act}", about=about, submit=submit, close=close)


def _action(play: str) -> str:
    return f"keeping:{play if play in LABELS else 'play'}"


def _value(play: str, commitment: Commitment) -> str:
    return f"{play}/{commitment['id']}" if play in LABELS else f"play/{commitment['id']}/{play}"
