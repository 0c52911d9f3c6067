"""Plain questions: answered with the play that fits, by command, mention and direct message."""

import pytest

from bot.app import Align
from bot.coaching.files import library
from bot.records.finding import Finder
from tests.happenings import Colleague
from tests.surfaces import Channel

VENDOR = (
    "`/align vendor` fits best. See what a vendor's pitch leaves out, and what to ask before the next call.\nStart\n"
    "Not what you meant? `/align help` lists every word."
)
ASKED = "what should I ask the vendor before the demo?"


def test_a_question_by_command(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types(f"/align {ASKED}", marketing) == VENDOR
    maya.clicks("Start", marketing)
    assert maya.modal.title == "Your team"


def test_a_question_by_mention_and_in_a_direct_message(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.says(f"@align {ASKED}", marketing)
    assert marketing.last.words.startswith("`/align vendor` fits best.")
    maya.says(ASKED)
    assert maya.dm.last.words.startswith("`/align vendor` fits best.")


def test_a_slip_is_no_question(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types("/align vendro", marketing).startswith("I don't know “vendro”. Did you mean `/align vendor`?")


@pytest.fixture(scope="module")
def finder() -> Finder:
    plays = library.load(library.OURS)
    return Finder({word: library.texts(play) for word, play in plays.items()})


@pytest.mark.parametrize(
    ("question", "word"),
    [
        (question, word)
        for word, play in library.load(library.OURS).items()
        for question in (*play.answers, *(f"Tell me: {question.upper()}??" for question in play.answers))
    ],
)
def test_every_file_is_found_by_the_questions_it_answers(finder: Finder, question: str, word: str) -> None:
    assert finder.best(question) == word


@pytest.mark.parametrize("question", ["", "hi", "thank you so much", "zebra stripes forever", "\"' OR NEAR(", "* * *"])
def test_what_is_no_question_finds_nothing(finder: Finder, question: str) -> None:
    assert finder.best(question) is None
