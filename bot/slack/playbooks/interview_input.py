"""A page as it comes back: the answers given, and the faults in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.actions.interviews import Interview
from bot.coaching.interview import route
from bot.coaching.interview.given_answers import settle_given
from bot.coaching.interview.items import join_items, list_lines
from bot.coaching.interview.problems import LONGEST, find_problem
from bot.coaching.interview.route import Answers, Step, key_of
from bot.coaching.playbook.questions import Question
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.inputs import DIGITS, list_fields, name_field
from bot.messages.block_kit.render import format_day
from bot.slack.fields import Fields, clean_text
from bot.slack.people.owners import explain_owners
from bot.slack.request import Request

Given = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class PageInput:
    """The fields of a page as they were sent: `fields` by what they ask, `given` the answers that they come to.

    `outdated`: the window asks something else than the page would now, since its playbook or an earlier answer has
    changed after it was drawn.
    """

    questions: Sequence[Question]
    fields: Given
    given: Given
    outdated: bool


def read_page(request: Request, interview: Interview, step: Step, *, sent: bool = True) -> PageInput:
    """Return what the window says about the page that it shows; `sent`: it was sent in, and is not only kept."""
    variant, answers = interview.variant, interview.answers
    questions = route.list_asked(variant, answers, step)
    names = {block["block_id"] for block in _inputs(request)}
    wanted = {name for question in questions for name in list_fields(question, step)}
    fields = read_answers(questions, step, request.fields, answers)
    given = settle_given(variant, answers, step, fields, sent=sent)
    return PageInput(questions, fields, given, outdated=names != wanted)


def read_answers(questions: Iterable[Question], step: Step, fields: Fields, answers: Answers) -> Given:
    """Return what the fields say about these questions; those that the window does not ask are left out.

    `answers` are those so far: what stays in a list keeps its key.
    """
    asked = [question for question in questions if any(name in fields for name in list_fields(question, step))]
    return {key_of(each, step): read_answer(each, step, fields, answers) for each in asked}


def read_answer(question: Question, step: Step, fields: Fields, answers: Answers) -> Any:
    """Return the answer, tidied; None when it was left empty."""
    if question.kind == "ticks":
        return [value for name in list_fields(question, step) for value in fields.options(name)]
    if question.kind == "items":
        typed, *boxes = list_fields(question, step)
        ticked = [value for name in boxes for value in fields.options(name)]
        before = answers.get(key_of(question, step)) or {}
        return join_items(question, ticked, list_lines(fields.text(typed)), before)
    if question.kind == "person":
        return fields.person(name_field(question, step))
    value = fields.value(name_field(question, step))
    if question.kind == "scale":
        return int(value) if value and value.isdecimal() else None
    if question.kind == "number":
        return _read_number(clean_text(value))
    return (clean_text(value) or None) if question.kind in LONGEST else value


def read_drawn(request: Request, step: Step) -> Given:
    """Return the answers that stood in the fields when the window was drawn."""
    return {
        (block["block_id"].partition(".")[0], step.item): _drawn_value(block["element"]) for block in _inputs(request)
    }


def find_faults(
    request: Request, questions: Iterable[Question], step: Step, given: Given, workspace: str
) -> dict[str, str]:
    """Return what to mend, as words for the person, by field."""
    wrong: dict[str, str] = {}
    for question in questions:
        name, value = name_field(question, step), given.get(key_of(question, step))
        fault = find_problem(question, value)
        if fault:
            wrong[name] = fault
        if question.kind == "date" and value and question.within:
            wrong |= _too_far(question.within, name, value, request.context.now.date())
        if value and (named := explain_owners(request, workspace, _list_named(question, value))):
            wrong[name] = named
    return wrong


def _list_named(question: Question, value: Any) -> Sequence[str]:
    """Return the people whom an answer names."""
    return value if question.kind == "people" else [value] if question.kind == "person" else []


def _inputs(request: Request) -> list[Block]:
    return [block for block in request.view["blocks"] if block["type"] == "input"]


def _drawn_value(element: Mapping[str, Any]) -> Any:
    if "initial_option" in element:
        return element["initial_option"]["value"]
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    return next((element[key] for key in ("initial_value", "initial_user", "initial_date") if key in element), None)


def _read_number(text: str) -> int | str | None:
    """Return a whole number where it is one; otherwise what was typed, to be mended."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else text or None


def _too_far(within: int, field: str, value: str, today: date) -> dict[str, str]:
    """Refuse a day that has passed wherever people are, or that is more than `within` days away."""
    day = date.fromisoformat(value)
    # UTC's yesterday may be today in the Americas.
    if day < today - timedelta(days=1):
        return {field: "This date is past. Choose today or later."}
    last = today + timedelta(days=within)
    return {field: f"At most {within} days from now, please: {format_day(last)} at the latest."} if day > last else {}
