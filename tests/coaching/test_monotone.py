"""A better answer never makes a result worse, and not knowing never beats knowing that it is easy: in every file.

What a result is: the score and that of every dimension, the band, what is red, what is sent back and who is called; in
a picker the place, the score and the must-haves that are missing. A new file is covered by itself.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.coaching.interview.route import list_items, select_current
from bot.coaching.interview.variants import Ending
from bot.coaching.library import loader
from bot.coaching.playbook import conditions
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.checklist.assessment import Assessment
from bot.coaching.shapes.checklist.model import scored
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.picker.candidates import Candidate, list_criteria, rank_candidates
from bot.coaching.shapes.picker.list_result import ListResult
from bot.coaching.shapes.picker.shape import Picker
from bot.coaching.shapes.picker.two_sided import SIDES, TwoSidedCandidate
from bot.coaching.shapes.voices import Voices
from bot.model.runs import VariantName
from tests.coaching.walking import Answers, possible, some_path

OURS = loader.load_library(loader.OURS)
CHECKLISTS = [
    pytest.param(playbook, name, id=f"{word} {name}".strip())
    for word, playbook in OURS.items()
    if isinstance(playbook, Checklist)
    for name in playbook.variants
]
PICKERS = [
    pytest.param(playbook, name, id=f"{word} {name}".strip())
    for word, playbook in OURS.items()
    if isinstance(playbook, Picker)
    for name in playbook.variants
    if playbook.variant(name).ending is not Ending.SCORES
]
BOTH = [
    pytest.param(playbook, id=word) for word, playbook in OURS.items() if isinstance(playbook, Picker) and playbook.both
]
Place = tuple[int, int]  # group (ready or not), place in it


def no_worse(checklist: Checklist, better: Assessment, worse: Assessment) -> None:
    assert better.score <= worse.score
    scores = {each.dimension.name: each.score for each in worse.dimensions}
    assert all(each.score <= scores[each.dimension.name] for each in better.dimensions)
    for found in (red, sent, called):
        assert found(better) <= found(worse)
    assert checklist.band.index(better.band) <= checklist.band.index(worse.band), "bands stand from mild to hard"


def red(found: Assessment) -> set[str]:
    return {finding.question.name for dimension in found.red for finding in dimension.red}


def sent(found: Assessment) -> set[str]:
    return set(found.send)


def called(found: Assessment) -> set[str]:
    return {dimension.dimension.call for dimension in found.red}


def counted(checklist: Checklist, name: VariantName, answers: Answers) -> list[Question]:
    """The questions that count and are asked on this path."""
    variant = checklist.variant(name)
    live = select_current(variant, answers)
    return [question for question in scored(variant.questions.values()) if (question.name, "") in live]


def points(checklist: Checklist, question: Question, value: str | None) -> int:
    """What an answer counts; an open one, in full, as not known."""
    held = {option.value: option.points or 0 for option in question.options}
    return held[value or checklist.unknown]


@pytest.mark.parametrize(("checklist", "name"), CHECKLISTS)
@given(data=st.data())
@settings(max_examples=80)
def test_an_easier_answer_never_makes_a_checklist_worse(
    checklist: Checklist, name: VariantName, data: st.DataObject
) -> None:
    answers = data.draw(some_path(checklist, name))
    asked = counted(checklist, name, answers)
    assume(asked)  # a project that needs nothing from IT is asked nothing that counts
    question = data.draw(st.sampled_from(asked))
    one, other = (data.draw(st.sampled_from(possible(question))) for _ in range(2))
    easier, harder = sorted((one, other), key=lambda value: points(checklist, question, value))
    better, worse = (
        checklist.evaluate({**answers, (question.name, ""): each}, name).assessment for each in (easier, harder)
    )
    assert better.asked == worse.asked, f"{question.name} decides what is asked: then its options cannot be compared"
    no_worse(checklist, better, worse)


@pytest.mark.parametrize(("checklist", "name"), CHECKLISTS)
@given(data=st.data())
@settings(max_examples=40)
def test_not_knowing_costs_more_than_the_easiest_answer(
    checklist: Checklist, name: VariantName, data: st.DataObject
) -> None:
    """For every question, whatever the others are: in its dimension at least, and it is always red."""
    answers = data.draw(some_path(checklist, name))
    asked = counted(checklist, name, answers)
    assume(asked)
    for question in asked:
        easiest = min((option.value for option in question.options), key=lambda v: points(checklist, question, v))
        known, unknown = (
            checklist.evaluate({**answers, (question.name, ""): each}, name).assessment
            for each in (easiest, checklist.unknown)
        )
        no_worse(checklist, known, unknown)
        before, after = (
            next(d.score for d in found.dimensions if d.dimension.name == question.dimension)
            for found in (known, unknown)
        )
        assert before < after
        assert question.name in red(unknown) - red(known)
        assert not known.early or unknown.early, "to know more never makes it too early to judge"


def placed(picker: Picker, answers: Answers, name: VariantName) -> dict[str, tuple[Place, Candidate]]:
    variant = picker.variant(VariantName.SCORES if picker.both else name)
    ranking = rank_candidates(picker, variant, select_current(variant, answers))
    groups = enumerate((ranking.open, ranking.closed))
    return {one.item: ((group, place), one) for group, found in groups for place, one in enumerate(found)}


def better_mark(question: Question, marks: tuple[int, int]) -> tuple[int, int]:
    """(worse, better) of the two."""
    low, high = sorted(marks)
    return (high, low) if question.reversed else (low, high)


MARKS = st.tuples(st.integers(LOW, TOP), st.integers(LOW, TOP))


def with_mark(answers: Answers, question: Question, item: str, value: Any) -> Answers:
    """The answers with this mark of one candidate, or with or without its tick."""
    if question.kind != "ticks":
        return {**answers, (question.name, item): value}
    others = [each for each in answers.get((question.name, "")) or [] if each != item]
    return {**answers, (question.name, ""): [*others, item] if value else others}


def two_marks(data: st.DataObject, question: Question) -> tuple[Any, Any]:
    """(worse, better) that somebody can give."""
    return (False, True) if question.kind == "ticks" else better_mark(question, data.draw(MARKS))


def criteria(picker: Picker, name: VariantName) -> list[Question]:
    variant = picker.variant(VariantName.SCORES if picker.both else name)
    return [question for question in list_criteria(variant) if question.kind != "choice"]


def asked_of_all(picker: Picker, candidate: Candidate) -> list[str]:
    """The must-haves that a candidate misses, but for those that are asked only of the one that is picked."""
    of_one = {question.name for page in picker.page if page.chosen for question in page.question}
    return [gate.name for gate in candidate.closed if not any(name in gate.open for name in of_one)]


@pytest.mark.parametrize(("picker", "name"), PICKERS)
@given(data=st.data())
@settings(max_examples=60)
def test_a_better_mark_never_costs_a_candidate_anything(picker: Picker, name: VariantName, data: st.DataObject) -> None:
    answers = data.draw(some_path(picker, name))
    item = data.draw(st.sampled_from(list(list_items(answers, picker.candidates))))
    question = data.draw(st.sampled_from(criteria(picker, name)))
    (was, before), (now, after) = (
        placed(picker, with_mark(answers, question, item, mark), name)[item] for mark in two_marks(data, question)
    )
    assert now <= was
    assert after.score >= before.score
    assert asked_of_all(picker, after) == asked_of_all(picker, before), "no mark opens or closes a must-have"


@pytest.mark.parametrize("picker", BOTH)
@given(data=st.data())
@settings(max_examples=60)
def test_a_better_mark_of_anybody_never_costs_a_candidate_anything(picker: Picker, data: st.DataObject) -> None:
    listed = data.draw(some_path(picker))
    facts = {
        key: value
        for key, value in listed.items()
        if key[0] not in {q.name for q in criteria(picker, VariantName.USUAL)}
    }
    people = st.lists(some_path(picker, given=facts), min_size=1, max_size=3)
    scored = {side: data.draw(people) for side in SIDES}
    side, item = (
        data.draw(st.sampled_from(SIDES)),
        data.draw(st.sampled_from(list(list_items(facts, picker.candidates)))),
    )
    who = data.draw(st.integers(0, len(scored[side]) - 1))
    question = data.draw(st.sampled_from(criteria(picker, VariantName.USUAL)))
    (was, before), (now, after) = (
        by_both(picker, facts, {**scored, side: changed(scored[side], who, question, item, mark)})[item]
        for mark in two_marks(data, question)
    )
    assert now <= was
    assert after.score >= before.score
    assert after.scores[side] >= before.scores[side]
    assert after.closed == before.closed


def changed(people: list[Answers], who: int, question: Question, item: str, mark: Any) -> list[Answers]:
    return [
        with_mark(person, question, item, mark) if number == who else person for number, person in enumerate(people)
    ]


def by_both(
    picker: Picker, facts: Answers, scored: dict[str, list[Answers]]
) -> dict[str, tuple[Place, TwoSidedCandidate]]:
    people = {f"{side}{n}": (side, marks) for side, each in scored.items() for n, marks in enumerate(each)}
    sides, marks = ({who: both[n] for who, both in people.items()} for n in (0, 1))
    result = picker.evaluate(facts, voices=Voices(sides, marks=marks))
    assert isinstance(result, ListResult) and result.two_sided
    groups = enumerate((result.two_sided.open, result.two_sided.closed))
    return {one.item: ((group, place), one) for group, found in groups for place, one in enumerate(found)}


@pytest.mark.parametrize(("picker", "name"), PICKERS)
@given(data=st.data())
@settings(max_examples=80)
def test_opening_a_must_have_never_costs_a_candidate_anything(
    picker: Picker, name: VariantName, data: st.DataObject
) -> None:
    """Whatever is answered once about it: when fewer must-haves are missing, it stands where it stood, or better."""
    answers = data.draw(some_path(picker, name))
    item = data.draw(st.sampled_from(list(list_items(answers, picker.candidates))))
    gates = sorted({name for gate in picker.gate for name in conditions.list_names(gate.open)})
    question = picker.questions[data.draw(st.sampled_from(gates))]
    values = [True, False] if question.kind == "ticks" else possible(question)
    one, other = (
        placed(picker, with_mark(answers, question, item, data.draw(st.sampled_from(values))), name)[item]
        for _ in range(2)
    )
    opened = [(was, now) for was, now in ((one, other), (other, one)) if set(names(now[1])) <= set(names(was[1]))]
    assume(opened)  # an answer may open one must-have and close another
    for (was, before), (now, after) in opened:
        assert now <= was
        assert after.score == before.score


def names(candidate: Candidate) -> list[str]:
    return [gate.name for gate in candidate.closed]


@pytest.mark.parametrize(("picker", "_name"), PICKERS)
def test_what_is_not_known_or_left_empty_leaves_a_must_have_missing(picker: Picker, _name: VariantName) -> None:
    for name in sorted({name for gate in picker.gate for name in conditions.list_names(gate.open)}):
        gates = [gate.open for gate in picker.gate if name in conditions.list_names(gate.open)]
        others = sorted({other for gate in gates for other in conditions.list_names(gate)} - {name})
        for nothing, known in product(unanswered(picker.questions[name]), every_answer(picker, others)):
            told = {**known, name: nothing}
            assert not all(conditions.holds(gate, told) for gate in gates), (name, nothing)


def unanswered(question: Question) -> Iterator[Any]:
    yield from [False] if question.kind == "ticks" else []
    yield from (option.value for option in question.options if option.value == "unknown")
    yield from [None] if question.optional else []


def every_answer(picker: Picker, read: list[str]) -> Iterator[dict[str, Any]]:
    questions = [picker.questions[name] for name in read]
    for values in product(*([True, False] if each.kind == "ticks" else possible(each) for each in questions)):
        yield dict(zip(read, values, strict=True))


@pytest.mark.parametrize("picker", BOTH)
def test_what_both_score_is_marked_in_a_variant_of_its_own(picker: Picker) -> None:
    """Or what stands above would have walked past it."""
    counted = {question.name for question in picker.questions.values() if question.weight}
    assert counted <= set(picker.variant(VariantName.SCORES).questions)
