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
from bot.model.runs import VariantName
from tests.coaching.examples import checklist

Answers = dict[tuple[str, str], Any]
HARDER = ["tried", "work", "unknown", "hard"]  # rising


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
    """What counts in the short variant, whatever the pitch speaks of."""
    return tuple(question for question in scored(vendor.variant().questions.values()) if not question.when)


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
    [(0, 0, "light so far"), (8, 22, "light so far"), (9, 25, "some homework"), (17, 47, "some homework"),
     (18, 50, "heavy"), (26, 72, "heavy"), (27, 75, "stop and look"), (36, 100, "stop and look")],
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
    assert {d.dimension.name for d in found.red} == {dimension.name for dimension in vendor.dimension} - {"ai"}


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (0, "too early to judge"),
        (3, "too early to judge"),
        (5, "too early to judge"),
        (6, "some homework: hidden work 33 of 100 (0 is none)"),
        (12, "light so far: hidden work 0 of 100 (0 is none)"),
    ],
)
def test_while_most_of_it_is_not_known_there_is_no_verdict(vendor: Checklist, known: int, told: str) -> None:
    found = vendor.evaluate(vendor_said(vendor, ["tried"] * known + ["unknown"] * (12 - known)))
    assert found.headline.text == told
    assert found.assessment.early is (known < 6)


@pytest.mark.parametrize(("hard", "early"), [(0, True), (1, True), (2, False)])
def test_two_things_known_to_be_hard_are_a_verdict_though_most_is_not_known(
    vendor: Checklist, hard: int, early: bool
) -> None:
    known = ["hard"] * hard + ["work"] * (4 - hard)
    found = vendor.evaluate(vendor_said(vendor, [*known, *["unknown"] * 8])).assessment
    assert (found.early, found.title) == (early, "too early to judge" if early else "heavy")


@pytest.mark.parametrize(
    ("said", "title", "unknown"),
    [
        ("tried", "light", 0),
        ("written", "light", 0),
        ("demo", "too early to judge", 12),
        ("think", "too early to judge", 12),
    ],
)
def test_easy_is_easy_only_when_it_was_tried_or_is_in_writing(
    vendor: Checklist, said: str, title: str, unknown: int
) -> None:
    seen = {("partner", ""): "U2", ("effort", ""): 9}
    found = vendor.evaluate({**vendor_said(vendor, [said] * 12), **seen}).assessment
    assert (found.title, found.unknown, found.score) == (title, unknown, 67 if unknown else 0)


@pytest.mark.parametrize(
    ("seen", "title", "step"),
    [
        ({}, "light so far", "Find a partner in IT by name"),
        ({"effort": 4}, "light so far", "Find a partner in IT by name"),
        ({"partner": "U2"}, "light so far", "Ask {{ partner }} for IT's own estimate"),
        ({"partner": "U2", "effort": 0}, "light", "Agree with the vendor on one use case"),
    ],
)
def test_nothing_is_signed_without_a_name_in_it_and_its_own_estimate(
    vendor: Checklist, seen: dict[str, Any], title: str, step: str
) -> None:
    found = vendor.evaluate({**vendor_said(vendor, ["written"] * 12), **{(n, ""): v for n, v in seen.items()}})
    assert (found.assessment.title, "can be signed" in found.assessment.band.text) == (title, title == "light")
    assert found.recommendations[0].text.startswith(step)


@pytest.mark.parametrize(("typed", "asked_for"), [("n/a", True), ("keine", True), ("less manual work", False)])
def test_none_is_no_use_case(vendor: Checklist, typed: str, asked_for: bool) -> None:
    found = vendor.evaluate({**vendor_said(vendor, ["unknown"] * 6 + ["tried"] * 6), ("promise", ""): typed})
    assert any("Write down in one sentence" in each.text for each in found.recommendations) is asked_for


def test_what_a_pitch_says_of_ai_adds_one_statement_which_weighs_until_it_is_answered(vendor: Checklist) -> None:
    easy = vendor_said(vendor, ["written"] * 12)
    for pitch, asked_ in (("Le logiciel, j'ai dit.", False), ("Our AI-powered drafts", True), ("Mit KI.", True)):
        found = vendor.evaluate({**easy, ("pitch", ""): pitch, ("ai_use", ""): "unknown"}).assessment
        assert ("ai" in {each.dimension.name for each in found.red}) is asked_
    hard = vendor.evaluate({**easy, ("pitch", ""): "With AI", ("ai_use", ""): "hard"}).assessment
    assert (hard.score, hard.title, hard.stuck) == (8, "one hard thing", ["ai"])


def test_in_full_what_is_asked_of_ai_goes_away_where_there_is_none(vendor: Checklist) -> None:
    names = {
        uses: {
            each.question.name
            for score in vendor.evaluate({("uses_ai", ""): uses}, VariantName.FULL).assessment.dimensions
            for each in score.findings
            if score.dimension.name == "ai"
        }
        for uses in ("yes", "unknown", "no")
    }
    ours = {"chain", "training", "off_switch", "prompts", "model_change", "ai_role", "ai_price"}
    assert names == {"yes": ours, "unknown": ours, "no": set()}


@pytest.mark.parametrize("name", ["attest", "personal", "export"])
def test_one_hard_thing_about_security_personal_data_or_leaving_is_never_light(vendor: Checklist, name: str) -> None:
    answers = vendor_said(vendor, ["tried"] * 12)
    assert vendor.evaluate(answers).assessment.title == "light so far"
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
