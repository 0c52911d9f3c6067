"""Plain questions by many voices: how often the word that answers one comes first, and is among those shown."""

from pathlib import Path

import pytest

from bot import ask
from bot.coaching.finding.search import QUESTION, Search
from bot.coaching.library import loader
from bot.coaching.small_talk import read_small_talk
from bot.slack.front.asked import ASKED
from bot.slack.front.vocabulary import list_search_texts, list_words

PLAYBOOKS = loader.load_library(loader.OURS)
WORDS = list_words(PLAYBOOKS)
HERE = Path(__file__).parent


def read_questions(name: str) -> list[tuple[str, list[str]]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(question, words.split("/")) for question, words in pairs]


@pytest.mark.parametrize(
    ("name", "first", "shown"), [("questions_tuned.tsv", 0.93, 0.97), ("questions_apart.tsv", 0.85, 0.96)]
)
def test_the_right_word_comes_first_or_is_shown(name: str, first: float, shown: float) -> None:
    asked = read_questions(name)
    search = Search(list_search_texts(PLAYBOOKS, WORDS))
    found = [ask.find(search, question, read_small_talk(question)) for question, _ in asked]
    given = [[match.word, *match.others] if match else [""] for match in found]
    best = [words[0] in right for words, (_, right) in zip(given, asked, strict=True)]
    close = [not set(words).isdisjoint(right) for words, (_, right) in zip(given, asked, strict=True)]
    assert all(len(words) <= 4 for words in given)
    missed = "\n".join(question for (question, _), right in zip(asked, best, strict=True) if not right)
    assert sum(best) >= first * len(asked), missed
    assert sum(close) >= shown * len(asked), missed


def test_what_is_kept_apart_stands_in_no_file() -> None:
    texts = list_search_texts(PLAYBOOKS, WORDS).values()
    written = {said.lower() for entry in texts for said in (*entry.by, *(asked for asked, _ in entry.answers))}
    apart = [question for question, _ in read_questions("questions_apart.tsv") if len(question.split()) >= QUESTION]
    assert [question for question in apart if question.lower().strip("?!. ") in written] == []


def test_every_word_of_the_bot_itself_has_questions_that_find_it() -> None:
    assert ASKED.keys() == WORDS.keys() - PLAYBOOKS.keys()
