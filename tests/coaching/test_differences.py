"""What a team has written in two playbooks: whichever comes second asks about the difference, and only about one."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.coaching.library import loader
from bot.coaching.playbook.comparisons import Comparison
from bot.coaching.playbook.questions import Question
from bot.coaching.schedule.named_days import NamedDay, list_named_days
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.voices import Voices
from bot.model.subjects import fold_subject
from tests.coaching.walking import Answers, every_path

LIBRARY = loader.load_library(loader.OURS)
PAIRS = [(playbook, each) for playbook in LIBRARY.values() for each in playbook.same]
NAMED = [pytest.param(*pair, id=f"{pair[0].word}.{pair[1].ours} {pair[1].theirs}") for pair in PAIRS]
SUBJECTS = ("CRM", "MQL", "SAL", "SQL")
SIDES = {"U1": "marketing", "U2": "it", "U3": "it"}
HERE, ELSEWHERE = 0, 1
VALUES: Mapping[str, tuple[Any, Any]] = {
    "person": ("U1", "U3"),
    "people": (["U1", "U2"], ["U3"]),
    "date": ("2026-12-05", "2027-01-15"),
    "text": ("Not used on 5 December", "Too slow by 15 January 2027"),
    "long": ("Somebody with a budget", "Somebody who has downloaded a paper"),
    "items": ({"1": "CRM: 5 March 2027, 3 months"}, {"1": "CRM: 15 April 2027, 3 months"}),
}


def test_every_pair_is_declared_in_both() -> None:
    declared = {(playbook.word, each.ours, each.theirs) for playbook, each in PAIRS}
    assert len(declared) >= 14
    turned = {(*theirs.split("."), f"{word}.{ours}") for word, ours, theirs in declared}
    assert declared == turned


@pytest.mark.parametrize(("playbook", "comparison"), NAMED)
def test_whichever_comes_second_asks(playbook: Playbook, comparison: Comparison) -> None:
    assert any(comparison.text in asked(playbook, comparison, subject, ELSEWHERE) for subject in SUBJECTS)
    assert not any(comparison.text in asked(playbook, comparison, subject, HERE) for subject in SUBJECTS)


def asked(playbook: Playbook, comparison: Comparison, subject: str, differs: int) -> list[str]:
    """What is asked where the other playbook says the same thing about the subject, or another one."""
    word, _, name = comparison.theirs.partition(".")
    other, mine = LIBRARY[word], playbook.questions[comparison.ours]
    theirs = other.questions[name]
    given = VALUES[theirs.kind][differs] if differs or theirs.kind != mine.kind else VALUES[mine.kind][HERE]
    filled = fill_in(other, theirs, given, subject)
    written = {key: value for key, value in filled.items() if key[0] == name or isinstance(value, dict)}
    known = fold_subject(subject) if other.subject_question else ""
    answers = fill_in(playbook, mine, VALUES[mine.kind][HERE], subject)
    voices = Voices(SIDES, written={word: {known: written}})
    result = playbook.evaluate(answers, voices=voices)
    told: Any = getattr(result, "problems", None)
    return [each.text for each in (told if told is not None else getattr(result, "differences", []))]


def fill_in(playbook: Playbook, question: Question, value: Any, subject: str) -> Answers:
    """The plainest answers, all about the subject, with this one to the question."""
    answers = next(every_path(playbook))
    return dict(_about(playbook, question, value, subject, answers))


def _about(
    playbook: Playbook, question: Question, value: Any, subject: str, answers: Answers
) -> Iterator[tuple[tuple[str, str], Any]]:
    about = playbook.subject_question
    for (name, item), before in answers.items():
        listed = playbook.questions[name].kind == "items" if name in playbook.questions else False
        if name == question.name:
            yield (name, item), value
        elif about and name == about.name:
            yield (name, item), subject
        elif listed and before:
            yield (name, item), {key: subject if key == "1" else line for key, line in before.items()}
        else:
            yield (name, item), before


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Under 10 leads by 1 March", [(3, 1, None)]),
        ("Nobody opens it on March 12th, 2027", [(3, 12, 2027)]),
        ("2027-03-12, or 3rd of Jan", [(3, 12, 2027), (1, 3, None)]),
        ("12.3.2027", [(3, 12, 2027)]),
        ("28 Feb 27", [(2, 28, 2027)]),
        ("Below 1.5 after 90 days, 200 visits", []),
    ],
)
def test_days_in_a_text(text: str, days: list[tuple[int, int, int | None]]) -> None:
    assert list_named_days(text) == [NamedDay(*each) for each in days]


def test_a_day_without_a_year_may_be_any() -> None:
    plain, dated = NamedDay(3, 1, None), NamedDay(3, 1, 2027)
    assert plain.may_be(dated) and dated.may_be(dated)
    assert not dated.may_be(NamedDay(3, 1, 2028)) and not plain.may_be(NamedDay(3, 2, None))
