"""The answers of /align itself: the welcome, the list of words, and the nearest of them to a word nobody knows."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from bot.coaching.next_play.choice import NextPlay
from bot.coaching.shapes.base import Group
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.tables import TABLES, describe_table
from bot.messages.front.matters import matter_values

KEEP, TEAM, YOU = "Keep it going", "Your team", "You"
COMMON = ("pilot", "vendor", "commit", "progress")  # the words that have a button in help, where they are known
FEW = 4  # playbooks shown at first, as many as a person takes in at once; help has them all
LONGEST_REST = 100  # characters repeated of what somebody typed
QUOTED = 80  # characters of a word that nobody knows, as far as the answer repeats it
BEGINNING = 3  # letters that may stand for the whole word
SLIP = 0.65  # how alike (0 to 1, difflib's ratio) two spellings of one word are
GROUPS = (*Group, KEEP, TEAM, YOU)  # as help shows them


@dataclass(frozen=True)
class Run(Payload):
    """A word of /align, what follows it, and the team it is for where one was chosen."""

    word: str
    rest: str = ""
    team: str = ""


RUN = Act("align:run", Run)
START = Act("align:start", Nothing)
EVERY_WORD = Act("align:every_word", Nothing)
ALL = "all"  # behind a word that can be for every team of a person


class Line(NamedTuple):
    """The line about a word of /align, and its group out of GROUPS. A `window` word can be a button.

    `for_team`: who is in several teams chooses one; `all_teams`: or every team, if they lead any. `button` is what its
    button says.
    """

    text: str
    window: bool
    group: str
    for_team: bool = False
    all_teams: bool = False
    button: str = ""

    def label(self, word: str) -> str:
        """Return what the button of this word says."""
        return self.button or f"Start {word}"


def compose_welcome(plays: Mapping[str, Line], chosen: NextPlay, *, draft: str | None, outside: bool) -> Message:
    """Return what the coach can do, and what to do first. `draft` is the word of a playbook left half-way; `outside`:
    they are in no team, and nowhere where they could make one.
    """
    first = draft or (chosen.play.word if chosen.play else None)
    shown = first_words(plays, first)
    buttons = [
        start_button(word, f"Go on with {word}" if word == draft else plays[word].label(word), word == first)
        for word in shown
    ]
    matter = matter_values(chosen.first)
    values = {**matter, "play": chosen.play, "draft": draft, "lines": shown, "outside": outside}
    return compose_message("welcome", values, {"start": [blocks.actions(*buttons)]})


def compose_hello(plays: Mapping[str, Line]) -> Message:
    """Return what everybody in a channel reads when the bot is invited to it."""
    shown = first_words(plays)
    return compose_message(
        "hello",
        {"lines": shown},
        {"start": [blocks.actions(*(start_button(w, line.label(w)) for w, line in shown.items()))]},
    )


def explain_rest(word: str, rest: str, allowed: Collection[str]) -> str:
    """Return why nothing was done about what somebody typed behind a word, and what may stand there."""
    ways = " or ".join([f"/align {word}", *(f"/align {word} {each}" for each in allowed)])
    return f"I don't know what “{rest[:LONGEST_REST]}” means behind {word}, so I did nothing. Type {ways}."


def first_words(plays: Mapping[str, Line], first: str | None = None) -> dict[str, Line]:
    """Return the first FEW playbooks, `first` before the others."""
    words = dict.fromkeys([*([first] if first else []), *plays])
    return {word: plays[word] for word in list(words)[:FEW]}


def compose_help(lines: Mapping[str, Line]) -> Message:
    """Return what can be said, group by group, with buttons for the commonest; every word's line is behind the last."""
    groups = {group: [word for word, line in lines.items() if line.group == group] for group in GROUPS}
    common = [word for word in COMMON if word in lines]
    buttons = [start_button(word, lines[word].label(word), n == 0) for n, word in enumerate(common)]
    every = controls.button("Every word", EVERY_WORD, Nothing())
    values = {"groups": {group: found for group, found in groups.items() if found}}
    return compose_message("help", values, {"buttons": [blocks.actions(*buttons, every)]})


def compose_every_word(lines: Mapping[str, Line]) -> Message:
    """Return every word with its one line, group by group."""
    groups = {group: {word: line for word, line in lines.items() if line.group == group} for group in GROUPS}
    return compose_message("every_word", {"groups": {group: found for group, found in groups.items() if found}})


def compose_unknown(word: str, question: str, lines: Mapping[str, Line]) -> Message:
    """Return the nearest right word, as a button where it can be one.

    `question` is all that was asked where it was more than the word.
    """
    nearest = _find_nearest(word, lines)
    window = nearest is not None and lines[nearest].window
    values = {
        "word": blocks.shorten(word, QUOTED),
        "question": blocks.shorten(question, blocks.TEXT // 10),
        "nearest": nearest,
        "line": lines[nearest].text if nearest else "",
        "window": window,
    }
    return compose_message("unknown", values, {"start": _start_button(nearest if window else None, lines)})


def match_word(word: str, lines: Collection[str]) -> str | None:
    """Return the known word that differs in case, plural or punctuation at most: `lead` for leads, `check-in` for
    checkin. None when there is none.
    """
    return word if word in lines else {_bare_word(known): known for known in lines}.get(_bare_word(word))


def compose_match(word: str, why: str, others: Sequence[str], lines: Mapping[str, Line]) -> Message:
    """Return the answer to a plain question: the word that fits it best, why, and what comes close."""
    values = {
        "word": word,
        "why": why or lines[word].text,
        "others": [{"word": other, "line": lines[other].text} for other in others],
    }
    return compose_message("match", values, {"start": _start_button(word if lines[word].window else None, lines)})


def compose_offer(word: str, answer: tuple[str, str, Sequence[str]] | None, lines: Mapping[str, Line]) -> Message:
    """Return the answer to a mention or a direct message, where only a button can open a window: help for small talk.

    `answer` holds the word, the reason and the others for `compose_match`, where plain words found something.
    """
    first, _, form = word.partition(" ")
    known = match_word(first, lines)
    if known:
        word = f"{known} {form}".rstrip()
        return compose_message("offer", {"word": word, **lines[known]._asdict()}, {"start": _start_button(word, lines)})
    if answer:
        return compose_match(*answer, lines)
    return compose_unknown(first, "", lines) if _find_nearest(first, lines) else compose_help(lines)


def notice_window(text: str) -> blocks.View:
    """Return a small window for what a person has to know before anything else can happen."""
    return blocks.modal("One moment", compose_notice(text)["blocks"], callback="align:notice", metadata="")


def message_window(message: Message) -> blocks.View:
    """Return a message as a window, by which a press or a submission is answered; a window has no tables."""
    shown = [each for block in message["blocks"] for each in _spell_out(block)]
    return blocks.modal("Align", shown, callback="align:window", metadata="")


def _spell_out(block: blocks.Block) -> list[blocks.Block]:
    return blocks.sections(describe_table(block)) if block["type"] in TABLES else [block]


def compose_notice(text: str) -> Message:
    """Return a notice as a message, in the words of `notice_window`."""
    return compose_message("notice", {"text": text})


def _find_nearest(word: str, lines: Mapping[str, Line]) -> str | None:
    """Return the only word that begins like this, or else one that is spelt much like it."""
    begun = [known for known in lines if len(word) >= BEGINNING and known.startswith(word)]
    return begun[0] if len(begun) == 1 else next(iter(get_close_matches(word, lines, n=1, cutoff=SLIP)), None)


def _bare_word(word: str) -> str:
    """Return the letters of a word alone, in the singular."""
    letters = re.sub(r"[\W_]", "", word.lower())
    return f"{letters[:-3]}y" if letters.endswith("ies") else letters.removesuffix("s")


def _start_button(word: str | None, lines: Mapping[str, Line]) -> list[blocks.Block]:
    name = word.partition(" ")[0] if word else ""
    return [blocks.actions(start_button(word, lines[name].label(name), True))] if word else []


def start_button(word: str, label: str, first: bool = False) -> blocks.Block:
    """Return a button that stands for a word of /align, and what follows it."""
    name, _, rest = word.partition(" ")
    return controls.button(label, RUN, Run(name, rest), "primary" if first else None, place=name)
