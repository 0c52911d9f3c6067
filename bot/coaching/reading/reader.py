"""Where a text says the wordings of a list: looked for at the words that each may begin with, sentence by sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import NamedTuple

from bot.coaching.reading.languages import Language
from bot.coaching.reading.matching import Way, match_steps
from bot.coaching.reading.numbers import NEARLY, NEARLY_WORDS, NUMBERS, join_numbers
from bot.coaching.reading.pastes import BROKEN
from bot.coaching.reading.vocabulary import Known, Vocabulary, look_up, split_entry
from bot.coaching.reading.wordings import NUMBER, Step, list_slots, parse_wording, split_literal
from bot.coaching.reading.words import Word, split_words


class Said(NamedTuple):
    """A wording as a sentence says it: which one, and its words from `first` to before `last`."""

    wording: int
    first: int
    last: int


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
                if last := match_steps(way.steps, 0, first, atoms, words):
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
        looked = [look_up(word, vocabulary, known) for word in words]
        atoms: list[dict[str, set[int]]] = []
        for place, (keys, single) in enumerate(looked):
            here = {atom: {place + 1} for atom in single}
            for key in keys:
                for row, atom in vocabulary.several.get(key, ()):
                    if all(place + n < len(looked) and row[n] in looked[place + n][0] for n in range(1, len(row))):
                        here.setdefault(atom, set()).add(place + len(row))
            atoms.append(here)
        join_numbers(atoms)
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
            for keys, atoms in (look_up(Word(word, 0, 0), vocabulary, {}),)
        )
