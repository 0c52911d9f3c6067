"""The route through a playbook: a variant and the answers so far → what is asked next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import LOW, SHARE, TOP, Option, Page, Question
from bot.errors import UserError

Answers = Mapping[tuple[str, str], Any]  # (question name, item key or "") → value; None: asked and left empty
NOTHING_LEFT = "There is nothing to answer here any more: the playbook has changed since. Type /align to start afresh."
LONGEST = {"text": 300, "long": 3000, "items": 75}  # characters; 3000 is what Slack's field takes

CLOSING = Page(
    title="Where should the result go?",
    question=(
        Question(
            name=SHARE,
            ask="Who sees the result?",
            options=(
                Option(value="channel", text="The whole team, in the channel"),
                Option(value="me", text="Only me, in a direct message"),
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Step:
    """A page to show: its place in the playbook, and the item it is about ("" where it is not repeated)."""

    page: int
    item: str = ""


@dataclass(frozen=True)
class Place:
    """The place of a step: the `number`-th of `length` pages, from 1, and what it asks."""

    number: int
    length: int
    questions: tuple[Question, ...]


def page_of(variant: Variant, step: Step) -> Page:
    """Return the page of a step; the closing one after the last."""
    return CLOSING if step.page == len(variant.pages) else variant.pages[step.page]


def values_for(variant: Variant, answers: Answers, item: str = "") -> dict[str, Any]:
    """Return answers by question name as conditions and advice read them: everything once, and this item's own."""
    return {name: answers.get((name, item), answers.get((name, ""))) for name in variant.questions}


def list_items(answers: Answers, question: str) -> dict[str, str]:
    """Return item key → what the person called it, in the order asked; empty slots left out."""
    return {key: text for key, text in (answers.get((question, "")) or {}).items() if text}


def _walk_pages(variant: Variant, answers: Answers) -> tuple[dict[Step, list[Question]], Answers]:
    """Return what is asked on each page, in order, and the answers that count: a page sees only those before it."""
    # Worked out anew each time, never kept: a page that is changed opens and closes others, and so does a new file.
    path: dict[Step, list[Question]] = {}
    live: dict[tuple[str, str], Any] = {}
    # Pages in a row about the same items are one block: everything about one item is asked before the next one.
    for each, pages in groupby(enumerate(variant.pages), key=lambda numbered: numbered[1].each):
        block = list(pages)
        for item in list_items(live, each) if each else [""]:
            for number, page in block:
                questions = _select_asked(variant, page, live, item)
                if questions and number not in variant.read_only:
                    path[Step(number, item)] = questions
                live |= _select_given(questions, item, answers)
    if not variant.private:
        return path, live
    closing = list(CLOSING.question)
    return {**path, Step(len(variant.pages)): closing}, live | _select_given(closing, "", answers)


def _select_asked(variant: Variant, page: Page, answers: Answers, item: str) -> list[Question]:
    if not page.conditional:
        return list(page.question)
    values = values_for(variant, answers, item)
    return [question for question in page.question if holds(page.when, values) and holds(question.when, values)]


def _select_given(questions: Iterable[Question], item: str, answers: Answers) -> dict[tuple[str, str], Any]:
    keyed = {(question.name, item): question for question in questions}
    return {key: answers[key] for key in keyed if key in answers and _is_readable(keyed[key], answers[key])}


def _is_readable(question: Question, value: Any) -> bool:
    """Return True when a stored answer fits the kind of its question. None, left empty, fits every kind."""
    # The file may have been changed since the answer was given.
    if value is None:
        return True
    if question.kind == "items":
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if question.kind == "people":
        return isinstance(value, list) and all(isinstance(user, str) for user in value)
    if question.kind == "number":
        return isinstance(value, int) and value >= 0
    if question.kind == "scale":
        return isinstance(value, int) and LOW <= value <= TOP
    return isinstance(value, str)


def list_steps(variant: Variant, answers: Answers) -> list[Step]:
    """Return every page these answers lead through: all about one item, then the next; the closing page last."""
    return list(_walk_pages(variant, answers)[0])


def select_current(variant: Variant, answers: Answers) -> Answers:
    """Return the answers that these answers still ask for: what a changed mind left behind does not count."""
    return _walk_pages(variant, answers)[1]


def list_asked(variant: Variant, answers: Answers, step: Step) -> list[Question]:
    """Return the questions of a page that these answers call for; none on a page that they do not lead to."""
    return _walk_pages(variant, answers)[0].get(step, [])


def place_of(variant: Variant, answers: Answers, step: Step) -> Place:
    """Return where a page stands. One these answers no longer lead to counts as the last one, and asks nothing."""
    path, _ = _walk_pages(variant, answers)
    number = list(path).index(step) + 1 if step in path else len(path)
    return Place(number, len(path), tuple(path.get(step, ())))


def find_problems(question: Question, value: Any) -> dict[str, str]:
    """Return field → what to do, empty for an answer that stands. For items the field is `question.slot`."""
    readable = _is_readable(question, value)
    if question.kind == "items":
        return _item_problems(question, value if value and readable else {})
    empty = value in (None, []) or (isinstance(value, str) and not value.strip())
    if empty and question.optional:
        return {}
    if question.kind == "number" and not empty and not readable:
        return {question.name: "Please write a whole number, such as 10."}
    if empty or not readable:
        return {question.name: "Please answer this one."}
    longest = LONGEST.get(question.kind)
    if longest and len(value) > longest:
        return {question.name: f"Please shorten this to {longest} characters. It has {len(value)}."}
    if question.kind == "choice" and value not in {option.value for option in question.options}:
        return {question.name: "That choice is no longer offered. Please pick one of these."}
    return {}


def _item_problems(question: Question, slots: Mapping[str, str]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    seen: dict[str, str] = {}
    texts = {key: text.strip() for key, text in slots.items() if text.strip()}
    for key, text in texts.items():
        if len(text) > LONGEST["items"]:
            wrong[f"{question.name}.{key}"] = f"A short name, please: {LONGEST['items']} characters at most."
        elif text.casefold() in seen:
            wrong[f"{question.name}.{key}"] = f"This is the same as {question.item.lower()} {seen[text.casefold()]}."
        elif len(seen) == question.most:
            wrong[f"{question.name}.{key}"] = f"{question.most} at most, please. Empty this one."
        seen.setdefault(text.casefold(), key)
    missing = [str(n) for n in range(1, question.most + 1) if str(n) not in texts]
    short = 0 if question.optional and not texts else question.least - len(texts)
    for key in missing[: max(short, 0)]:
        wrong[f"{question.name}.{key}"] = f"Please name at least {question.least}, so there is something to compare."
    return wrong


def _are_answered(questions: Iterable[Question], step: Step, answers: Answers) -> bool:
    """Return True when each has an answer that stands; left empty on purpose is one."""
    return all(
        (question.name, step.item) in answers and not find_problems(question, answers[question.name, step.item])
        for question in questions
    )


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
