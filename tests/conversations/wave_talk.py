"""The acts that talks about waves have in common: a team large enough, a launch, somebody who answers."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from bot.coaching.library import loader
from tests.conversations.document_talk import seat
from tests.standin import Channel, Colleague, Hire, Slack, make_channel

BENCHMARK = tomllib.loads((loader.OURS / "benchmark.toml").read_text(encoding="utf-8"))
FACTORS: Mapping[str, Mapping[str, Any]] = {each["name"]: each for each in BENCHMARK["factor"]}
UNKNOWN = "I don’t know"
GUESS = "What will {} say, on average? {}"
REMARK = BENCHMARK["remark"]
RUN, USE, GROW, CHANGE = (each["ask"] for each in tomllib.loads((loader.OURS / "spend.toml").read_text())["pot"])


def hires(slack: Slack, person: Hire, leader: Colleague, marketing: int = 6, it: int = 5) -> "Company":
    """A private channel with so many of each side, `leader` among the first; everybody has said *That’s me*."""
    ours = [leader, *(person(f"Mark{number}") for number in range(1, marketing))]
    theirs = [person(f"Iris{number}") for number in range(it)]
    room = make_channel(slack, "together", [*ours, *theirs], is_private=True)
    seat(leader, room, marketing=ours, it=theirs)
    return Company(room, ours, theirs)


class Company:
    """A team's channel, and the people of both sides."""

    def __init__(self, room: Channel, marketing: Sequence[Colleague], it: Sequence[Colleague]) -> None:
        self.room, self.marketing, self.it = room, marketing, it
        self.everybody = [*marketing, *it]


def launches(who: Colleague, where: Channel, word: str = "benchmark", **fields: Any) -> None:
    """Launch a wave as it is proposed, unless `fields` (by their labels) say otherwise."""
    who.types(f"/align {word}", where)
    if fields:
        who.fills({LABELS[name]: value for name, value in fields.items()})
    who.submits()
    who.closes(everything=True)


LABELS = {"sides": "Who is asked", "until": "Until", "threshold": "How many answers a side needs"}


def chooses(who: Colleague, levels: Mapping[str, int | None] | int, guess: int | None = None) -> None:
    """Fill in the page that is open: level by factor, the same for all, None for “I don’t know”; and each guess."""
    given: dict[str, Any] = {}
    for label in who.modal.labels:
        factor = next((each for each in FACTORS.values() if each["ask"] == label), None)
        if factor:
            level = levels if isinstance(levels, int) else levels.get(factor["name"], 3)
            given[label] = UNKNOWN if level is None else factor["levels"][level - 1]
        elif label.startswith("What will") and guess:
            about = next(each for each in FACTORS.values() if label.lower().endswith(each["title"].lower()))
            given[label] = about["levels"][guess - 1]
    who.fills(given)


def answers(
    who: Colleague,
    where: Channel,
    levels: Mapping[str, int | None] | int,
    guess: int | None = None,
    remark: str = "",
) -> None:
    """Answer all of the benchmark, from the button in the channel."""
    who.clicks("Start", where)
    while who.modal.view["submit"]["text"] != "Send answers":
        chooses(who, levels, guess)
        who.submits()
    chooses(who, levels, guess)
    if remark:
        who.fills({REMARK: remark})
    who.submits()
    assert "Your answers are in" in who.modal.words
    who.closes(everything=True)


def splits(who: Colleague, where: Channel, run: int, use: int, grow: int, change: int) -> None:
    """Split a hundred points, from the button in the channel."""
    who.clicks("Start", where)
    who.fills({RUN: str(run), USE: str(use), GROW: str(grow), CHANGE: str(change)})
    who.submits()
