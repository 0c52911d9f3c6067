"""Keeping a promise: the small windows about what blocks it, a new date, less of it, another owner, or none."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.coaching.blockers import HAND_OVER, REDATE, SMALLER, Way
from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.progress import answers
from bot.messages.render import Message, compose

LONGEST = 300  # characters of a reason
LABELS = {HAND_OVER: "Hand it over", SMALLER: "Make it smaller", REDATE: "New date"}
One = Mapping[str, Any]


def blocked(one: One, about: str) -> View:
    """Stuck asks one question."""
    ask = blocks.field(
        "reason",
        "What blocks it?",
        blocks.text_input(one["reason"], limit=LONGEST, multiline=True),
        hint="One sentence is enough. Your team reads it too, so that somebody can help.",
    )
    return _window("Stuck", "blocked", one, about, [ask], submit="Tell the team", close="Not now")


def ways(one: One, way: Way, about: str) -> View:
    """What may get it moving: the play that fits first, then what always helps."""
    labels = {way.play: LABELS.get(way.play, f"Start {way.play}"), **LABELS}
    plays = list(dict.fromkeys([way.play, SMALLER, HAND_OVER]))
    buttons = [
        blocks.button(labels[play], _action(play), _value(play, one), "primary" if play == way.play else None)
        for play in plays
    ]
    told = compose("keeping_ways", {"one": one, "why": way.why}, {"ways": [blocks.actions(*buttons)]})
    return blocks.modal("A way on", told["blocks"], callback="keeping:ways", about=about, close="Not now")


def redate(one: One, about: str) -> View:
    ask = blocks.field("due", "By when?", blocks.day(one["due_on"]))
    return _window("New date", "redate", one, about, [ask], submit="Move it")


def smaller(one: One, about: str, due: date) -> View:
    ask = [
        blocks.field(
            "action",
            "… then I will",
            blocks.text_input(one["action"], limit=LONGEST),
            hint="The part of it that you can do in ten minutes, or without anybody else.",
        ),
        blocks.field("due", "By when?", blocks.day(max(one["due_on"], due.isoformat()))),
    ]
    return _window("Make it smaller", "smaller", one, about, ask, submit="Promise that")


def hand_over(one: One, about: str) -> View:
    ask = blocks.field(
        "to",
        "Who could take it?",
        blocks.person(),
        hint="I ask them in the channel. Until they say yes, it stays where it is.",
    )
    return _window("Hand it over", "hand_over", one, about, [ask], submit="Ask them")


def drop(one: One, about: str) -> View:
    ask = blocks.field(
        "reason",
        "Why does it go?",
        blocks.text_input(limit=LONGEST),
        hint="A few words for the team. Dropping something for a reason is a decision, not a failure.",
    )
    return _window("Drop it", "drop", one, about, [ask], submit="Drop it", close="Keep it")


WINDOWS = ("blocked", "redate", "smaller", "hand_over", "drop")


def offered(offer: Mapping[str, Any], one: One) -> Message:
    """In the channel: somebody is asked to take a promise over, and what they said."""
    buttons = [] if offer["answer"] else [answers(one["id"])]
    return compose("handover", {"offer": offer, "one": one}, {"answers": buttons})


def _window(
    title: str, act: str, one: One, about: str, ask: Iterable[blocks.Block], *, submit: str, close: str = "Never mind"
) -> View:
    words = compose("keeping", {"one": one, "act": act})["blocks"]
    return blocks.modal(title, [*words, *ask], callback=f"keeping:{act}", about=about, submit=submit, close=close)


def _action(play: str) -> str:
    return f"keeping:{play if play in LABELS else 'play'}"


def _value(play: str, one: One) -> str:
    return f"{play}/{one['id']}" if play in LABELS else f"play/{one['id']}/{play}"
