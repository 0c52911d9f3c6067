"""Walk through any playbook: by every branch of its conditions, or by whatever a person may answer.

What both sides score is walked from the list to the end of one person's marks.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import strategies as st

from bot.coaching.interview import route
from bot.coaching.interview.given_answers import settle_given
from bot.coaching.interview.route import Step
from bot.coaching.interview.statements import Statements
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.playbook import conditions
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.base import Playbook
from bot.model.runs import VariantName

Answers = dict[tuple[str, str], Any]


def possible(question: Question) -> list[Any]:
    """Return what can be answered, as far as a condition could tell it apart; the plainest first."""
    empty = [None] if question.optional else []
    if question.kind == "choice":
        return [option.value for option in question.options] + empty
    if question.kind == "scale":
        return [*range(LOW, TOP + 1), *empty]
    if question.kind == "items":
        counts = {question.least, question.most}
        return [{str(n): write_item(question, n) for n in range(1, count + 1)} for count in sorted(counts)] + empty
    if question.kind == "ticks":
        return [[option.value for option in question.options], []]
    if question.kind == "people":
        return [["U1"], ["U1", "U2"], *([[]] if question.optional else [])]
    if question.kind == "long":
        return ["Some words", "Some words about AI", *empty]  # what is read may ask for more
    return [{"person": "U1", "date": "2026-11-21", "number": 10}.get(question.kind, "Some words"), *empty]


def write_item(question: Question, number: int) -> str:
    """Return a line of a list; every other contract says its notice."""
    if question.contract:
        return f"System {number}: 30 June 2027" + (", 3 months, 24,000" if number % 2 else "")
    return f"{question.item} {number}"


def read_by_pages(variant: Variant) -> set[str]:
    """Questions whose answers decide which page or question comes."""
    whens = [when for page in variant.pages for when in (page.when, *(question.when for question in page.question))]
    return {name for when in whens if when for name in conditions.list_names(when)}


def every_path(
    playbook: Playbook, name: VariantName = VariantName.USUAL, answers: Answers | None = None
) -> Iterator[Answers]:
    """The answers of every path: each answer that a page depends on, the plainest one elsewhere.

    With several candidates the first one takes every branch, and the others one each.
    """
    answers = answers or {}
    variant = at_hand(playbook, name, answers)
    step = route.find_open_step(variant, answers)
    if step is None:
        yield answers
        return
    deciding = read_by_pages(variant) if step.item in ("", "1") else set()
    asked = route.list_asked(variant, answers, step)
    question = next((q for q in asked if not answered(q, step, answers)), asked[0])
    branches = question.name in deciding or question.kind == "items"
    for value in possible(question)[: None if branches else 1]:
        yield from every_path(playbook, name, answers | as_sent(variant, answers, step, [(question, value)]))


@st.composite
def some_path(
    draw: st.DrawFn, playbook: Playbook, name: VariantName = VariantName.USUAL, given: Answers | None = None
) -> Answers:
    """The answers of a person who answers whatever can be answered, page by page, until nothing is open."""
    answers: Answers = dict(given or {})
    while step := route.find_open_step(variant := at_hand(playbook, name, answers), answers):
        asked = route.list_asked(variant, answers, step)
        answers |= as_sent(variant, answers, step, [(each, draw(st.sampled_from(possible(each)))) for each in asked])
        assert route.find_open_step(variant, answers) != step, f"{step} stays open"
    return answers


def as_sent(variant: Variant, answers: Answers, step: Step, fields: Iterable[tuple[Question, Any]]) -> Answers:
    """What a view says, as it is sent in."""
    filled = {route.key_of(question, step): value for question, value in fields}
    return settle_given(variant, answers, step, filled)


def answered(question: Question, step: Step, answers: Answers) -> bool:
    if isinstance(question, Statements):
        return question.are_answered(answers, step.item)
    return route.key_of(question, step) in answers


def at_hand(playbook: Playbook, name: VariantName, answers: Answers) -> Variant:
    """The variant that these answers are in: a list until nothing is left to answer there, then its marks."""
    variant = playbook.variant(name)
    listed = variant.ending is Ending.LIST and route.find_open_step(variant, answers) is None
    return playbook.variant(VariantName.SCORES) if listed else variant
