"""A playbook and the answers so far → what is asked next. State is computed here, never kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import LOW, SHARE, TOP, Option, Page, Question
from bot.coaching.shapes.table import Playbook
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
    """One page to show: its place in the playbook, and the item it is about ("" where it is not repeated)."""

    page: int
    item: str = ""


@dataclass(frozen=True)
class Place:
    """Where a step stands: the `number`-th of `length` pages, from 1, and what it asks."""

    number: int
    length: int
    questions: tuple[Question, ...]


def page_of(playbook: Playbook, step: Step) -> Page:
    return CLOSING if step.page == len(playbook.page) else playbook.page[step.page]


def values_for(playbook: Playbook, answers: Answers, item: str = "") -> dict[str, Any]:
    """Answers by question name as conditions and advice read them: everything once, and this item's own."""
    return {name: answers.get((name, item), answers.get((name, ""))) for name in playbook.questions}


def items(answers: Answers, question: str) -> dict[str, str]:
    """Item key → what the person called it, in the order asked; empty slots left out."""
    return {key: text for key, text in (answers.get((question, "")) or {}).items() if text}


def _path(playbook: Playbook, answers: Answers) -> tuple[dict[Step, list[Question]], Answers]:
    """What is asked on each page, in order, and the answers that count: a page sees only those given before it."""
    found: dict[Step, list[Question]] = {}
    live: dict[tuple[str, str], Any] = {}
    for each, pages in groupby(enumerate(playbook.page), key=lambda numbered: numbered[1].each):
        block = list(pages)
        for item in items(live, each) if each else [""]:
            for number, page in block:
                questions = _called_for(playbook, page, live, item)
                if questions and playbook.asks(page):
                    found[Step(number, item)] = questions
                live |= _given(questions, item, answers)
    if not playbook.private:
        return found, live
    closing = list(CLOSING.question)
    return {**found, Step(len(playbook.page)): closing}, live | _given(closing, "", answers)


def _called_for(playbook: Playbook, page: Page, answers: Answers, item: str) -> list[Question]:
    if not page.conditional:
        return list(page.question)
    values = values_for(playbook, answers, item)
    return [question for question in page.question if holds(page.when, values) and holds(question.when, values)]


def _given(questions: Iterable[Question], item: str, answers: Answers) -> dict[tuple[str, str], Any]:
    keyed = {(question.name, item): question for question in questions}
    return {key: answers[key] for key in keyed if key in answers and _readable(keyed[key], answers[key])}


def _readable(question: Question, value: Any) -> bool:
    """Whether a stored answer still fits its question, whose kind may have changed since."""
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


def steps(playbook: Playbook, answers: Answers) -> list[Step]:
    """Every page these answers lead through, in order: all about one item, then the next; the closing page last."""
    return list(_path(playbook, answers)[0])


def current(playbook: Playbook, answers: Answers) -> Answers:
    """Only the answers that these answers still ask for: what a changed mind left behind does not count."""
    return _path(playbook, answers)[1]


def asked(playbook: Playbook, answers: Answers, step: Step) -> list[Question]:
    """The questions of a page that these answers call for; none on a page that they do not lead to."""
    return _path(playbook, answers)[0].get(step, [])


def place_of(playbook: Playbook, answers: Answers, step: Step) -> Place:
    """A step these answers no longer lead to counts as the last one, and asks nothing."""
    path, _ = _path(playbook, answers)
    number = list(path).index(step) + 1 if step in path else len(path)
    return Place(number, len(path), tuple(path.get(step, ())))


def problems(question: Question, value: Any) -> dict[str, str]:
    """What is wrong with an answer: field → what to do. The field is the question, or `question.slot` for items."""
    readable = _readable(question, value)
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
    found: dict[str, str] = {}
    seen: dict[str, str] = {}
    texts = {key: text.strip() for key, text in slots.items() if text.strip()}
    for key, text in texts.items():
        if len(text) > LONGEST["items"]:
            found[f"{question.name}.{key}"] = f"A short name, please: {LONGEST['items']} characters at most."
        elif text.casefold() in seen:
            found[f"{question.name}.{key}"] = f"This is the same as {question.item.lower()} {seen[text.casefold()]}."
        elif len(seen) == question.most:
            found[f"{question.name}.{key}"] = f"{question.most} at most, please. Empty this one."
        seen.setdefault(text.casefold(), key)
    missing = [str(n) for n in range(1, question.most + 1) if str(n) not in texts]
    short = 0 if question.optional and not texts else question.least - len(texts)
    for key in missing[: max(short, 0)]:
        found[f"{question.name}.{key}"] = f"Please name at least {question.least}, so there is something to compare."
    return found


def done(playbook: Playbook, answers: Answers, step: Step) -> bool:
    """Whether every question of this page has an answer that stands; one left empty on purpose counts as answered."""
    return _stand(asked(playbook, answers, step), step, answers)


def _stand(questions: Iterable[Question], step: Step, answers: Answers) -> bool:
    return all(
        (question.name, step.item) in answers and not problems(question, answers[question.name, step.item])
        for question in questions
    )


def resume(playbook: Playbook, answers: Answers) -> Step | None:
    """The first page that still wants an answer; None when there is nothing left to ask."""
    path, _ = _path(playbook, answers)
    return next((step for step, questions in path.items() if not _stand(questions, step, answers)), None)


def opening(playbook: Playbook, answers: Answers) -> Step:
    """The first page. UserError when nothing is asked: the file has changed so that no page is left."""
    return _there(steps(playbook, answers))[0]


def left_off(playbook: Playbook, answers: Answers) -> Step:
    """The first page that still wants an answer, otherwise the last one. UserError when nothing is asked any more."""
    return resume(playbook, answers) or _there(steps(playbook, answers))[-1]


def _there(path: list[Step]) -> list[Step]:
    if not path:
        raise UserError(NOTHING_LEFT)
    return path


def after(playbook: Playbook, answers: Answers, step: Step) -> Step | None:
    """The page after this one, so that a person who went back walks forward again; None when all is answered."""
    path = steps(playbook, answers)
    place = path.index(step) + 1 if step in path else len(path)
    return path[place] if place < len(path) else resume(playbook, answers)


def before(playbook: Playbook, answers: Answers, step: Step) -> Step | None:
    """The page before this one; None on the first."""
    path = steps(playbook, answers)
    place = path.index(step) if step in path else 0
    return path[place - 1] if place else None
