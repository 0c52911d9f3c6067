"""Where a text says the wordings of phrases: looked for at the words that one may begin with, in one go over the text.

Hundreds of patterns, each looked for everywhere in a text of forty thousand characters, would keep a person waiting.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.coaching.playbook.phrases import BEGINNING, Phrase, compile_wording, list_beginnings, write_pattern

FEW = 3  # wordings that are quicker tried one by one
_WORD = re.compile(r"\w+")


class SaidWording(NamedTuple):
    """A wording as the text says it, `start` to `end` in characters; `spared`: it is one of the phrase's unless."""

    phrase: Phrase
    start: int
    end: int
    spared: bool


@dataclass(frozen=True)
class Group:
    """Wordings that begin with the same letters; `any_of`, of many, matches where one of them does."""

    any_of: re.Pattern[str] | None
    wordings: tuple[tuple[str, Phrase, bool], ...]


def find_wordings(phrases: tuple[Phrase, ...], plain: str) -> Iterator[SaidWording]:
    """Yield each wording that stands in a text with straight quotes, by its place."""
    groups = group_wordings(phrases)
    for word in _WORD.finditer(plain):
        letters = plain[word.start() : min(word.end(), word.start() + BEGINNING)].lower()
        for length in range(1, len(letters) + 1):
            group = groups.get(letters[:length])
            if group and (group.any_of is None or group.any_of.match(plain, word.start())):
                yield from _match_group(group, plain, word.start())


# Called when a file is loaded: compiling takes a second, and somebody would wait for it.
@lru_cache(maxsize=16)
def group_wordings(phrases: tuple[Phrase, ...]) -> dict[str, Group]:
    """Return the wordings by the letters of which a text has some where it says them."""
    listed: dict[str, list[tuple[str, Phrase, bool]]] = defaultdict(list)
    for phrase in phrases:
        for wording in (*phrase.says, *phrase.unless):
            for letters in list_beginnings(wording):
                listed[letters].append((wording, phrase, wording in phrase.unless))
    return {letters: _make_group(wordings) for letters, wordings in listed.items()}


def _make_group(wordings: list[tuple[str, Phrase, bool]]) -> Group:
    patterns = "|".join(rf"{write_pattern(wording)}\b" for wording, _, _ in wordings)
    return Group(re.compile(rf"(?i)\b(?:{patterns})") if len(wordings) > FEW else None, tuple(wordings))


def _match_group(group: Group, plain: str, start: int) -> Iterator[SaidWording]:
    for wording, phrase, spared in group.wordings:
        if match := compile_wording(wording).match(plain, start):
            yield SaidWording(phrase, start, match.end(), spared)
