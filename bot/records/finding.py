"""Plain questions → the playbook that answers them best: full-text search in memory, whatever keeps the records."""

import re
import sqlite3
from collections.abc import Mapping
from threading import Lock

import sqlite_utils

# How much a match counts: a question that an author expected, the title and line, the rest of the words.
WEIGHTS = (6.0, 4.0, 1.0)
QUESTION = 3  # words from which on somebody is asking, not mistyping
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    _WORD.findall(
        "a about all am an and any are as at be been but by can could did do does for from get had has have hello how "
        "i if in into is it its just me much my need no not of on or our out over please should so some tell than "
        "thank thanks that the their them then there these they this to too up us was we were what when where which "
        "who why will with would you your"
    )
)


class Finder:
    """`texts`: word → (questions it answers, title and line, everything else). Safe to use from any thread."""

    def __init__(self, texts: Mapping[str, tuple[str, str, str]]) -> None:
        self._lock = Lock()
        self._db = sqlite_utils.Database(sqlite3.connect(":memory:", check_same_thread=False))
        self._db.execute(
            "CREATE VIRTUAL TABLE plays USING fts5 (word UNINDEXED, asked, title, body, tokenize = 'porter')"
        )
        rows = [
            {"word": word, "asked": asked, "title": title, "body": body} for word, (asked, title, body) in texts.items()
        ]
        self._db.conn.executemany("INSERT INTO plays VALUES (:word, :asked, :title, :body)", rows)

    def best(self, question: str) -> str | None:
        """The word of the playbook that fits best; None for what is no question, or fits nothing here."""
        said = _WORD.findall(question)
        telling = dict.fromkeys(word.lower() for word in said if word == "IT" or word.lower() not in _EMPTY)
        if len(said) < QUESTION or not telling:
            return None
        match = " OR ".join(f'"{word}"' for word in telling)
        weights = ", ".join(map(str, (0.0, *WEIGHTS)))
        with self._lock:
            found = self._db.execute(
                f"SELECT word FROM plays WHERE plays MATCH ? ORDER BY bm25(plays, {weights}), word LIMIT 1", [match]
            ).fetchone()
        return found[0] if found else None
