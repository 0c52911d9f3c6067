"""Wordings of a `[[phrase]]`: written as people speak, and tolerant of how they do.

A wording is words. Case, plural, endings and hyphens do not matter. `a/b` is either word, `a?` one that may be missing,
`…` up to three words in between, `#` a number, `+` both sides near each other in either order; a word in CAPITALS is
meant in capitals (IT, not it).
"""

import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.coaching.playbook.parts import Name, Part

NUMBER = (
    r"(?:(?:just|only|about|under|as little as)[\s-]+)?"
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|ten|fifteen|twenty|thirty|(?:a )?few|couple of)"
)
_GAP = r"(?:[\s-]+[\w'%]+){0,3}?"
_APART = r"[\s-]*"
_AFTER_COMMA = r"[\s,-]*"  # minutes, not months
_WORD = re.compile(r"^[\w'&/%°-]+\??$")
_ENDINGS = {  # how a word ends → what may stand there instead
    "y": r"(?:ys?|ies|ied|ily|ier|ying)",
    "e": r"(?:e|es|ed|er|ers|ing|ion|ions|ation|ations|y|able)",
    "": r"(?:s|es|ed|er|ers|ing|ly|ation|ations|ment|ments|able)?",
}


@cache
def compile_wording(wording: str) -> re.Pattern[str]:
    """Return the wording as a pattern over a text with straight quotes. ValueError in words for the author."""
    sides = [_side_pattern(side.split(), wording) for side in wording.split("+")]
    if len(sides) == 1:
        return re.compile(rf"(?i)\b{sides[0]}\b")
    first, second = sides[0], sides[-1]
    near = rf"\b{_GAP}[\s-]+\b"
    return re.compile(rf"(?i)\b(?:{first}{near}{second}|{second}{near}{first})\b")


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
    either = "|".join(_word_pattern(each) for each in word.rstrip("?").split("/"))
    return f"(?:{apart}(?:{either}))?" if word.endswith("?") else f"{apart}(?:{either})"


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
