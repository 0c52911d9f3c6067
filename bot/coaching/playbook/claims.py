"""What a text claims: the phrases that it says, without those that it denies, asks, quotes, requires or makes depend."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from bot.coaching.playbook.phrases import Guard, Phrase, Slot, Topic
from bot.coaching.reading.languages import Language, find_languages
from bot.coaching.reading.pastes import BROKEN, Paste, clean_paste
from bot.coaching.reading.reader import Known, Reader
from bot.coaching.reading.words import MARK, STOP, Sentence, Word, split_sentences

NEAR = 6  # words before a claim in which it is denied
AT_ONCE = 2  # words: as far a guard may stand behind a claim, or behind the begin of a sentence
READ = 40_000  # characters of a text: Slack's longest message
MOST = 200  # claims of a text, as it stands; what comes later is not looked at
YES = frozenset("yes ja oui sí si absolutely natürlich klar claro certainly sure".split())
NO = frozenset("no not nein non nope nicht gar überhaupt keineswegs pas never none".split())
_PARTING = frozenset("but yet while because so if aber sondern weil mais parce pero porque sino".split())
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


class Entry(NamedTuple):
    """A wording and whose it is: `spares` for one of its unless, `asked` for a question that claims it."""

    wording: str
    owner: Phrase | Guard | Topic
    spares: bool = False
    asked: bool = False


class Found(NamedTuple):
    """An entry as a sentence says it, its words from `first` to before `last`."""

    entry: Entry
    first: int
    last: int

    def covers(self, other: "Found") -> bool:
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True)
class Read:
    """A sentence with its words, and what is found in it."""

    sentence: Sentence
    words: Sequence[Word]
    found: Sequence[Found] = ()


@dataclass(frozen=True)
class PhraseBook:
    """What a file reads texts for."""

    slots: tuple[Slot, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    guards: tuple[Guard, ...] = ()
    topics: tuple[Topic, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every wording with whose it is."""
        return tuple(self._list_entries())

    @cached_property
    def reader(self) -> Reader:
        """Finds the entries by their number."""
        slots = {slot.name: slot.words for slot in self.slots}
        return Reader([entry.wording for entry in self.entries], slots)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.slots, self.phrases, self.guards, self.topics))

    def _list_entries(self) -> Iterator[Entry]:
        for owner in (*self.phrases, *self.guards, *self.topics):
            yield from (Entry(wording, owner) for wording in owner.says)
            if not isinstance(owner, Topic):
                yield from (Entry(wording, owner, spares=True) for wording in owner.unless)
            if isinstance(owner, Phrase):
                yield from (Entry(wording, owner, asked=True) for wording in owner.asked)


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
    for read, following in zip_longest(reads, reads[1:]):
        claims.extend(_make_claim(paste, read, found) for found in _select_claims(read, following))
        if len(claims) > MOST:
            break
    topics = Counter(name for read in reads for name in _list_topics(read))
    complete = len(claims) <= MOST and len(text) <= READ
    return Reading(tuple(claims[:MOST]), complete, unread, tuple(name for name, _ in topics.most_common()))


def _read_sentences(book: PhraseBook, plain: str) -> tuple[list[Read], float]:
    """Return the sentences with what they say, and the share of words in languages that are not read."""
    reads = [Read(each, book.reader.split(plain, each.start, each.end)) for each in split_sentences(plain)]
    reads = [read for read in reads if read.words]
    of_text = find_languages([word.text for read in reads for word in read.words])
    known: Known = {}
    done: list[Read] = []
    counts: Counter[bool] = Counter()
    for read in reads:
        likely = find_languages([word.text for word in read.words])
        languages = [each for each in likely if each in of_text] or likely if len(likely) > 1 else likely
        counts[bool(languages and of_text)] += len(read.words)
        done.append(Read(read.sentence, read.words, _find_entries(book, read.words, languages, known)))
    return done, counts[False] / max(counts.total(), 1)


def _find_entries(
    book: PhraseBook, words: Sequence[Word], languages: Iterable[Language], known: Known
) -> tuple[Found, ...]:
    said = {each for language in languages for each in book.reader.find(words, language, known)}
    return tuple(Found(book.entries[each.wording], each.first, each.last) for each in sorted(said))


def _select_claims(read: Read, following: Read | None) -> list[Found]:
    """Return what a sentence claims, in its order."""
    spares = [found for found in read.found if found.entry.spares]
    stands = [found for found in read.found if not found.entry.spares and not _is_spared(found, spares)]
    guards = [found for found in stands if isinstance(found.entry.owner, Guard)]
    wanted = _is_asked(read, guards, following)
    phrases = [found for found in stands if isinstance(found.entry.owner, Phrase) and found.entry.asked is wanted]
    apart = _keep_longest(phrases if wanted is not None else [])
    return sorted(
        (each for each in apart if not any(_guards(guard, each, apart, read.words) for guard in guards)),
        key=lambda found: found.first,
    )


def _list_topics(read: Read) -> Iterator[str]:
    for found in read.found:
        if isinstance(found.entry.owner, Topic):
            yield found.entry.owner.name


def _is_spared(found: Found, spares: Iterable[Found]) -> bool:
    """Return True inside an unless: a guard's spares only its own, a phrase's every phrase."""
    owner = found.entry.owner
    return any(
        spare.first <= found.first < spare.last and (spare.entry.owner is owner or isinstance(owner, Phrase) and _is_phrase(spare))
        for spare in spares
    )


def _is_phrase(found: Found) -> bool:
    return isinstance(found.entry.owner, Phrase)


def _is_asked(read: Read, guards: Iterable[Found], following: Read | None) -> bool | None:
    """Return False for what is said as such, True for a question that is answered with no; None for any other."""
    if not read.sentence.asked or any(guard.entry.owner.where == "asked" for guard in guards):
        return False
    answer = following.words[0].text if following else ""
    return True if answer in NO else False if answer in YES else None


def _keep_longest(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.first - each.last, each.first)):
        if all(each.last <= other.first or other.last <= each.first for other in kept):
            kept.append(each)
    return kept


def _guards(guard: Found, claim: Found, claims: Iterable[Found], words: Sequence[Word]) -> bool:
    """Return True when a guard makes a claim none. The "no" of "no IT needed" denies nothing else."""
    owner = guard.entry.owner
    if not isinstance(owner, Guard) or owner.where == "asked" or any(each.covers(guard) for each in claims):
        return False
    if owner.hides and claim.entry.owner.hides not in owner.hides:
        return False
    return _REACHES[owner.where](guard, claim, words)


def _stands_before(guard: Found, claim: Found, words: Sequence[Word]) -> bool:
    return guard.last <= claim.first <= guard.last + NEAR and _are_one_clause(words[guard.last : claim.first])


def _stands_after(guard: Found, claim: Found, words: Sequence[Word]) -> bool:
    return claim.last <= guard.first <= claim.last + AT_ONCE and _are_one_clause(words[claim.last : guard.first])


def _stands_first(guard: Found, claim: Found, words: Sequence[Word]) -> bool:
    return sum(word.text not in (MARK, STOP) for word in words[: guard.first]) < AT_ONCE


def _are_one_clause(words: Iterable[Word]) -> bool:
    return not any(word.text in (MARK, STOP) or word.text in _PARTING for word in words)


_REACHES = {
    "before": _stands_before,
    "after": _stands_after,
    "start": _stands_first,
    "sentence": lambda guard, claim, words: True,
}


def _make_claim(paste: Paste, read: Read, found: Found) -> Claim:
    words = read.words[found.first : found.last]
    start, end = paste.find_span(words[0].start, words[-1].end)
    return Claim(found.entry.owner, _quote(paste.plain, words), start, end)


def _quote(plain: str, words: Sequence[Word]) -> str:
    """Return what stands from the first word to the last, on one line."""
    said = plain[words[0].start : words[-1].end]
    for word in words:
        broken = plain[word.start : word.end]
        said = said.replace(broken, broken.replace(BROKEN, ""))
    return " ".join(said.replace(BROKEN, "-").split())
