"""Plain questions → the word of /align that answers them."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from bot.coaching.finding.signs import Signs, add_weights, list_signs, weigh_signs
from bot.coaching.finding.words import ALIKE, STOP_WORDS, list_content_words, read_alike, split_words

QUESTION, LONGEST = 3, 40  # words: from here on somebody is asking, not mistyping; what comes later is not read
CLOSE, CHOICES = 0.5, 3  # what comes this close to the best is offered too, so many at most
# What fits no better than that does not fit: a question, a word or two, and one that has little words only.
LEAST, FRAGMENT, LITTLE_WORDS = 1.05, 0.6, 2.0
SLIP, LONG = 0.82, 5  # how alike two spellings of a word are; shorter words are left alone


class Entry(NamedTuple):
    """The texts that a word is found by: names and phrases, what else it says, questions with the reason they get."""

    by: Sequence[str]
    rest: str = ""
    answers: Sequence[tuple[str, str]] = ()


class Match(NamedTuple):
    """The word that fits best, why ("" when nobody wrote a reason), and the next best where they come close."""

    word: str
    why: str
    others: Sequence[str]


class _Phrase(NamedTuple):
    """A phrase or a question that leads to `word`: its words in a line, its signs, how many of its words say what it is
    about.
    """

    line: str
    length: int
    signs: Signs
    content: int
    word: str
    why: str
    asked: bool

    def is_said(self, line: str, content: int) -> bool:
        """Return whether this is what a line says, with nothing but little words around it."""
        contained = self.asked or self.length >= QUESTION or self.line == line
        return contained and self.content == content and self.line in line


class Search:
    """Search over `known`, what each word can be found by. Nothing in it changes: safe to use from any thread."""

    def __init__(self, known: Mapping[str, Entry]) -> None:
        said = {word: [*_read_phrases(word, entry)] for word, entry in known.items()}
        rest = {word: list_signs(read_alike(split_words(entry.rest))) for word, entry in known.items()}
        self._weights = weigh_signs({word: [phrase.signs for phrase in of] for word, of in said.items()}, rest)
        phrases = [phrase for of in said.values() for phrase in of]
        self._asked = {word: [phrase for phrase in of if phrase.asked] for word, of in said.items()}
        # A phrase of a word or two that says something is one sign among others; one of little words has no other.
        foreseen = (phrase for phrase in phrases if phrase.asked or not phrase.content)
        self._foreseen = sorted(foreseen, key=lambda phrase: -phrase.length)
        self._spelt = {*ALIKE, *(each for phrase in phrases for each in phrase.line.split())} - STOP_WORDS

    def find(self, question: str) -> Match | None:
        """Return the word that fits best; None for what is no question, or fits nothing here."""
        said = split_words(question, LONGEST)
        long = len(said) >= QUESTION
        if long:
            said = [self._correct_spelling(word) for word in said]
        said = read_alike(said)
        line, content = _as_line(said), len(list_content_words(said))
        foreseen = next((phrase for phrase in self._foreseen if phrase.is_said(line, content)), None)
        if foreseen:
            return Match(foreseen.word, foreseen.why, ())
        return self._choose(list_signs(said), (LEAST if long else FRAGMENT) if content else LITTLE_WORDS)

    def _choose(self, signs: Signs, least: float) -> Match | None:
        fits = add_weights(signs, self._weights)
        best = next(iter(fits), None)
        if best is None or fits[best] < least:
            return None
        others = [word for word in islice(fits, 1, 1 + CHOICES) if fits[word] >= CLOSE * fits[best]]
        return Match(best, self._find_reason(best, signs), others)

    def _find_reason(self, word: str, signs: Signs) -> str:
        """Return the reason that the file gives for the question that is most like this one."""
        known = {sign for sign in signs if word in self._weights.get(sign, {})}

        def liken(phrase: _Phrase) -> float:
            return sum(signs[sign] * self._weights[sign][word] for sign in phrase.signs.keys() & known)

        nearest = max(self._asked[word], key=liken, default=None)
        return nearest.why if nearest else ""

    def _correct_spelling(self, word: str) -> str:
        """Return the word as it is spelt here, when it looks like a slip of the keys."""
        if len(word) < LONG or word in STOP_WORDS or word in self._spelt:
            return word
        alike = (known for known in self._spelt if known[0] == word[0] and abs(len(known) - len(word)) < 2)
        return next(iter(get_close_matches(word, sorted(alike), 1, SLIP)), word)


def _read_phrases(word: str, entry: Entry) -> Iterator[_Phrase]:
    asked = ((text, why, True) for text, why in entry.answers)
    for text, why, is_asked in (*asked, *((text, "", False) for text in entry.by)):
        words = read_alike(split_words(text))
        content = len(list_content_words(words))
        yield _Phrase(_as_line(words), len(words), list_signs(words), content, word, why, is_asked)


def _as_line(words: Sequence[str]) -> str:
    """Join words such that one line is found within another at whole words only."""
    return f" {' '.join(words)} "
