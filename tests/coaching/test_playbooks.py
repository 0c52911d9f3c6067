"""Every playbook file is walked, each path to its end. A new file needs no new test."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching import advice
from bot.coaching.interview import route
from bot.coaching.interview.variants import FULL, form, has_full
from bot.coaching.library import loader
from bot.coaching.playbook import conditions
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.charter.reading import Voices
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.parts import Listing
from bot.coaching.shapes.picker.ranking import rank
from bot.coaching.shapes.picker.two_sided import SIDES, Joint, join
from bot.coaching.shapes.table import Playbook
from bot.messages.render import filled
from tests.coaching.examples import checklist, picker
from tests.coaching.walking import Answers, every_path, possible, some_path

VOICES = Voices({"U1": "marketing", "U2": "it"}, {"U1": "marketing"})
OURS = loader.load(loader.OURS)
WORDS = [pytest.param(form(playbook), id=word) for word, playbook in OURS.items()]
WORDS += [
    pytest.param(form(playbook, FULL), id=f"{word} full") for word, playbook in OURS.items() if has_full(playbook)
]


def facts(playbook: Playbook, answers: Answers) -> dict[str, Any]:
    """What advice may read besides the answers."""
    told = advice.facts(playbook, answers, scored(playbook, answers), VOICES)
    return {name: told[name] for name in playbook.facts() if name in told}


def scored(playbook: Playbook, answers: Answers, theirs: Answers | None = None) -> Joint | None:
    """Of a picker that both score: the same marks from both sides, or `theirs` from IT."""
    if isinstance(playbook, Picker) and playbook.both:
        return join(playbook, answers, dict(zip(SIDES, ([answers], [theirs or answers]), strict=True)))
    return None


def marked_anew(playbook: Playbook, answers: Answers) -> st.SearchStrategy[Answers]:
    """What somebody else marks on the same list; the same answers where everything is asked of one person."""
    marked = {question.name for question in playbook.criteria} if isinstance(playbook, Listing) else ()
    return some_path(playbook, {key: value for key, value in answers.items() if key[0] not in marked})


@pytest.mark.parametrize("playbook", WORDS)
def test_every_path_ends_in_a_result(playbook: Playbook) -> None:
    for answers in every_path(playbook):
        assert route.resume(playbook, answers) is None
        assert route.current(playbook, answers) == answers
        ready = not isinstance(playbook, Picker) or rank(playbook, answers).first
        assert not ready or facts(playbook, answers).keys() >= set(playbook.facts())


@pytest.mark.parametrize("playbook", WORDS)
def test_every_page_and_question_is_asked_on_some_path_and_left_out_on_another(playbook: Playbook) -> None:
    asked: set[str] = set()
    left_out: set[str] = set()
    conditional = {q.name for page in playbook.page for q in page.question if page.when or q.when}
    for answers in every_path(playbook):
        names = {name for name, item in answers if item in ("", "1")}
        asked |= names
        left_out |= conditional - names
    assert asked == {*playbook.questions, *(["share"] if playbook.private else [])}
    assert left_out == conditional


@pytest.mark.parametrize("playbook", WORDS)
@given(data=st.data())
@settings(max_examples=40)
def test_whatever_a_person_answers_ends_in_a_result(playbook: Playbook, data: st.DataObject) -> None:
    answers = data.draw(some_path(playbook))
    assert route.current(playbook, answers) == answers
    found = facts(playbook, answers)
    assert 0 <= found.get("score", 0) <= 100
    first = rank(playbook, answers).first if isinstance(playbook, Picker) else None
    if first or not isinstance(playbook, Picker):
        values = {**route.values_for(playbook, answers, first.item if first else ""), **found}
        assert any(conditions.holds(advice.when, values) for advice in playbook.advice), "nothing to do next"


@pytest.mark.parametrize("playbook", WORDS)
@given(data=st.data())
@settings(max_examples=40)
def test_whatever_a_person_answers_every_advice_ends_in_a_whole_promise(
    playbook: Playbook, data: st.DataObject
) -> None:
    """It fits the window, names nobody by id and leaves no gap."""
    answers = data.draw(some_path(playbook))
    joint = scored(playbook, answers, data.draw(marked_anew(playbook, answers)))
    told = advice.advice(playbook, answers, joint, VOICES)
    assert told
    for one in told:
        assert advice.meant(told, one.key) == one, one.text
        assert set(advice.people(one)) <= {"U1", "U2"}
        offer = advice.offer(one, {"U1": "Ivan", "U2": "Aisha"})
        text = filled(one.text, one.values)
        for words in (offer.cue, offer.action, text):
            assert len(words) <= 300
            assert not {"{", "…"} & set(words), words
        assert not {"U1", "U2"} & set(re.findall(r"\w+", offer.cue + offer.action))
        assert offer.cue[0].islower() or offer.cue.startswith(("I ", "IT ")), offer.cue
        assert not offer.cue.endswith(".") and not offer.action.endswith(".")


@pytest.mark.parametrize("playbook", [one for one in WORDS if not isinstance(one.values[0], Charter)])
def test_every_condition_of_advice_and_gates_can_hold_and_can_fail(playbook: Playbook) -> None:
    written = [advice.when for advice in playbook.advice if advice.when]
    written += [gate.open for gate in playbook.gate] if isinstance(playbook, Picker) else []
    for condition in written:
        assert outcomes(playbook, condition) == {True, False}, condition


def outcomes(playbook: Playbook, condition: str) -> set[bool]:
    names = sorted(conditions.names(condition))
    facts: dict[str, list[Any]] = {
        "score": list(range(0, 101)),
        "red": [0, 1],
        "tie": [True, False],
        "alike": [True, False],
        "apart": [0, 2],
    }
    ranges = [facts[name] if name in facts else several(playbook, name) for name in names]
    return {conditions.holds(condition, dict(zip(names, values, strict=True))) for values in product(*ranges)}


def several(playbook: Playbook, name: str) -> list[Any]:
    """Possible answers; two different people, since a condition may ask whether they are."""
    question = playbook.questions[name]
    return [*possible(question), *(["U2"] if question.kind == "person" else [])]


def test_the_walk_takes_every_branch(tmp_path: Path) -> None:
    """Two or three dishes, the first with or without meat; a recipe that is fresh or not."""
    paths = list(every_path(picker(tmp_path)))
    seen = [(len(path["dishes", ""]), path["meat", "1"], ("animal", "1") in path) for path in paths]
    assert sorted(seen) == [(2, "no", False), (2, "yes", True), (3, "no", False), (3, "yes", True)]
    recipes = list(every_path(checklist(tmp_path)))
    assert sorted((path["fresh", ""], ("fridge", "") in path) for path in recipes) == [("no", True), ("yes", False)]
