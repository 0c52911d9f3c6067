"""The sentences of a plain text, and the words of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.coaching.reading.pastes import BROKEN

MARK = ","  # a comma, or a dash with blanks
STOP = ";"  # what no wording goes across: a colon, a semicolon, a bracket
LONGEST = 40  # letters of a word; what is longer is none
SENTENCE = 120  # words that are read together

_POINT = r"[-•*·▪◦✓✔✅➜→–]|\d{1,2}[.)][ \t]"
_BREAK = re.compile(
    rf"\n(?:[ \t]*+\n)++[ \t]*+|\n[ \t]*+(?={_POINT})|\n-- ?\n|(?<=[^\s.][.!?…])[\"')\]]*+(?=\s|\Z)|[!?](?=\w)|¿|¡|[•▪◦✓✔✅]"
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


class Word(NamedTuple):
    """One word, number or sign in small letters, from `start` to `end`; `text` is MARK or STOP for what parts clauses."""

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


def split_words(plain: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words between two places. "don't" is do and not, "l'outil" l and outil."""
    words: list[Word] = []
    for found in _TOKEN.finditer(plain, start, len(plain) if end is None else end):
        if found.lastgroup == "word":
            words.extend(_split_word(found[0], found.start(), found.end()))
        elif found.lastgroup in ("mark", "stop"):
            words.append(Word(MARK if found.lastgroup == "mark" else STOP, found.start(), found.end()))
        else:
            words.append(Word("and" if found[0] == "&" else found[0], found.start(), found.end()))
    return words


def _split_word(said: str, start: int, end: int) -> Iterator[Word]:
    if len(said) > LONGEST:
        return
    text = said.lower()
    if text in _NEGATED:
        yield from (Word(part, start, end) for part in _NEGATED[text])
    elif "'" not in text:
        yield Word(text, start, end, said.isupper())
    elif text.endswith("n't"):
        if text != "n't":
            yield Word(text[:-3], start, end)
        yield Word("not", start, end)
    else:
        for part in said.split("'"):
            if part.lower() == "s":
                if text.partition("'")[0] in _BEING:
                    yield Word("is", start, start + 1)
            else:
                yield Word(part.lower(), start, start + len(part), part.isupper())
            start += len(part) + 1
