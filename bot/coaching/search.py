"""Plain questions → the word of /align that answers them, by full-text search in memory."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice, pairwise
from threading import Lock
from typing import NamedTuple

import sqlite_utils

QUESTION, LONGEST = 3, 40  # words: from here on somebody is asking, not mistyping; what comes later is not read
PAIR, PHRASE, REST = 0.3, 0.25, 0.3  # two words in a row, the best phrase, all else it says; its single words count 1
CLOSE, CHOICES = 0.6, 3  # what comes this close to the best is offered too, so many at most
UNSURE, LOOSE = 9.0, 0.4  # where the best itself fits no better than that, what is less close is offered too
EXACT = 100.0  # the very question that stands in a file is answered by that file
LEAST = 0.3  # below that, all that was found are words that are everywhere
SLIP, LONG = 0.82, 5  # how alike two spellings of a word are; shorter words are left alone
_WORD = re.compile(r"[^\W_]+")
# Words that mean the same when somebody asks, a line each: whichever is said, it is read as the first.
_SAME = """
afraid scared frightened anxious
boss bosses manager managers director directors ceo executive executives management chief
call calls called phone phoned phones
colleague colleagues staff folks guys employee employees
connect connects connected integrate integrates integrated integration integrations interface interfaces api sync
developer developers programmer programmers coder coders techies
failed fails failure flop flopped disaster
late overdue delayed
success successful successfully triumph brilliant brilliantly
tool tools crm cms cdp dam hubspot salesforce marketo mailchimp adobe
"""
_READ_AS = {word: line.split()[0] for line in _SAME.strip().splitlines() for word in line.split()}
_Row = tuple[str, str, float]  # a word, the reason that it gets, how well it fits
_STOP_WORDS = frozenset(
    _WORD.findall(
        "a about after again align all always am an and another any anybody anything are as at be because been before "
        "being both but by can cannot could did do does doing done down each every everybody everything few for from "
        "full get gets getting give go goes going gone good got great had has have having he hello help helpful her "
        "here hi him his how i if in into is isn it its just keep know later let like ll look lot lunch made make "
        "makes many may maybe me mine more morning most much must my need needed needs never new next nice no none "
        "nor not nothing now of off ok okay on one only or other our ours out over people please put re really right "
        "s said same say says see she should since so some somebody something sorry still sure t take tell than thank "
        "thanks that the their them then there these they thing things think this those through time to today "
        "together told tomorrow too up us use used using ve very want wants was way we well were what when where "
        "whether which while who whole whom why will with would wrong yes yet you your"
    )
)


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


class Search:
    """Full-text search over `known`, what each word can be found by. Safe to use from any thread."""

    def __init__(self, known: Mapping[str, Entry]) -> None:
        self._lock = Lock()
        # SQLite in memory also where PostgreSQL keeps the records: one ranking everywhere. One connection serves every
        # thread, which the lock makes safe.
        self._db = sqlite_utils.Database(sqlite3.connect(":memory:", check_same_thread=False))
        self._first = {word: entry.answers[0][1] for word, entry in known.items() if entry.answers}
        answers = [(word, why, asked) for word, entry in known.items() for asked, why in entry.answers]
        phrases = [*answers, *((word, "", phrase) for word, entry in known.items() for phrase in entry.by)]
        by = {word: " ".join(said for of, _, said in phrases if of == word) for word in known}
        self._fill_table("known", ((word, "", text) for word, text in by.items()))
        self._fill_table("phrases", phrases)
        self._fill_table("rest", ((word, "", entry.rest) for word, entry in known.items()))
        questions = [(_split_alike(asked), word) for word, _, asked in answers]
        self._asked = [(_as_line(words), word) for words, word in questions if len(words) >= QUESTION]
        self._spelt = {word for text in by.values() for word in split_words(text)} - _STOP_WORDS

    def find(self, question: str) -> Match | None:
        """Return the word that fits best; None for what is no question, or fits nothing here."""
        said = split_words(question, LONGEST)
        if len(said) >= QUESTION:
            said = [self._correct_spelling(word) for word in said]
        said = [_READ_AS.get(word, word) for word in said]
        single = list_content_words(said)
        # Two little words in a row stand in many phrases, and say nothing of any.
        telling = [pair for pair in _word_pairs(said) if not _STOP_WORDS.issuperset(pair.split())]
        phrases = self._match_rows("phrases", [*single, *telling])
        fits = self._rank_words(said, phrases)
        ranked = sorted(fits, key=lambda word: -fits[word])
        if not ranked or fits[ranked[0]] < LEAST:
            return None
        best = fits[ranked[0]]
        close = best * (CLOSE if best >= UNSURE else LOOSE)
        others = [word for word in ranked[1 : 1 + CHOICES] if fits[word] >= close]
        return Match(ranked[0], self._find_reason(ranked[0], phrases), others)

    def _fill_table(self, table: str, rows: Iterable[tuple[str, str, str]]) -> None:
        columns = "word UNINDEXED, why UNINDEXED, said"
        self._db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5 ({columns}, tokenize = 'porter')")
        said = [(word, why, " ".join(_split_alike(text))) for word, why, text in rows]
        self._db.conn.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", said)

    def _rank_words(self, said: Sequence[str], phrases: Sequence[_Row]) -> dict[str, float]:
        """Return word → how well it fits, for words that are known by something that was said."""
        single = list_content_words(said)
        fits = {word: fit for word, _, fit in self._match_rows("known", single)}
        best = {word: (word, why, fit) for word, why, fit in reversed(phrases)}
        for rows, weight in (
            (self._match_rows("known", _word_pairs(said)), PAIR),
            (self._match_rows("rest", single), REST),
            (best.values(), PHRASE),
        ):
            for word, _, fit in rows:
                if word in fits:
                    fits[word] += weight * fit
        line = _as_line(said)
        return fits | dict.fromkeys(islice((word for asked, word in self._asked if asked in line), 1), EXACT)

    def _find_reason(self, word: str, phrases: Sequence[_Row]) -> str:
        return next((why for of, why, _ in phrases if of == word and why), self._first.get(word, ""))

    def _match_rows(self, table: str, phrases: Sequence[str]) -> list[_Row]:
        """Return (word, why, fit) of rows with any of these, the best first."""
        if not phrases:
            return []
        # bm25() is the lower the better a row fits. Quotes keep the words of a phrase together, in this order.
        sql = f"SELECT word, why, -bm25({table}) AS fit FROM {table} WHERE {table} MATCH ? ORDER BY fit DESC, rowid"
        with self._lock:
            return self._db.execute(sql, [" OR ".join(f'"{phrase}"' for phrase in phrases)]).fetchall()

    def _correct_spelling(self, word: str) -> str:
        """Return the word as it is spelt here, when it looks like a slip of the keys."""
        if len(word) < LONG or word in _STOP_WORDS or word in self._spelt:
            return word
        alike = (known for known in self._spelt if known[0] == word[0] and abs(len(known) - len(word)) < 2)
        return next(iter(get_close_matches(word, sorted(alike), 1, SLIP)), word)


def split_words(text: str, most: int | None = None) -> list[str]:
    """Return the words of a text in small letters, at most so many. "it" among them is IT; the pronoun is left out."""
    words = (found[0] for found in islice(_WORD.finditer(text), most))
    return [small for word in words if (small := word.lower()) != "it" or word == "IT"]


def list_content_words(said: Sequence[str]) -> list[str]:
    """Return the words that say what it is about, each once."""
    # A stop word like its pronoun, "it" is IT by now (see `split_words`).
    return [word for word in dict.fromkeys(said) if word == "it" or word not in _STOP_WORDS]


def _split_alike(text: str) -> list[str]:
    return [_READ_AS.get(word, word) for word in split_words(text)]


def _as_line(words: Sequence[str]) -> str:
    """Join words such that one line is found within another at whole words only."""
    return f" {' '.join(words)} "


def _word_pairs(said: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(said)]
