"""The acts and looks that talks about check-ins have in common."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime

from tests.conversations.document_talk import seat
from tests.conversations.walks import commits
from tests.standin import Channel, Clock, Colleague, Message
from tests.standin.clock import Bot


def set_up(leader: Colleague, where: Channel, marketing: list[Colleague], it: list[Colleague], **more: str) -> None:
    """A team led by `leader`, asked on Tuesdays at 10:00 in Berlin unless `more` fields say otherwise."""
    seat(leader, where, {"Time zone": "Europe/Berlin", **more}, marketing=marketing, it=it)


def promise(who: Colleague, where: Channel, action: str, *, cue: str = "it is Friday", due: str = "2026-12-04") -> None:
    commits(who, where, **{"When": cue, "I’ll": action, "By": due})


def says_more(who: Colleague, where: Channel, button: str = "Say more", **parts: str | None) -> None:
    """`moved`, `stuck`, `need`: the three fields of the window."""
    labels = {"moved": "What moved?", "stuck": "What is stuck?", "need": "Where do we need the other side?"}
    who.clicks(button, where)
    who.fills({labels[name]: words for name, words in parts.items()})
    who.submits()
    who.closes(everything=True)


def newest(where: Channel, words: str) -> Message:
    """The last message there with these words."""
    return next(each for each in reversed(where.messages) if words in each.words)


def card(where: Channel) -> Message:
    return newest(where, "How is it going?")


def result(where: Channel) -> Message:
    return newest(where, "What came of it")


def as_seen(message: Message) -> Message:
    """Return what a client goes on showing that has not heard of changes."""
    return replace(message, raw=deepcopy(message.raw))


def asked(channel: Channel) -> int:
    """Open cards, and those that are closed by now."""
    return sum(each.words.startswith(("How is it going?", "The check-in of")) for each in channel.messages)


def at(clock: Clock, text: str) -> None:
    clock.now = datetime.fromisoformat(text).replace(tzinfo=UTC)


def pass_quarter(clock: Clock, align: Bot) -> None:
    """Let a quarter of an hour go by: from then on the cards say who has answered."""
    clock.pass_(align, minutes=15)
