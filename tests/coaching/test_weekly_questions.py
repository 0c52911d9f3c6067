"""What the check-in asks in words: whose turn it is, and what an author may write."""

from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.coaching.library.questions_file import FILE, read_questions
from bot.coaching.playbook.weekly_questions import WeeklyQuestion, choose_question
from bot.errors import UserError
from tests.coaching.documented import QUESTIONS
from tests.coaching.examples import PICKER, changed, write

OURS = loader.load_installed_questions(None)
ASK = 'ask = "What are you waiting for, and from whom?"'


def asked(team: str, weeks: int, questions: tuple[WeeklyQuestion, ...] = OURS) -> list[str]:
    chosen = [choose_question(questions, team, number) for number in range(1, weeks + 1)]
    return [each.ask for each in chosen if each]


def test_none_comes_again_before_all_have_come() -> None:
    for team in ("abc", "def", "ghi"):
        weeks, many = asked(team, 60), len(OURS)
        assert many >= 12
        for start in range(60 - many):
            assert len(set(weeks[start : start + many])) == many
        assert weeks[0] != weeks[49]


def test_two_processes_agree_and_two_teams_need_not() -> None:
    assert asked("abc", 20) == asked("abc", 20, tuple(reversed(OURS)))
    assert len({tuple(asked(team, 3)) for team in ("abc", "def", "ghi", "jkl")}) > 1


def test_a_new_question_leaves_the_others_in_their_order() -> None:
    more = (*OURS, WeeklyQuestion(ask="A new one?"))
    assert [each for each in asked("abc", len(more), more) if each != "A new one?"] == asked("abc", len(OURS))


def test_without_questions_there_is_none() -> None:
    assert choose_question((), "abc", 1) is None


def test_ours_ask_for_everything_that_the_closing_card_sorts() -> None:
    assert {each.note for each in OURS} == {"moved", "stuck", "need", None}
    assert all(each.example for each in OURS if each.note)


def test_the_example_of_the_document_replaces_ours_and_is_no_playbook(tmp_path: Path) -> None:
    write(tmp_path, QUESTIONS, FILE)
    assert len(loader.load_installed_questions(tmp_path)) == 2
    assert "checkin" not in loader.load_installed(tmp_path)
    (tmp_path / FILE).unlink()
    assert loader.load_installed_questions(tmp_path) == OURS


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (changed(QUESTIONS, (ASK, "")), "question 2, ask is missing: add ask = …."),
        (changed(QUESTIONS, (ASK, f"{ASK}\nnots = 'x'")), "question 2, unknown key 'nots'. Did you mean 'note'?"),
        (
            changed(QUESTIONS, ('"stuck"', '"blocked"')),
            "question 2, note = 'blocked' is unknown. Write one of: 'moved', 'stuck' or 'need'.",
        ),
        ('shape = "checkin"\n', "at least one [[question]] is needed: add it."),
        (
            f'shape = "checkin"\n[[question]]\nask = "{"x" * 121}"',
            "question 1, ask is too long: 120 characters at most, ",
        ),
        (
            PICKER,
            'this file holds what the check-in asks. Write shape = "checkin", or rename a playbook to '
            "our_checkin.toml.",
        ),
        ("=", "line 1 `=`: a line must be: key = value."),
    ],
)
def test_a_fault_is_told_with_its_place_and_mend(tmp_path: Path, text: str, fault: str) -> None:
    path = write(tmp_path, text, FILE)
    with pytest.raises(UserError) as caught:
        read_questions(path)
    assert caught.value.text.startswith(f"{FILE}: {fault}")
    with pytest.raises(UserError, match=FILE):
        loader.load_installed(tmp_path)


def test_its_faults_are_told_with_those_of_playbooks(tmp_path: Path) -> None:
    write(tmp_path, "=", FILE)
    write(tmp_path, QUESTIONS, "weekly.toml")
    with pytest.raises(UserError) as caught:
        loader.load_installed(tmp_path)
    assert caught.value.text.splitlines() == [
        "checkin.toml: line 1 `=`: a line must be: key = value.",
        'weekly.toml: shape = "checkin" is for the one file checkin.toml. Rename this one.',
    ]
