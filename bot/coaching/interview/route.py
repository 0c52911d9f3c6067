"""The route through a playbook: a variant and the answers so far → what is asked next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.coaching.interview.item_questions import ItemQuestion
from bot.coaching.interview.problems import find_problem, is_readable
from bot.coaching.interview.resolving import CLOSING, SHARING, ask_pick, resolve_questions, split_questions
from bot.coaching.interview.statements import Statements, make_groups
from bot.coaching.interview.variants import Pick, Variant, values_for
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import PICK, SPECIAL, Page, Question
from bot.errors import UserError

Answers = Mapping[tuple[str, str], Any]  # (question name, item key or "") → value; None: asked and left empty
NOTHING_LEFT = "There is nothing to answer here any more: the playbook has changed since. Type /align to start afresh."


@dataclass(frozen=True)
class Step:
    """A view to show: its page's place in the playbook, the item it is about ("" where it is not repeated), and which
    part of a page that has more than one view holds.
    """

    page: int
    item: str = ""
    part: int = 0


@dataclass(frozen=True)
class Place:
    """The place of a step: the `number`-th of `length` views, from 1, and what it asks."""

    number: int
    length: int
    questions: tuple[Question, ...]


def page_of(variant: Variant, step: Step) -> Page:
    """Return the page of a step; the closing one after the last."""
    return CLOSING if is_closing(variant, step) else variant.pages[step.page]


def is_closing(variant: Variant, step: Step) -> bool:
    """Return True for the last view, which shows the post before it is posted, and for one drawn when there were
    more pages than now.
    """
    return step.page >= len(variant.pages)


def key_of(question: Question, step: Step) -> tuple[str, str]:
    """Return the key of the answer to a question on this view."""
    return _key_of(question, step.item)


def _key_of(question: Question, item: str) -> tuple[str, str]:
    if isinstance(question, ItemQuestion):
        return question.name, question.item_key
    return question.name, "" if question.name in SPECIAL else item


def list_items(answers: Answers, question: str) -> dict[str, str]:
    """Return item key → what the person called it, in the order asked; empty slots left out."""
    return {key: text for key, text in (answers.get((question, "")) or {}).items() if text}


def _walk_pages(variant: Variant, answers: Answers) -> tuple[dict[Step, list[Question]], Answers]:
    """Return what is asked on each view, in order, and the answers that count: a page sees only those before it."""
    # Worked out anew each time, never kept: a page that is changed opens and closes others, and so does a new file.
    path: dict[Step, list[Question]] = {}
    live: dict[tuple[str, str], Any] = {}
    # Pages in a row about the same items are one block: everything about one item is asked before the next one.
    for each, pages in groupby(enumerate(variant.pages), key=lambda numbered: numbered[1].each):
        block = [(number, page) for number, page in pages if not page.is_about_pick]
        for item in list_items(live, each) if each else [""]:
            for number, page in block:
                questions = _select_asked(variant, page, live, answers, item)
                if number not in variant.read_only:
                    path |= _list_views(page, Step(number, item), questions, answers)
                live |= _select_given(questions, item, answers)
    return _close(variant, path, live, answers) if variant.previewed else (path, live)


def _close(
    variant: Variant, path: dict[Step, list[Question]], live: Answers, answers: Answers
) -> tuple[dict[Step, list[Question]], Answers]:
    """Add the last view: what is asked about the pick alone, and where to show the result."""
    pick = _pick(variant, live, answers)
    item = pick.item if pick else ""
    about = [page for page in variant.pages if page.is_about_pick] if pick else []
    asked = [
        question for page in about if not page.asks for question in _select_asked(variant, page, live, answers, item)
    ]
    choice = [ask_pick(pick)] if pick and pick.rivals else []
    sharing = [SHARING] if variant.private else []
    later = [question for page in about if page.asks for question in page.question]
    counted = _select_given([*choice, *sharing], "", answers) | _select_given([*asked, *later], item, answers)
    last = Step(len(variant.pages), item if asked else "")
    return {**path, last: [*choice, *asked, *sharing]}, {**live, **counted}


def _pick(variant: Variant, live: Answers, answers: Answers) -> Pick | None:
    given = {(PICK, ""): answers[PICK, ""]} if (PICK, "") in answers else {}
    return variant.pick({**live, **given}) if variant.pick else None


def _list_views(page: Page, first: Step, questions: list[Question], answers: Answers) -> dict[Step, list[Question]]:
    """Return the views of a page: one for each level, otherwise as many as hold its inputs."""
    parts = (
        [make_groups(page, number, questions, answers, first.item) for number in range(len(page.level))]
        if page.level
        else split_questions(questions)
    )
    return {Step(first.page, first.item, number): part for number, part in enumerate(parts) if part}


def _select_asked(variant: Variant, page: Page, live: Answers, answers: Answers, item: str) -> list[Question]:
    if not page.conditional:
        return resolve_questions(variant, page, page.question, live, answers)
    values = values_for(variant, live, item)
    asked = [question for question in page.question if holds(page.when, values) and holds(question.when, values)]
    return resolve_questions(variant, page, asked, live, answers)


def _select_given(questions: Iterable[Question], item: str, answers: Answers) -> dict[tuple[str, str], Any]:
    keyed = {_key_of(question, item): question for question in questions}
    return {key: answers[key] for key in keyed if key in answers and is_readable(keyed[key], answers[key])}


def list_steps(variant: Variant, answers: Answers) -> list[Step]:
    """Return every page these answers lead through: all about one item, then the next; the closing page last."""
    return list(_walk_pages(variant, answers)[0])


def select_current(variant: Variant, answers: Answers) -> Answers:
    """Return the answers that these answers still ask for: what a changed mind left behind does not count."""
    return _walk_pages(variant, answers)[1]


def find_pick(variant: Variant, answers: Answers) -> Pick | None:
    """Return the item that a result would be about; None where nothing is picked."""
    return _pick(variant, select_current(variant, answers), answers)


def list_asked(variant: Variant, answers: Answers, step: Step) -> list[Question]:
    """Return the questions of a page that these answers call for; none on a page that they do not lead to."""
    return _walk_pages(variant, answers)[0].get(step, [])


def place_of(variant: Variant, answers: Answers, step: Step) -> Place:
    """Return where a page stands. One these answers no longer lead to counts as the last one, and asks nothing."""
    path, _ = _walk_pages(variant, answers)
    number = list(path).index(step) + 1 if step in path else len(path)
    return Place(number, len(path), tuple(path.get(step, ())))


def _are_answered(questions: Iterable[Question], step: Step, answers: Answers) -> bool:
    """Return True when each has an answer that stands; left empty on purpose is one."""
    return all(_is_answered(question, step, answers) for question in questions)


def _is_answered(question: Question, step: Step, answers: Answers) -> bool:
    if isinstance(question, Statements):
        return question.are_answered(answers, step.item)
    key = key_of(question, step)
    return key in answers and not find_problem(question, answers[key])


def _first_open(path: Mapping[Step, Iterable[Question]], answers: Answers) -> Step | None:
    return next((step for step, questions in path.items() if not _are_answered(questions, step, answers)), None)


def find_open_step(variant: Variant, answers: Answers) -> Step | None:
    """Return the first page that still wants an answer; None when there is nothing left to ask."""
    return _first_open(_walk_pages(variant, answers)[0], answers)


def get_first_step(variant: Variant, answers: Answers) -> Step:
    """Return the first page. UserError when nothing is asked: the file has changed so that no page is left."""
    return _asked_at_all(list_steps(variant, answers))[0]


def left_off(variant: Variant, answers: Answers) -> Step:
    """Return the first page that still wants an answer, otherwise the last one. UserError when nothing is asked."""
    path, _ = _walk_pages(variant, answers)
    return _first_open(path, answers) or _asked_at_all(list(path))[-1]


def _asked_at_all(path: list[Step]) -> list[Step]:
    if not path:
        raise UserError(NOTHING_LEFT)
    return path


def get_step_after(variant: Variant, answers: Answers, step: Step) -> Step | None:
    """Return the page after this one; after the last one the first that is open, None when all is answered."""
    path, _ = _walk_pages(variant, answers)
    order = list(path)
    # The next page, not the next open one: whoever went back walks forward again through what they said.
    place = order.index(step) + 1 if step in path else len(order)
    return order[place] if place < len(order) else _first_open(path, answers)


def get_step_before(variant: Variant, answers: Answers, step: Step) -> Step | None:
    """Return the page before this one; None on the first."""
    path = list_steps(variant, answers)
    place = path.index(step) if step in path else 0
    return path[place - 1] if place else None


def follow(variant: Variant, before: Answers, after: Answers, step: Step) -> Step | None:
    """Return the view in place of this one where it asks or shows something else since an answer in it was changed."""
    if is_closing(variant, step):
        return next((each for each in list_steps(variant, after) if is_closing(variant, each)), None)
    return step if list_asked(variant, before, step) != list_asked(variant, after, step) else None
