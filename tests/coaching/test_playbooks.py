"""Every playbook file is walked, each path to its end. A new file needs no new test."""

import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching import advice
from bot.coaching.interview import route
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.library import loader
from bot.coaching.playbook import conditions
from bot.coaching.playbook.questions import PICK, SHARE
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.picker.shape import Picker
from bot.coaching.shapes.result import Result
from bot.coaching.shapes.voices import Voices
from bot.messages.block_kit.render import format_text
from bot.model.runs import VariantName
from tests.coaching.examples import checklist, picker
from tests.coaching.walking import Answers, at_hand, every_path, possible, some_path

VOICES = Voices({"U1": "marketing", "U2": "it"}, {"U1": "marketing"})
OURS = loader.load_library(loader.OURS)
WORDS = [
    pytest.param(playbook, name, id=f"{word} {name}".strip())
    for word, playbook in OURS.items()
    for name in playbook.variants
    # which nobody goes through alone, or from its beginning
    if playbook.variant(name).ending is not Ending.SCORES and playbook.ending is not Ending.WAVE
]


def result(playbook: Playbook, name: VariantName, answers: Answers, theirs: Answers | None = None) -> Result:
    """What it comes to. Where both sides score, the same marks from both sides, or `theirs` from IT."""
    return playbook.evaluate(answers, name, replace(VOICES, marks={"U1": answers, "U2": theirs or answers}))


def facts(playbook: Playbook, found: Result) -> dict[str, Any]:
    """What advice may read besides the answers."""
    return {name: found.facts[name] for name in playbook.sample_facts() if name in found.facts}


def to_the_end(playbook: Playbook, name: VariantName) -> Variant:
    """With what everybody marks, where a list is scored."""
    variant = playbook.variant(name)
    return playbook.variant(VariantName.SCORES) if variant.ending is Ending.LIST else variant


def marked_anew(playbook: Playbook, name: VariantName, answers: Answers) -> st.SearchStrategy[Answers]:
    """What somebody else marks on the same list; the same answers where everything is asked of one person."""
    variant = to_the_end(playbook, name)
    marked = {
        question.name
        for number, page in enumerate(variant.pages)
        if variant.ending is Ending.SCORES and number not in variant.read_only
        for question in page.question
    }
    return some_path(playbook, name, {key: value for key, value in answers.items() if key[0] not in marked})


@pytest.mark.parametrize(("playbook", "name"), WORDS)
def test_every_path_ends_in_a_result(playbook: Playbook, name: VariantName) -> None:
    for answers in every_path(playbook, name):
        variant = at_hand(playbook, name, answers)
        assert route.find_open_step(variant, answers) is None
        assert route.select_current(variant, answers) == answers
        found = result(playbook, name, answers)
        assert not found.has_choice or facts(playbook, found).keys() >= set(playbook.sample_facts())


@pytest.mark.parametrize(("playbook", "name"), WORDS)
def test_every_page_and_question_is_asked_on_some_path_and_left_out_on_another(
    playbook: Playbook, name: VariantName
) -> None:
    asked: set[str] = set()
    left_out: set[str] = set()
    variant = to_the_end(playbook, name)
    conditional = {q.name for page in variant.pages for q in page.question if page.when or q.when}
    for answers in every_path(playbook, name):
        names = {name for name, item in answers if item in ("", "1")}
        asked |= names
        left_out |= conditional - names
    later = {question.name for page in variant.pages if page.asks for question in page.question}
    assert asked - {PICK} == {*variant.questions, *([SHARE] if variant.private else [])} - later
    assert left_out == conditional


@pytest.mark.parametrize(("playbook", "name"), WORDS)
@given(data=st.data())
@settings(max_examples=40)
def test_whatever_a_person_answers_ends_in_a_result(playbook: Playbook, name: VariantName, data: st.DataObject) -> None:
    answers = data.draw(some_path(playbook, name))
    assert route.select_current(at_hand(playbook, name, answers), answers) == answers
    found = result(playbook, name, answers)
    known = facts(playbook, found)
    assert 0 <= known.get("score", 0) <= 100
    if found.has_choice:
        values = {**found.answers, **known}
        assert any(conditions.holds(advice.when, values) for advice in playbook.advice), "nothing to do next"


@pytest.mark.parametrize(("playbook", "name"), WORDS)
@given(data=st.data())
@settings(max_examples=40)
def test_whatever_a_person_answers_every_advice_ends_in_a_whole_promise(
    playbook: Playbook, name: VariantName, data: st.DataObject
) -> None:
    """It fits the window, names nobody by id and leaves no gap."""
    answers = data.draw(some_path(playbook, name))
    advised = result(playbook, name, answers, data.draw(marked_anew(playbook, name, answers))).recommendations
    assert advised
    for one in advised:
        assert advice.find_recommendation(advised, one.key) == one, one.text
        assert set(advice.list_people(one)) <= {"U1", "U2"}
        offer = advice.make_offer(one, {"U1": "Ivan", "U2": "Aisha"})
        text = format_text(one.text, one.values)
        for words in (offer.cue, offer.action, text):
            assert len(words) <= 300
            assert not {"{", "…"} & set(words), words
        assert not {"U1", "U2"} & set(re.findall(r"\w+", offer.cue + offer.action))
        assert offer.cue[0].islower() or offer.cue.startswith(("I ", "IT ")), offer.cue
        assert not offer.cue.endswith(".") and not offer.action.endswith(".")


def list_conditions(playbook: Playbook) -> list[str]:
    """Return the conditions of its advice and its gates."""
    written = [advice.when for advice in playbook.advice if advice.when]
    return written + ([gate.open for gate in playbook.gate] if isinstance(playbook, Picker) else [])


@pytest.mark.parametrize(
    ("playbook", "condition"),
    [
        pytest.param(playbook, condition, id=f"{word} {condition}")
        for word, playbook in OURS.items()
        if playbook.ending is not Ending.DOCUMENT
        for condition in list_conditions(playbook)
    ],
)
def test_every_condition_of_advice_and_gates_can_hold_and_can_fail(playbook: Playbook, condition: str) -> None:
    assert outcomes(playbook, condition) == {True, False}


def outcomes(playbook: Playbook, condition: str) -> set[bool]:
    names = sorted(conditions.list_names(condition))
    facts: dict[str, list[Any]] = {
        "score": list(range(0, 101)),
        "red": [0, 1],
        "early": [True, False],
        "open": [[], *([each] for each in sorted(conditions.list_sought(condition, "open")))],
        "stuck": [[], ["kitchen"]],
        "weak": [True, False],
        "tie": [True, False],
        "alike": [True, False],
        "apart": [0, 2],
        "marked": [0, 4],
        "missing": [0, 1],
        "foreign_only": [True, False],
    }
    ranges = [facts[name] if name in facts else several(playbook, name) for name in names]
    return {conditions.holds(condition, dict(zip(names, values, strict=True))) for values in product(*ranges)}


def several(playbook: Playbook, name: str) -> list[Any]:
    """Possible answers; two people, since a condition may ask whether they are; of one item, ticked or not."""
    question = playbook.questions[name]
    if question.kind == "ticks":
        return [True, False]
    return [*possible(question), *(["U2"] if question.kind == "person" else [])]


def test_the_walk_takes_every_branch(tmp_path: Path) -> None:
    """Two or three dishes, the first with or without meat; a recipe that is fresh or not."""
    paths = list(every_path(picker(tmp_path)))
    seen = [(len(path["dishes", ""]), path["meat", "1"], ("animal", "1") in path) for path in paths]
    assert sorted(seen) == [(2, "no", False), (2, "yes", True), (3, "no", False), (3, "yes", True)]
    recipes = list(every_path(checklist(tmp_path)))
    assert sorted((path["fresh", ""], ("fridge", "") in path) for path in recipes) == [("no", True), ("yes", False)]
