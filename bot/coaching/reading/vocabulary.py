"""What the words of wordings can be, in one language, and how a word of a text is looked up among them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.coaching.reading.languages import Language, fold_word, stem_word
from bot.coaching.reading.wordings import NUMBER, split_literal
from bot.coaching.reading.words import Word

BEGINNING = 3  # letters by which it is known early that a word is none that anybody looks for
STEMMED = 3000  # different words of a text whose stem is asked for; of more only those are known that are spelt alike
Looked = tuple[frozenset[str], frozenset[str]]  # how a word is looked up among words in a row; what it is by itself
Known = dict[tuple[str, Language], Looked]


@dataclass
class Vocabulary:
    """What words can be, in one language: each atom is a slot, or a word of a wording by itself."""

    language: Language
    single: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    several: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))
    prefixes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    suffixes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    beginnings: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add(self, words: tuple[str, ...], atom: str) -> None:
        """Let these words in a row stand for an atom."""
        if len(words) == 1:
            self._add_word(words[0], atom)
            return
        keys = tuple([self._key(word) for word in words])
        self.words.update(keys)
        self.beginnings.update([fold_word(word.lower())[:BEGINNING] for word in words])
        self.several[keys[0]].append((keys, atom))

    def _add_word(self, word: str, atom: str) -> None:
        folded = fold_word(word.lower())
        self.beginnings.add(folded[:BEGINNING])
        if word.endswith("*"):
            self.prefixes[folded.strip("*")].add(atom)
        elif word.startswith("*"):
            self.suffixes[folded.strip("*")].add(atom)
        else:
            key = self._key(word)
            self.words.add(key)
            self.single[key].add(atom)
            if not word.isupper():
                self.single[folded].add(atom)

    def _key(self, word: str) -> str:
        return word if word.isupper() and len(word) > 1 else stem_word(word, self.language)


def split_entry(entry: str) -> Iterator[str]:
    """Yield the words of an entry of a slot."""
    for word in entry.split():
        yield from split_literal(word)


def look_up(word: Word, vocabulary: Vocabulary, known: Known) -> Looked:
    """Return the keys of a word, and the atoms that it is by itself."""
    key = (word.text.upper() if word.capital else word.text, vocabulary.language)
    if key not in known:
        keys = frozenset(_list_keys(word, vocabulary, stemmed=len(known) < STEMMED))
        known[key] = keys, frozenset(_list_atoms(word, keys, vocabulary))
    return known[key]


def _list_keys(word: Word, vocabulary: Vocabulary, *, stemmed: bool) -> Iterator[str]:
    folded = fold_word(word.text)
    yield folded
    if word.capital:
        yield word.text.upper()
    if stemmed and folded[:BEGINNING] in vocabulary.beginnings:
        yield stem_word(word.text, vocabulary.language)


def _list_atoms(word: Word, looks: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    for key in looks:
        yield from vocabulary.single.get(key, ())
    if word.text[0].isdigit():
        yield NUMBER
    folded = fold_word(word.text)
    for length in range(BEGINNING, len(folded) + 1):
        yield from vocabulary.prefixes.get(folded[:length], ())
        yield from vocabulary.suffixes.get(folded[-length:], ())
