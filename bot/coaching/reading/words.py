"""The sentences of a plain text, and the words of a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from bot.coaching.reading.pastes import BROKEN

MARK = ","  # a comma, or a dash with blanks
STOP = ";"  # what no wording goes across: a colon, a semicolon, a bracket
LONGEST = 40  # letters of a word; what is longer is none
SENTENCE = 120  # words that are read together

_POINT = r"[-•*·▪◦✓✔✅➜→–]|\d{1,2}[.)][ \t]"
_BREAK = re.compile(
    rf"\n(?:[ \t]*+\n)++[ \t]*+|\n[ \t]*+(?={_POINT})|\n-- ?\n"
    r"|(?<=[^\s.][.!?…])[\"')\]]*+(?=\s|\Z)|[!?](?=\w)|¿|¡|[•▪◦✓✔✅]"
)
_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_]++(?:[{BROKEN}'][^\W\d_]++)*+)|(?P<number>\d++(?:[.,:/]\d++)*+)|(?P<sign>[%°&€$])"
    r"|(?P<stop>[;:()|\[\]]++)|(?P<mark>,|\s-+\s)"
)
_NEGATED = {"cannot": ("can", "not"), "dont": ("do", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not")}
_NEGATED |= {"wont": ("wo", "not"), "arent": ("are", "not"), "cant": ("ca", "not"), "didnt": ("did", "not")}
_BEING = frozenset(
    ["it", "that", "there", "here", "what", "who", "where", "how", "he", "she"]
)  # it's; anybody else's is whose it is


_SIGNS = {"mark": MARK, "stop": STOP}


class Word(NamedTuple):
    """One word, number or sign in small letters, from `start` to `end`; MARK or STOP for what parts clauses."""

    text: str
    start: int
    end: int
    capital: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence of a plain text, from `start` to `end`."""

    start: int
    end: int
    asked: bool


def split_sentences(plain: str) -> Iterator[Sentence]:
    """Yield the sentences in their order; a new paragraph or point of a list begins one."""
    start = 0
    for found in _BREAK.finditer(plain):
        if found.end() > start:
            yield Sentence(start, found.end(), "?" in plain[max(found.start() - 1, start) : found.end()])
        start = max(start, found.end())
    if start < len(plain):
        yield Sentence(start, len(plain), plain[start:].rstrip(" \"')").endswith("?"))


def split_words(plain: str, start: int = 0, end: int | None = None, most: int | None = None) -> list[Word]:
    """Return the words between two places, of so many at most. "don't" is do and not, "l'outil" l and outil."""
    found = _TOKEN.finditer(plain, start, len(plain) if end is None else end)
    return [word for each in islice(found, most) for word in _read_token(each)]


def _read_token(token: re.Match[str]) -> Iterable[Word]:
    said, kind = token[0], token.lastgroup
    if kind == "word" and ("'" in said or said.lower() in _NEGATED):
        return _split_word(said, token.start()) if len(said) <= LONGEST else ()
    if kind == "word":
        return (Word(said.lower(), token.start(), token.end(), said.isupper()),) if len(said) <= LONGEST else ()
    return (Word(_SIGNS.get(kind or "") or ("and" if said == "&" else said), token.start(), token.end()),)


def _split_word(said: str, start: int) -> Iterator[Word]:
    text, end = said.lower(), start + len(said)
    if text in _NEGATED:
        yield from (Word(part, start, end) for part in _NEGATED[text])
    elif text.endswith("n't"):
        yield from (Word(part, start, end) for part in (text[:-3], "not") if part)
    else:
        yield from _split_at_apostrophes(said, start)


def _split_at_apostrophes(said: str, start: int) -> Iterator[Word]:
    first, *_ = said.lower().split("'")
    for part in said.split("'"):
        if part.lower() != "s":
            yield Word(part.lower(), start, start + len(part), part.isupper())
        elif first in _BEING:
            yield Word("is", start, start + 1)
        start += len(part) + 1
