"""Wordings of a `[[phrase]]`: written as people speak, and tolerant of how they do.

A wording is words. Case, plural, endings and hyphens do not matter. `a/b` is either word, `a?` one that may be missing,
`…` up to three words in between, `#` a number, `+` both sides near each other in either order; a word in CAPITALS is
meant in capitals (IT, not it).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.coaching.playbook.parts import Name, Part

# Every step is atomic and what parts them possessive: a text that nearly says a wording is given up at once, however
# long its blanks and words are.
NUMBER = (
    r"(?:(?:just|only|about|under|as little as)[\s-]++)?"
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|ten|fifteen|twenty|thirty|(?:a )?few|couple of)"
)
_GAP = r"(?:[\s-]++[\w'%]++){0,3}?"
_APART = r"[\s-]*+"
_AFTER_COMMA = r"[\s,-]*+"  # minutes, not months
OPEN_STEPS = 4  # … ? and + in a wording: each multiplies what there is to try
BEGINNING = 4  # letters by which wordings are looked up
# What NUMBER may begin with.
_NUMBERS = {
    *"0123456789a",
    "an",
    "as",
    "one",
    "two",
    "thre",
    "four",
    "five",
    "six",
    "seve",
    "ten",
    "fift",
    "twen",
    "thir",
}
_NUMBERS |= {"just", "only", "abou", "unde", "few", "coup"}
_WORD = re.compile(r"^[\w'&/%°-]+\??$")
_ENDINGS = {  # how a word ends → what may stand there instead, the longest first
    "y": r"(?:ying|ies|ied|ily|ier|ys|y)",
    "e": r"(?:ations|ation|able|ions|ion|ing|ers|es|ed|er|e|y)",
    "": r"(?:ations|ation|ments|ment|able|ing|ers|es|ed|er|ly|s)?",
}


@cache
def compile_wording(wording: str) -> re.Pattern[str]:
    """Return the wording as a pattern over a text with straight quotes. ValueError in words for the author."""
    return re.compile(rf"(?i)\b{write_pattern(wording)}\b")


def write_pattern(wording: str) -> str:
    """Return what `compile_wording` compiles, without the ends of words around it."""
    sides = _split_sides(wording)
    if sum(wording.count(mark) for mark in "…?+") > OPEN_STEPS:
        raise ValueError(f'"{wording}" leaves too much open: at most {OPEN_STEPS} of … ? and + in one wording')
    made = [_side_pattern(side, wording) for side in sides]
    near = rf"\b{_GAP}[\s-]++\b"
    return f"(?:{made[0]}{near}{made[-1]}|{made[-1]}{near}{made[0]})" if len(sides) == 2 else made[0]


def list_beginnings(wording: str) -> set[str]:
    """Return the first letters, at most BEGINNING of them and small, of which a text has some where it says this."""
    return {letters for side in _split_sides(wording) for letters in _side_beginnings(side)}


def _split_sides(wording: str) -> list[list[str]]:
    sides = [side.split() for side in wording.split("+")]
    if len(sides) > 2:
        raise ValueError(f'"{wording}" has more than one +: two sides are all that I can look for')
    return sides


def _side_beginnings(words: list[str]) -> Iterator[str]:
    for word in words:
        yield from _NUMBERS if word.startswith("#") else map(_word_beginning, word.rstrip("?").split("/"))
        if not word.endswith("?"):
            return


def _word_beginning(word: str) -> str:
    # An ending may stand in the place of what comes behind the stem.
    stem = word.lower().partition("-")[0].removesuffix("n't")
    letters = re.match(r"\w*", stem if len(stem) < 4 else stem.rstrip("yes"))
    return letters[0][:BEGINNING] if letters and letters[0] else stem[:1]


def _side_pattern(words: list[str], wording: str) -> str:
    if not words or words[0] == "…" or words[-1] == "…":
        raise ValueError(f'"{wording}" must begin and end with a word')
    made = ""
    for place, word in enumerate(words):
        if word not in ("…", "#", "#?") and not _WORD.match(word):
            raise ValueError(f'"{wording}" has a sign I do not know: use words, / ? … # and +')
        made += _step_pattern(word, first=place == 0)
    return made


def _step_pattern(word: str, *, first: bool) -> str:
    if word == "…":
        return _GAP
    apart = "" if first else _AFTER_COMMA if word in ("not", "only") else _APART
    if word.startswith("#"):
        return f"(?:{apart}{NUMBER}){word[1:]}"
    # The longest first: what a step has taken it does not give back.
    words = sorted(word.rstrip("?").split("/"), key=len, reverse=True)
    step = rf"{apart}(?>{'|'.join(map(_word_pattern, words))})"
    return f"(?:{step})?" if word.endswith("?") else step


def _word_pattern(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return rf"(?-i:{re.escape(word)}s?)"
    if "-" in word:
        return _APART.join(map(_word_pattern, filter(None, word.split("-"))))
    word = word.lower()
    if word == "and":
        return r"(?:and|&|'?n'?)"
    if word.endswith("n't"):
        return rf"(?:{word[:-3]}n'?t|{word[:-3]} not)"
    if len(word) < 4:  # with an ending a short word is another one: fee, feed
        return re.escape(word) + ("s?" if len(word) == 3 else "")
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    ending = word[-1] if word[-1] in "ye" else ""
    return re.escape(word.removesuffix(ending)) + _ENDINGS[ending]


def _check_wording(wording: str) -> str:
    compile_wording(wording)
    return wording


Wording = Annotated[str, Field(min_length=2, max_length=200), AfterValidator(_check_wording)]


class Phrase(Part):
    """Wordings that play something down, all hiding the same thing."""

    says: tuple[Wording, ...] = Field(
        min_length=1,
        description="The wordings. Case, endings and hyphens do not matter; `a/b` either, `a?` may be missing, "
        "`…` up to three words, `#` a number, `a + b` in either order, CAPITALS only in capitals.",
    )
    unless: tuple[Wording, ...] = Field((), description="Where it stands inside one of these wordings, it is none.")
    hides: Name = Field(description="The [[dimension]] that it hides.")
    why: str = Field(min_length=1, max_length=200, description="What it leaves out, in one sentence.")
    send: str = Field(min_length=1, description="The question to send back.")
