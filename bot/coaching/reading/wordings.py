"""A wording as an author writes it → the steps in which a text says it.

A wording is words. Case, endings and hyphens do not matter. `{slot}` is any word of a slot, `a/b` is either word, `a?`
one that may be missing, `…` up to three words in between, `#` a number, `+` both sides near each other in either order;
a word in CAPITALS is meant in capitals (IT, not it), `*` stands for any letters at the begin or the end of a word.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.coaching.reading.words import split_words

OPEN_STEPS = 4  # … ? and + in a wording: each multiplies what there is to try
GAP = 3  # words, or marks, that `…` stands for at most
NUMBER = "#"
_TOKEN = re.compile(r"^(?:\{[a-z][a-z0-9_]*\}|\*?[\w'&%°€$-]*[\w&%°€$]\*?|#)$")


class Step(NamedTuple):
    """One place of a wording: what may stand there, whether it may be missing, and how many words before it."""

    any_of: tuple[str, ...]
    optional: bool = False
    gap: int = 0


@cache
def parse_wording(wording: str) -> tuple[tuple[Step, ...], ...]:
    """Return the ways in which a text may say a wording. ValueError in words for the author."""
    sides = [side.split() for side in wording.split("+")]
    if len(sides) > 2:
        raise ValueError(f'"{wording}" has more than one +: two sides are all that I can look for')
    if sum(wording.count(mark) for mark in "…?+") > OPEN_STEPS:
        raise ValueError(f'"{wording}" leaves too much open: at most {OPEN_STEPS} of … ? and + in one wording')
    made = [tuple(_parse_side(side, wording)) for side in sides]
    return (
        tuple(_join_sides(one, other) for one, other in zip(made, reversed(made), strict=True))
        if made[1:]
        else (made[0],)
    )


def write_words(wording: str) -> str:
    """Return the words of a wording that stand in it, for a search."""
    return " ".join(re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", wording)))


def list_slots(wording: str) -> set[str]:
    """Return the slots that a wording names."""
    return set(re.findall(r"\{([a-z][a-z0-9_]*)\}", wording))


@cache
def split_literal(word: str) -> tuple[str, ...]:
    """Return the words that a word of a wording is read as: of "e-mail" two; one in CAPITALS as it is."""
    if "*" in word:
        return (word.lower(),)
    words = split_words(word)
    return tuple(each.text.upper() if each.capital and len(each.text) > 1 else each.text for each in words)


def _parse_side(words: list[str], wording: str) -> Iterator[Step]:
    if not words or words[0] == "…" or words[-1] == "…":
        raise ValueError(f'"{wording}" must begin and end with a word')
    gap = 0
    for word in words:
        if word == "…":
            gap = GAP
            continue
        yield Step(tuple(_parse_choices(word.removesuffix("?"), wording)), word.endswith("?"), gap)
        gap = 0


def _parse_choices(word: str, wording: str) -> Iterator[str]:
    for choice in word.split("/"):
        if not _TOKEN.match(choice) or ("*" in choice and "-" in choice):
            raise ValueError(f'"{wording}" has a sign I do not know: use words, {{slots}}, / ? … # * and +')
        yield choice


def _join_sides(side: tuple[Step, ...], other: tuple[Step, ...]) -> tuple[Step, ...]:
    first = other[0]._replace(gap=GAP)
    return (*side, first, *other[1:])
