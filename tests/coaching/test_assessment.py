"""How hard it is, what is red, what to ask and whom."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.library import loader
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.checklist.assessment import Assessment
from bot.coaching.shapes.checklist.model import scored
from bot.coaching.shapes.checklist.shape import Checklist
from tests.coaching.examples import checklist

Answers = dict[tuple[str, str], Any]
HARDER = ["easy", "work", "unknown", "hard"]  # rising


@pytest.fixture(scope="module")
def vendor() -> Checklist:
    found = loader.load_library(loader.OURS)["vendor"]
    assert isinstance(found, Checklist)
    return found


@pytest.fixture
def recipe(tmp_path: Path) -> Checklist:
    return checklist(tmp_path)


def said(**answers: str) -> Answers:
    return {(name, ""): value for name, value in ({"recipe": "Pie"} | answers).items()}


def assess(checklist: Checklist, answers: Answers) -> Assessment:
    return checklist.evaluate(answers).assessment


def asked(vendor: Checklist) -> tuple[Question, ...]:
    """What counts in the short variant."""
    return scored(vendor.variant().questions.values())


def told(assessment: Assessment) -> dict[str, Any]:
    return {
        "score": assessment.score,
        "band": assessment.band.title,
        "unknown": assessment.unknown,
        "dimensions": {d.dimension.name: d.score for d in assessment.dimensions},
        "red": {d.dimension.call: [finding.question.name for finding in d.red] for d in assessment.red},
        "send": list(assessment.send),
    }


def test_all_easy_is_0_and_nothing_is_red(recipe: Checklist) -> None:
    assert told(assess(recipe, said(fresh="yes", oven="easy", knife="easy"))) == {
        "score": 0,
        "band": "fine",
        "unknown": 0,
        "dimensions": {"kitchen": 0},
        "red": {},
        "send": [],
    }


def test_all_hard_is_100_and_everything_is_red(recipe: Checklist) -> None:
    assert told(assess(recipe, said(fresh="no", oven="hard", knife="hard", fridge="hard"))) == {
        "score": 100,
        "band": "heavy",
        "unknown": 0,
        "dimensions": {"kitchen": 100, "shop": 100},
        "red": {"the cook": ["oven", "knife"], "the shopper": ["fridge"]},
        "send": ["How big must the oven be?", "Where do you buy it?"],
    }


def test_a_weight_counts_twice_and_the_hardest_red_comes_first(recipe: Checklist) -> None:
    assert told(assess(recipe, said(fresh="no", oven="unknown", knife="easy", fridge="hard"))) == {
        "score": 67,  # 2 + 0 + 2 × 3 of 3 + 3 + 2 × 3
        "band": "heavy",
        "unknown": 1,
        "dimensions": {"kitchen": 33, "shop": 100},
        "red": {"the shopper": ["fridge"], "the cook": ["oven"]},
        "send": ["How big must the oven be?", "Where do you buy it?"],
    }


def test_known_work_is_not_red_and_asks_nothing(recipe: Checklist) -> None:
    assert told(assess(recipe, said(fresh="yes", oven="work", knife="work"))) == {
        "score": 33,
        "band": "fine",
        "unknown": 0,
        "dimensions": {"kitchen": 33},
        "red": {},
        "send": [],
    }


def test_a_question_that_was_not_asked_does_not_count(recipe: Checklist) -> None:
    left_behind = said(fresh="yes", oven="easy", knife="easy", fridge="hard")
    assert told(assess(recipe, left_behind))["score"] == 0
    assert told(assess(recipe, left_behind | said(fresh="no")))["score"] == 50


def test_nothing_answered_is_0_and_not_a_fault(recipe: Checklist) -> None:
    assert told(assess(recipe, {})) == {
        "score": 0,
        "band": "fine",
        "unknown": 0,
        "dimensions": {},
        "red": {},
        "send": [],
    }


def test_a_choice_that_is_no_longer_offered_does_not_count(recipe: Checklist) -> None:
    assert told(assess(recipe, said(fresh="yes", oven="huge", knife="hard")))["dimensions"] == {"kitchen": 100}


@pytest.mark.parametrize(
    ("points", "score", "band"),
    [(0, 0, "light"), (8, 22, "light"), (9, 25, "some homework"), (17, 47, "some homework"), (18, 50, "heavy"),
     (26, 72, "heavy"), (27, 75, "stop and look"), (36, 100, "stop and look")],
)  # fmt: skip
def test_the_bands_of_the_vendor_check(vendor: Checklist, points: int, score: int, band: str) -> None:
    names = [question.name for question in asked(vendor)]
    assert len(names) == 12
    answers = {(name, ""): HARDER[min(3, max(0, points - 3 * place))] for place, name in enumerate(names)}
    found = assess(vendor, answers | {("product", ""): "X"})
    assert (found.score, found.band.title) == (score, band)


@pytest.mark.parametrize(("upto", "score", "band"), [(33, 33, "fine"), (32, 33, "heavy"), (34, 33, "fine")])
def test_a_band_holds_up_to_its_edge(tmp_path: Path, upto: int, score: int, band: str) -> None:
    recipe = checklist(tmp_path, ("upto = 49", f"upto = {upto}"))
    found = assess(recipe, said(fresh="yes", oven="work", knife="work"))
    assert (found.score, found.band.title) == (score, band)


def test_everything_unknown_about_a_vendor_is_heavy_and_asks_everything(vendor: Checklist) -> None:
    answers = {(question.name, ""): "unknown" for question in asked(vendor)}
    found = assess(vendor, answers)
    assert (found.score, found.band.title, found.unknown) == (67, "heavy", 12)
    assert [d.score for d in found.dimensions] == [67] * 10
    assert sorted(found.send) == sorted(str(question.send) for question in asked(vendor))
    assert {d.dimension.call for d in found.red} == {dimension.call for dimension in vendor.dimension}


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (0, "too early to judge"),
        (3, "too early to judge"),
        (4, "some homework: hidden work 44 of 100 (0 is none)"),
        (12, "light: hidden work 0 of 100 (0 is none)"),
    ],
)
def test_three_known_answers_or_fewer_are_no_verdict(vendor: Checklist, known: int, told: str) -> None:
    found = vendor.evaluate(vendor_said(vendor, ["easy"] * known + ["unknown"] * (12 - known)))
    assert found.headline.text == told
    assert found.assessment.early is (known < 4)


@pytest.mark.parametrize("name", ["attest", "personal", "export"])
def test_one_hard_thing_about_security_personal_data_or_leaving_is_never_light(vendor: Checklist, name: str) -> None:
    answers = vendor_said(vendor, ["easy"] * 12)
    assert vendor.evaluate(answers).assessment.title == "light"
    found = vendor.evaluate({**answers, (name, ""): "hard"}).assessment
    assert (found.score, found.title, found.verdict) == (8, "one hard thing", "one hard thing comes first")


def vendor_said(vendor: Checklist, values: list[str]) -> Answers:
    return {(question.name, ""): value for question, value in zip(asked(vendor), values, strict=True)}


@given(values=st.lists(st.sampled_from([*HARDER, None, "gone", 3]), min_size=12, max_size=12))
def test_scores_stay_between_0_and_100(vendor: Checklist, values: list[Any]) -> None:
    found = assess(vendor, vendor_said(vendor, values))
    assert 0 <= found.score <= 100
    assert all(0 <= dimension.score <= 100 for dimension in found.dimensions)
    assert found.unknown == values.count("unknown")
    assert sum(len(d.findings) for d in found.dimensions) == sum(value in HARDER for value in values)
