"""What a text claims, sentence by sentence, where in it, and what it speaks of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from bot.coaching.playbook.guarding import select_claims
from bot.coaching.playbook.phrase_book import PhraseBook, Spot
from bot.coaching.playbook.phrases import Phrase, Topic
from bot.coaching.reading.languages import Language, find_languages
from bot.coaching.reading.pastes import BROKEN, Paste, clean_paste
from bot.coaching.reading.vocabulary import Known
from bot.coaching.reading.words import SENTENCE, Word, split_sentences

READ = 40_000  # characters of a text: Slack's longest message
WORDS = 9_000  # of a text: no honest one of READ characters has more
MOST = 200  # claims of a text, as it stands; what comes later is not looked at
UNKNOWN = 0.5  # of a text's words: when as many are in other languages it cannot be read


@dataclass(frozen=True)
class Claim:
    """A phrase as the text says it, from `start` to `end` in characters of what was pasted."""

    phrase: Phrase
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What a text claims, in its order; `complete`: all of it was read; `unread`: what share is in other languages.

    `topics`: what it speaks of, the most first.
    """

    claims: tuple[Claim, ...]
    complete: bool
    unread: float = 0.0
    topics: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """True when the text is in a language that the reader knows."""
        return self.unread < UNKNOWN


@dataclass(frozen=True)
class Read:
    """A sentence, or a part of a long one, with its words, and the languages that it may be in."""

    words: Sequence[Word]
    asked: bool
    languages: tuple[Language, ...] = ()


# One text is read for every page that is shown while it is gone through, and again for the result.
@lru_cache(maxsize=64)
def read_text(book: PhraseBook, text: str) -> Reading:
    """Return every claim of the first READ characters. Of two that overlap the longer counts; one it denies does not.

    After MOST claims it is enough; a text in other languages has none.
    """
    paste = clean_paste(text[:READ])
    reads, unread = _read_sentences(book, paste.plain)
    if unread >= UNKNOWN:
        return Reading((), len(text) <= READ, unread)
    claims: list[Claim] = []
    topics: Counter[str] = Counter()
    for read, spots, following in _find_all(book, reads):
        answer = following.words[0].text if following else ""
        topics.update(each.entry.owner.name for each in spots if isinstance(each.entry.owner, Topic))
        said = select_claims(spots, read.words, asked=read.asked, answer=answer)
        claims += [_make_claim(paste, each.phrase, read.words[each.first : each.last]) for each in said if each.phrase]
        if len(claims) > MOST:
            break
    words = sum(len(read.words) for read in reads)
    complete = len(claims) <= MOST and len(text) <= READ and words < WORDS
    return Reading(tuple(claims[:MOST]), complete, unread, tuple(name for name, _ in topics.most_common()))


def _read_sentences(book: PhraseBook, plain: str) -> tuple[list[Read], float]:
    """Return the sentences with their languages, and the share of words in languages that are not read."""
    reads = list(_split_sentences(book, plain))
    of_text = find_languages([word.text for read in reads for word in read.words])
    done = [replace(read, languages=_choose_languages(read, of_text)) for read in reads]
    unread = sum(len(read.words) for read in done if not read.languages)
    return done, unread / max(sum(len(read.words) for read in done), 1)


def _split_sentences(book: PhraseBook, plain: str) -> Iterator[Read]:
    left = WORDS
    for sentence in split_sentences(plain):
        words = book.reader.split(plain, sentence.start, sentence.end, left)
        yield from (Read(words[n : n + SENTENCE], sentence.asked) for n in range(0, len(words), SENTENCE))
        left -= len(words)
        if left <= 0:
            return


def _choose_languages(read: Read, of_text: Sequence[Language]) -> tuple[Language, ...]:
    """Return the languages that a sentence is read in: its own; where it does not show them, those of its text."""
    likely = find_languages([word.text for word in read.words])
    if not of_text or len(likely) < 2:
        return tuple(likely if of_text else ())
    return tuple([each for each in likely if each in of_text] or likely)


def _find_all(book: PhraseBook, reads: Sequence[Read]) -> Iterator[tuple[Read, Sequence[Spot], Read | None]]:
    """Yield each sentence with what it says, and the one behind it."""
    known: Known = {}
    same: dict[object, Sequence[Spot]] = {}  # a text may say a sentence again and again
    for read, following in zip_longest(reads, reads[1:]):
        said = tuple((word.text, word.capital) for word in read.words), read.languages
        if said not in same:
            same[said] = _find_entries(book, read, known)
        yield read, same[said], following


def _find_entries(book: PhraseBook, read: Read, known: Known) -> Sequence[Spot]:
    said = {each for language in read.languages for each in book.reader.find(read.words, language, known)}
    return [Spot(book.entries[each.wording], each.first, each.last) for each in sorted(said)]


def _make_claim(paste: Paste, phrase: Phrase, words: Sequence[Word]) -> Claim:
    start, end = paste.find_span(words[0].start, words[-1].end)
    return Claim(phrase, _quote(paste.plain, words), start, end)


def _quote(plain: str, words: Sequence[Word]) -> str:
    """Return what stands from the first word to the last, on one line."""
    said = plain[words[0].start : words[-1].end]
    for word in words:
        broken = plain[word.start : word.end]
        said = said.replace(broken, broken.replace(BROKEN, ""))
    return " ".join(said.replace(BROKEN, "-").split())
