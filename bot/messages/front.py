"""What /align says by itself: the welcome, the list of words, and what to do about a word nobody knows."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from bot.messages import blocks
from bot.messages.pages import tidy
from bot.messages.render import Message, compose

RUN = "align:run"
START, AGREE, KEEP, TEAM, YOU = "Start something", "Agree on one page", "Keep it going", "Your team", "You"
FEW = 4
GROUPS = (START, AGREE, KEEP, TEAM, YOU)  # as help shows them


class Line(NamedTuple):
    """One line about a word, and its one of GROUPS. A `window` word can be a button."""

    text: str
    window: bool
    group: str


def parse(text: str) -> tuple[str, str]:
    """The word and the rest: ` Pilot now ` → ("pilot", "now")."""
    word, *rest = tidy(text).split(maxsplit=1) or [""]
    return word.lower(), "".join(rest).strip()


def welcome(plays: Mapping[str, Line], *, next_word: str | None, reason: str, draft: str | None) -> Message:
    """What the coach can do, and what to do first. `draft` is the word of a playbook left half-way."""
    first = draft or next_word
    shown = few(plays, first)
    buttons = [start(word, f"Go on with {word}" if word == draft else f"Start {word}", word == first) for word in shown]
    values = {"reason": reason, "draft": draft, "lines": shown}
    return compose("welcome", values, {"start": [blocks.actions(*buttons)]})


def hello(plays: Mapping[str, Line]) -> Message:
    """When the bot is invited to a channel: once, to everybody there."""
    shown = few(plays)
    return compose("hello", {"lines": shown}, {"start": [blocks.actions(*(start(w, f"Start {w}") for w in shown))]})


def few(plays: Mapping[str, Line], first: str | None = None) -> dict[str, Line]:
    """As many as a person takes in at once, `first` before the others: help has them all."""
    words = dict.fromkeys([*([first] if first else []), *plays])
    return {word: plays[word] for word in list(words)[:FEW]}


def help_(lines: Mapping[str, Line]) -> Message:
    """Every word with its one line, group by group."""
    groups = {group: {word: line for word, line in lines.items() if line.group == group} for group in GROUPS}
    return compose("help", {"groups": {group: found for group, found in groups.items() if found}})


def unknown(word: str, lines: Mapping[str, Line]) -> Message:
    """The nearest right word, as a button where it can be one."""
    nearest = _nearest(word, lines)
    window = nearest is not None and lines[nearest].window
    values = {"word": word, "nearest": nearest, "line": lines[nearest].text if nearest else "", "window": window}
    return compose("unknown", values, {"start": _button(nearest)})


def found(word: str | None, lines: Mapping[str, Line]) -> Message | None:
    """The answer to a plain question: the playbook that fits it best. None without one."""
    return compose("found", {"word": word, "line": lines[word].text}, {"start": _button(word)}) if word else None


def offer(word: str, lines: Mapping[str, Line]) -> Message:
    """The answer to a mention or a direct message, where only a button can open a window. Small talk gets help."""
    first = word.partition(" ")[0]
    if first in lines:
        return compose("offer", {"word": word, **lines[first]._asdict()}, {"start": _button(word)})
    return unknown(first, lines) if _nearest(first, lines) else help_(lines)


def notice(text: str) -> blocks.View:
    """A small window for what a person has to know before anything else can happen."""
    return blocks.modal("One moment", alone(text)["blocks"], callback="align:notice", about="")


def window(message: Message) -> blocks.View:
    """A message as a window, where a button was pressed that nobody can be answered beside."""
    return blocks.modal("Align", message["blocks"], callback="align:window", about="")


def alone(text: str) -> Message:
    """The same as a message."""
    return compose("notice", {"text": text})


def _nearest(word: str, lines: Mapping[str, Line]) -> str | None:
    return next(iter(get_close_matches(word, lines, n=1, cutoff=0.5)), None)


def _button(word: str | None) -> list[blocks.Block]:
    return [blocks.actions(start(word, "Start", True))] if word else []


def start(word: str, label: str, first: bool = False) -> dict[str, object]:
    """A button that stands for a word of /align."""
    return blocks.button(label, f"{RUN}-{word.replace(' ', '-')}", word, "primary" if first else None)
