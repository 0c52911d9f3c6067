"""The acts and looks that talks about check-ins have in common."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime

from tests.conversations.document_talk import seat
from tests.conversations.walks import commits
from tests.standin import Channel, Clock, Colleague, Message
from tests.standin.clock import Bot

QUESTION = "How well did marketing and IT work together?"
CLOSING = "See everything\nAnswered"  # how every closing card ends
WORDS = {"Answer", "Add a comment"}  # the button that opens the window for words


def set_up(leader: Colleague, where: Channel, marketing: list[Colleague], it: list[Colleague], **more: str) -> None:
    """A team led by `leader`, asked on Tuesdays at 10:00 in Berlin unless `more` fields say otherwise."""
    seat(leader, where, {"Time zone": "Europe/Berlin", **more}, marketing=marketing, it=it)


def promise(who: Colleague, where: Channel, action: str, *, cue: str = "it is Friday", due: str = "2026-12-04") -> None:
    commits(who, where, **{"When": cue, "I’ll": action, "By": due})


def opens_words(who: Colleague, where: Channel) -> dict[str, str]:
    """Open the window for words; return the label of each part, of which one is the question of the week."""
    message = next(each for each in reversed(where.messages) if WORDS & set(each.buttons))
    who.clicks((WORDS & set(message.buttons)).pop(), message=message)
    kinds = [block["block_id"] for block in who.modal.view["blocks"] if block["type"] == "input"]
    return dict(zip(kinds, who.modal.labels, strict=True))


def says_more(who: Colleague, where: Channel, **parts: str | None) -> None:
    """`moved`, `stuck`, `need`: the three fields of the window."""
    labels = opens_words(who, where)
    who.fills({labels[name]: words for name, words in parts.items()})
    who.submits()
    who.closes(everything=True)


def marks(who: Colleague, where: Channel, how: str, beside: str = "") -> None:
    """Say how a promise of one's own goes, from the card of the check-in."""
    who.clicks("My promises", where)
    who.fills({next(each for each in who.modal.labels if beside.lower() in each.lower()): how})
    who.submits()


def newest(where: Channel, words: str) -> Message:
    """The last message there with these words."""
    return next(each for each in reversed(where.messages) if words in each.words)


def card(where: Channel) -> Message:
    return newest(where, QUESTION)


def result(where: Channel) -> Message:
    return newest(where, CLOSING)


def as_seen(message: Message) -> Message:
    """Return what a client goes on showing that has not heard of changes."""
    return replace(message, raw=deepcopy(message.raw))


def asked(channel: Channel) -> int:
    """Open cards, and those that are closed by now."""
    return sum(each.words.startswith((QUESTION, "The check-in of")) for each in channel.messages)


def at(clock: Clock, text: str) -> None:
    clock.now = datetime.fromisoformat(text).replace(tzinfo=UTC)


def pass_quarter(clock: Clock, align: Bot) -> None:
    """Let a quarter of an hour go by: from then on the cards say who has answered."""
    clock.pass_(align, minutes=15)
