"""Which page is next: a pure function of the playbook and the answers so far."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.interview import route
from bot.coaching.interview.problems import find_problem
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import Variant, values_for
from bot.coaching.library import loader
from bot.coaching.playbook.choices import Option
from bot.coaching.playbook.questions import PICK, SHARE, Question
from tests.coaching.examples import PICKER, changed, checklist, picker, write

Answers = dict[tuple[str, str], Any]
DISHES, CLOSING = Step(0), Step(3)
PIE, SOUP = {"1": "Pie"}, {"2": "Soup"}
SHARED: Answers = {(SHARE, ""): "me", (PICK, ""): "1"}  # both are equal
TWO: Answers = {("dishes", ""): {**PIE, **SOUP}}


SHOT = """\
[[page]]
title = "Duck?"
each = "dishes"
when = "animal == 'Duck'"

[[page.question]]
name = "shot"
kind = "text"
ask = "Who shot it?"

"""


@pytest.fixture
def lunch(tmp_path: Path) -> Variant:
    return picker(tmp_path).variant()


def about(item: str, **answers: Any) -> Answers:
    return {(name, item): value for name, value in answers.items()}


def full(item: str, meat: str = "no") -> Answers:
    return about(item, cook="U1", meat=meat, taste=3, price=2)


def test_at_the_start_only_the_first_page_and_the_closing_one_are_known(lunch: Variant) -> None:
    assert route.list_steps(lunch, {}) == [DISHES, CLOSING]
    assert route.find_open_step(lunch, {}) == DISHES
    assert route.get_step_before(lunch, {}, DISHES) is None


def test_pages_are_asked_all_about_one_candidate_then_about_the_next(lunch: Variant) -> None:
    answers = TWO | full("1", meat="yes") | full("2", meat="yes")
    assert route.list_steps(lunch, answers) == [
        DISHES,
        Step(1, "1"),
        Step(2, "1"),
        Step(1, "2"),
        Step(2, "2"),
        CLOSING,
    ]


def test_a_page_is_left_out_where_its_condition_does_not_hold(lunch: Variant) -> None:
    answers = TWO | full("1", meat="no") | full("2", meat="yes")
    assert route.list_steps(lunch, answers) == [DISHES, Step(1, "1"), Step(1, "2"), Step(2, "2"), CLOSING]


def test_a_draft_comes_back_to_its_first_open_page(lunch: Variant) -> None:
    answers: Answers = {}
    path: list[Step | None] = []
    for page in [TWO, full("1", meat="yes"), about("1", animal="Duck"), full("2"), SHARED]:
        path.append(route.find_open_step(lunch, answers))
        answers |= page
    assert [*path, route.find_open_step(lunch, answers)] == [
        DISHES,
        Step(1, "1"),
        Step(2, "1"),
        Step(1, "2"),
        CLOSING,
        None,
    ]


def test_going_back_and_forth_walks_the_same_path(lunch: Variant) -> None:
    answers = TWO | full("1", meat="yes") | about("1", animal="Duck") | full("2") | SHARED
    path = route.list_steps(lunch, answers)
    assert [route.get_step_after(lunch, answers, step) for step in path] == [*path[1:], None]
    assert [route.get_step_before(lunch, answers, step) for step in path] == [None, *path[:-1]]


def test_after_the_last_page_comes_what_is_still_open(lunch: Variant) -> None:
    answers = TWO | full("1") | {(SHARE, ""): "me"}
    assert route.get_step_after(lunch, answers, CLOSING) == Step(1, "2")


def test_a_page_that_is_no_longer_asked_leads_on_to_what_is_open(lunch: Variant) -> None:
    answers = TWO | full("1", meat="no")
    assert route.get_step_after(lunch, answers, Step(2, "1")) == Step(1, "2")
    assert route.get_step_before(lunch, answers, Step(2, "1")) is None


def test_one_left_empty_on_purpose_counts_as_answered(lunch: Variant) -> None:
    answers = TWO | full("1")
    assert route.find_open_step(lunch, answers | {("cook", "1"): None}) == Step(1, "2")
    assert route.find_open_step(lunch, answers | {("taste", "1"): None}) == Step(1, "1")
    del answers["cook", "1"]
    assert route.find_open_step(lunch, answers) == Step(1, "1")


def test_answers_of_a_changed_mind_do_not_count(lunch: Variant) -> None:
    before = TWO | full("1", meat="yes") | about("1", animal="Duck")
    after = before | about("1", meat="no")
    assert route.select_current(lunch, before) == before
    assert route.select_current(lunch, after) == TWO | full("1", meat="no")


def test_a_page_opened_by_an_answer_that_no_longer_counts_is_closed_too(tmp_path: Path) -> None:
    """Meat → which animal → hunted or not. No meat: nobody asks how the duck was killed."""
    lunch = loader.read_playbook(write(tmp_path, changed(PICKER, ("[[gate]]", SHOT + "[[gate]]")))).variant()
    hunted = TWO | full("1", meat="yes") | about("1", animal="Duck", shot="Me")
    assert Step(3, "1") in route.list_steps(lunch, hunted)
    assert route.select_current(lunch, hunted | about("1", meat="no")) == TWO | full("1", meat="no")
    assert route.list_steps(lunch, hunted | about("1", meat="no")) == [DISHES, Step(1, "1"), Step(1, "2"), Step(4)]


def test_a_page_whose_questions_are_all_left_out_is_not_shown(tmp_path: Path) -> None:
    lunch = picker(tmp_path, ('ask = "Which animal?"', 'ask = "Which?"\nwhen = "taste > 3"')).variant()
    answers = TWO | full("1", meat="yes")
    assert Step(2, "1") not in route.list_steps(lunch, answers)
    assert Step(2, "1") in route.list_steps(lunch, answers | about("1", taste=4))


def test_renaming_a_candidate_keeps_its_answers(lunch: Variant) -> None:
    answers = TWO | full("1") | full("2") | {("dishes", ""): {"1": "Pie", "2": "Leek soup"}}
    assert route.list_items(answers, "dishes") == {"1": "Pie", "2": "Leek soup"}
    assert route.find_open_step(lunch, answers) == CLOSING


def test_a_candidate_that_was_removed_is_not_asked_about_and_does_not_count(lunch: Variant) -> None:
    answers = TWO | full("1") | full("2") | {("dishes", ""): {"1": "", "2": "Soup", "3": "Stew"}}
    assert route.list_steps(lunch, answers) == [DISHES, Step(1, "2"), Step(1, "3"), CLOSING]
    assert route.select_current(lunch, answers) == {("dishes", ""): {"1": "", "2": "Soup", "3": "Stew"}} | full("2")


def test_answers_whose_question_changed_its_kind_do_not_count(lunch: Variant) -> None:
    assert route.list_steps(lunch, {("dishes", ""): "Pie and soup"}) == [DISHES, CLOSING]
    assert route.find_open_step(lunch, {("dishes", ""): "Pie and soup"}) == DISHES
    odd = about("1", cook=7, meat=["yes"], taste="good", price=9)
    assert route.select_current(lunch, TWO | odd) == TWO
    assert route.find_open_step(lunch, TWO | odd) == Step(1, "1")


def test_a_question_for_everything_is_read_beside_those_about_one_candidate(lunch: Variant) -> None:
    assert values_for(lunch, TWO | about("1", taste=4), "1") == {
        "dishes": {**PIE, **SOUP},
        "cook": None,
        "meat": None,
        "taste": 4,
        "price": None,
        "animal": None,
    }


def test_the_last_view_asks_who_sees_the_result(lunch: Variant) -> None:
    assert route.is_closing(lunch, CLOSING) and not route.is_closing(lunch, DISHES)
    assert [q.name for q in route.list_asked(lunch, {}, CLOSING)] == [SHARE]


ITEMS = Question(name="dishes", ask="Dishes", kind="items", item="Dish", least=2, most=3)
CHOICE = Question(name="meat", ask="Meat?", options=(Option(value="no", text="No"), Option(value="yes", text="Yes")))
TEXT, LONG, SCALE = (Question(name="x", ask="X", kind=kind) for kind in ("text", "long", "scale"))
TICKS = Question(name="hot", ask="Hot", kind="ticks", over="dishes")
FEW = "Please name at least 2, so there is something to compare."


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        (ITEMS, {**PIE, **SOUP}, ""),
        (ITEMS, None, FEW),
        (ITEMS, "Pie", FEW),
        (ITEMS, {}, FEW),
        (ITEMS, {"2": "Soup"}, FEW),
        (ITEMS, {"1": "Pie", "2": "  "}, FEW),
        (ITEMS, {"1": "Pie", "2": "pie "}, "“Pie” stands there twice. Once is enough."),
        (ITEMS, {"1": "STRASSE", "3": "Straße"}, "“STRASSE” stands there twice. Once is enough."),
        (
            ITEMS,
            {"1": "x" * 75, "2": "y" * 76},
            f"Short names, please, 75 characters at most: “{'y' * 30}…” has 76.",
        ),
        (ITEMS, {"1": "a", "2": "b", "3": "c", "4": "d"}, "3 at most, please. There are 4: leave 1 out."),
        (ITEMS.model_copy(update={"optional": True}), {}, ""),
        (ITEMS.model_copy(update={"optional": True}), {"1": "Pie"}, FEW),
        (ITEMS.model_copy(update={"least": 1}), {}, "Please name at least one."),
        (TICKS, [], ""),
        (TICKS, None, ""),
        (TICKS, ["1"], ""),
        (CHOICE, "yes", ""),
        (CHOICE, "ja", "That choice is no longer offered. Please pick one of these."),
        (CHOICE, None, "Please answer this one."),
        (CHOICE, ["yes"], "Please answer this one."),
        (TEXT, "x" * 300, ""),
        (TEXT, "x" * 301, "Please shorten this to 300 characters. It has 301."),
        (LONG, "x" * 3000, ""),
        (LONG, "x" * 3001, "Please shorten this to 3000 characters. It has 3001."),
        (TEXT, " \n", "Please answer this one."),
        (TEXT.model_copy(update={"optional": True}), "", ""),
        (TEXT.model_copy(update={"optional": True}), " \n", ""),
        (TEXT.model_copy(update={"optional": True}), None, ""),
        (TEXT.model_copy(update={"optional": True}), 5, "Please answer this one."),
        (SCALE, 1, ""),
        (SCALE, 5, ""),
        (SCALE, 0, "Please answer this one."),
        (SCALE, 6, "Please answer this one."),
        (SCALE, "5", "Please answer this one."),
        (Question(name="x", ask="X", kind="person"), "U1", ""),
        (Question(name="x", ask="X", kind="date"), "2026-11-21", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_answer(question: Question, value: Any, told: str) -> None:
    assert find_problem(question, value) == told


SCRAPS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 7),
    st.floats(),
    st.sampled_from(["", "yes", "no", "Duck", "U1", "me", "channel", "unknown"]),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from("1234x"), st.one_of(st.none(), st.text(max_size=3)), max_size=4),
)
NAMES = ["dishes", "cook", "meat", "taste", "price", "animal", SHARE, "recipe", "fresh", "oven", "fridge", "gone"]
ANYTHING = st.dictionaries(st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "1", "2", "3", "9"])), SCRAPS)


@pytest.fixture(scope="module", params=["picker", "checklist"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Variant:
    folder = tmp_path_factory.mktemp("either")
    playbook = picker(folder) if request.param == "picker" else checklist(folder)
    return playbook.variant()


@given(answers=ANYTHING)
def test_any_answers_whatsoever_lead_to_a_finite_walk(either: Variant, answers: Answers) -> None:
    path = route.list_steps(either, answers)
    most = len(either.pages) * 5 + 1
    assert len(path) == len(set(path)) <= most
    assert path[-1] == Step(len(either.pages))
    assert [route.get_step_after(either, answers, step) for step in path[:-1]] == path[1:]
    assert [route.get_step_before(either, answers, step) for step in path] == [None, *path[:-1]]
    assert all(route.list_asked(either, answers, step) for step in path)
    assert route.find_open_step(either, answers) in [None, *path]


@given(answers=ANYTHING)
def test_resume_is_none_exactly_when_all_that_is_asked_is_answered(either: Variant, answers: Answers) -> None:
    path = route.list_steps(either, answers)
    open_ = [
        step
        for step in path
        for question in route.list_asked(either, answers, step)
        if (key := route.key_of(question, step)) not in answers or find_problem(question, answers[key])
    ]
    assert route.find_open_step(either, answers) == (open_[0] if open_ else None)


@given(answers=ANYTHING)
def test_what_counts_leads_the_same_way_and_counts_again(either: Variant, answers: Answers) -> None:
    counted = route.select_current(either, answers)
    assert counted.items() <= answers.items()
    assert route.select_current(either, counted) == counted
    assert route.list_steps(either, counted) == route.list_steps(either, answers)
