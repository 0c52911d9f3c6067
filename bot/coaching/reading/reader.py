"""Where a text says the wordings of a list: looked for at the words that each may begin with, sentence by sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from bot.coaching.reading.languages import Language, fold_word, stem_word
from bot.coaching.reading.pastes import BROKEN
from bot.coaching.reading.wordings import NUMBER, Step, list_slots, parse_wording, split_literal
from bot.coaching.reading.words import MARK, STOP, Word, split_words

NUMBERS: Mapping[Language, str] = {
    Language.EN: "one two three four five six seven eight nine ten fifteen twenty thirty few couple several half",
    Language.DE: "zwei drei vier fünf sechs sieben acht neun zehn fünfzehn zwanzig dreißig "
    "wenige wenigen weniger einige einigen",
    Language.FR: "deux trois quatre cinq six sept huit neuf dix quinze vingt trente quelques",
    Language.ES: "dos tres cuatro cinco seis siete ocho nueve diez quince veinte treinta pocos pocas unos unas",
}
NEARLY = "#about"
NEARLY_WORDS: Mapping[Language, Sequence[str]] = {  # what may stand before a number, and within one
    Language.EN: (
        "a",
        "just",
        "only",
        "about",
        "under",
        "less than",
        "fewer than",
        "as little as",
        "mere",
        "to",
        "or",
        "up to",
    ),
    Language.DE: ("ein paar", "nur", "knapp", "unter", "weniger als", "bis", "bis zu", "ca", "rund", "oder"),
    Language.FR: ("seulement", "moins de", "environ", "à", "ou", "à peine"),
    Language.ES: ("un par de", "solo", "sólo", "menos de", "apenas", "unos", "a", "o", "tan solo"),
}
BEGINNING = 3  # letters by which it is known early that a word is none that anybody looks for
NUMBERS_JOINED = 5  # words that may be one number
STEMMED = 3000  # different words of a text whose stem is asked for; of more only those are known that are spelt alike
_SKIPPED = frozenset(
    {"not", "only", "just", "nicht", "nur", "pas", "non", "no", "y", "und", "et", "and", "sin", "sans"}
)
Looked = tuple[frozenset[str], frozenset[str]]  # how a word is looked up among words in a row; what it is by itself
Known = dict[tuple[str, Language], Looked]
_NEGATIONS = frozenset(
    ["not", "never", "nicht", "nie", "kein", "keine", "keinen", "keiner", "nunca"]
)  # no gap goes across these


class Said(NamedTuple):
    """A wording as a sentence says it: which one, and its words from `first` to before `last`."""

    wording: int
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Way:
    """A way to say a wording. `begins`: what it may begin with; of each of `needs` a sentence has something, or it
    does not say it."""

    wording: int
    steps: tuple[Step, ...]
    needs: tuple[frozenset[str], ...]
    begins: frozenset[str]

    def lacks(self, said: AbstractSet[str]) -> bool:
        return any(map(said.isdisjoint, self.needs))


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
        keys = tuple(self._key(word) for word in words)
        self.words.update(keys)
        self.beginnings.update(fold_word(word.lower())[:BEGINNING] for word in words)
        if len(words) > 1:
            self.several[keys[0]].append((keys, atom))
        elif words[0].endswith("*"):
            self.prefixes[fold_word(words[0].strip("*"))].add(atom)
        elif words[0].startswith("*"):
            self.suffixes[fold_word(words[0].strip("*"))].add(atom)
        else:
            for key in {keys[0], words[0] if words[0].isupper() else fold_word(words[0])}:
                self.single[key].add(atom)

    def _key(self, word: str) -> str:
        return word if word.isupper() and len(word) > 1 else stem_word(word, self.language)


class Reader:
    """Finds a list of wordings in sentences of any of the languages. `slots`: name → words of each language."""

    def __init__(self, wordings: Sequence[str], slots: Mapping[str, Mapping[Language, Sequence[str]]]) -> None:
        self._vocabularies = {language: Vocabulary(language) for language in Language}
        self._ways: dict[str, list[Way]] = defaultdict(list)
        self._literals: set[str] = set()  # words of wordings; most wordings share theirs
        used = set[str]().union(*map(list_slots, wordings))
        self._weights: dict[str, float] = {}
        for name in used & slots.keys():
            self._add_slot(name, slots[name])
        for number, wording in enumerate(wordings):
            for steps in parse_wording(wording):
                self._add_way(number, steps)
        for language, vocabulary in self._vocabularies.items():
            for word in NUMBERS[language].split():
                vocabulary.add((word,), NUMBER)
            for entry in NEARLY_WORDS[language]:
                vocabulary.add(tuple(entry.split()), NEARLY)

    def find(self, words: Sequence[Word], language: Language, known: Known) -> Iterator[Said]:
        """Yield each wording that the sentence says, at its longest from each first word.

        `known` is of one text, empty for its first sentence.
        """
        atoms = self._find_atoms(words, language, known)
        ways = self._find_ways(set[str]().union(*atoms))
        for first, here in enumerate(atoms):
            for way in {way for atom in here for way in ways.get(atom, ())}:
                if last := _match(way.steps, 0, first, atoms, words):
                    yield Said(way.wording, first, last)

    def split(self, plain: str, start: int, end: int, most: int) -> list[Word]:
        """Return the words of a part of a text; at the end of a line a hyphen parts two, or is none."""
        words = split_words(plain, start, end, most)
        return [part for word in words for part in (self._mend(word) if BROKEN in word.text else (word,))]

    def _add_slot(self, name: str, words: Mapping[Language, Sequence[str]]) -> None:
        english = words.get(Language.EN, ())
        self._weights[f"{{{name}}}"] = sum(1 / len(word) ** 2 for word in english) or 1.0
        for language, listed in words.items():
            for word in listed:
                self._vocabularies[language].add(tuple(split_entry(word)), f"{{{name}}}")

    def _add_way(self, number: int, steps: tuple[Step, ...]) -> None:
        for choice in {choice for step in steps for choice in step.any_of if choice[0] not in "{#"} - self._literals:
            self._add_literal(choice)
        needs = [frozenset(step.any_of) for step in steps if not step.optional]
        optional = [step.any_of for step in takewhile(lambda step: step.optional, steps)]
        way = Way(number, steps, tuple(needs), needs[0].union(*optional))
        for choice in min(needs, key=self._weigh):
            self._ways[choice].append(way)

    def _add_literal(self, choice: str) -> None:
        self._literals.add(choice)
        words = split_literal(choice)
        for vocabulary in self._vocabularies.values():
            vocabulary.add(words, choice)

    def _weigh(self, need: Iterable[str]) -> float:
        """Return how often a sentence has one of these, roughly: short words are everywhere."""
        return sum(self._weights.get(choice) or 1 / len(choice) ** 2 for choice in need)

    def _find_ways(self, said: AbstractSet[str]) -> dict[str, list[Way]]:
        """Return the ways that a sentence with these atoms may go, by the atoms that each may begin with."""
        ways: dict[str, list[Way]] = defaultdict(list)
        for way in {way for atom in said for way in self._ways.get(atom, ()) if not way.lacks(said)}:
            for choice in way.begins & said:
                ways[choice].append(way)
        return ways

    def _find_atoms(self, words: Sequence[Word], language: Language, known: Known) -> list[dict[str, set[int]]]:
        """Return for each word the atoms that begin there, with the places behind them."""
        vocabulary = self._vocabularies[language]
        looked = [_look_up(word, vocabulary, known) for word in words]
        atoms: list[dict[str, set[int]]] = []
        for place, (keys, single) in enumerate(looked):
            here = {atom: {place + 1} for atom in single}
            for key in keys:
                for row, atom in vocabulary.several.get(key, ()):
                    if all(place + n < len(looked) and row[n] in looked[place + n][0] for n in range(1, len(row))):
                        here.setdefault(atom, set()).add(place + len(row))
            atoms.append(here)
        _join_numbers(atoms)
        return atoms

    def _mend(self, word: Word) -> Iterator[Word]:
        parts = word.text.split(BROKEN)
        whole = "".join(parts)
        if self._is_known(whole) or not all(map(self._is_known, parts)):
            yield word._replace(text=whole)
            return
        start = word.start
        for part in parts:
            yield Word(part, start, start + len(part), word.capital)
            start += len(part) + 1

    def _is_known(self, word: str) -> bool:
        return any(
            keys & vocabulary.words or atoms
            for vocabulary in self._vocabularies.values()
            for keys, atoms in (_look_up(Word(word, 0, 0), vocabulary, {}),)
        )


def split_entry(entry: str) -> Iterator[str]:
    """Yield the words of an entry of a slot."""
    for word in entry.split():
        yield from split_literal(word)


def _look_up(word: Word, vocabulary: Vocabulary, known: Known) -> Looked:
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


def _join_numbers(atoms: Sequence[dict[str, set[int]]]) -> None:
    """Let "only two", "two to four" and "a few" be one number each."""
    for place in range(len(atoms) - 2, -1, -1):
        here = atoms[place]
        for after in here.get(NUMBER, set()) | here.get(NEARLY, set()):
            if after < len(atoms) and (more := atoms[after].get(NUMBER)):
                near = {end for end in more if end <= place + NUMBERS_JOINED}
                here[NUMBER] = here.get(NUMBER, set()) | near


def _match(
    steps: Sequence[Step], number: int, place: int, atoms: Sequence[Mapping[str, set[int]]], words: Sequence[Word]
) -> int:
    """Return the place behind the longest way to say the steps from `number` on; 0 for none."""
    if number == len(steps):
        return place
    step = steps[number]
    best = _match(steps, number + 1, place, atoms, words) if step.optional else 0
    for here in _list_places(step, number, place, words):
        for choice in step.any_of:
            for after in atoms[here].get(choice, ()):
                best = max(best, _match(steps, number + 1, after, atoms, words))
    return best


def _list_places(step: Step, number: int, place: int, words: Sequence[Word]) -> range:
    """Return where a step may stand: at once, behind up to so many words, and behind a comma before a "not"."""
    reach = step.gap
    if (
        number
        and not reach
        and place + 1 < len(words)
        and words[place].text == MARK
        and words[place + 1].text in _SKIPPED
    ):
        return range(place + 1, place + 2)
    end = min(place + reach + 1, len(words))
    for between in range(place, end if reach else place):
        if words[between].text == STOP:
            return range(place, between)
        if words[between].text in _NEGATIONS:  # "the connector is not seamless"
            return range(place, between + 1)
    return range(place, end)
