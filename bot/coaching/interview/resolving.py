"""Questions whose choices depend on earlier answers: ticks over items, ready-made items, which of two it is to be."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from bot.coaching.interview.item_questions import ask_each
from bot.coaching.interview.variants import Pick, Variant, values_for
from bot.coaching.playbook.choices import Option
from bot.coaching.playbook.conditions import holds, list_names
from bot.coaching.playbook.questions import PICK, SHARE, Page, Question

Answers = Mapping[tuple[str, str], Any]
Box = TypeVar("Box")
INPUTS = 6  # in one view
BOXES = 10  # checkboxes in one group: Slack refuses more

SHARING = Question(
    name=SHARE,
    ask="Show it",
    options=(Option(value="channel", text="In the channel"), Option(value="me", text="Only to me, for now")),
    default="channel",
)
CLOSING = Page(title="This is the post; nothing is posted yet", question=(SHARING,))


def resolve_questions(
    variant: Variant, page: Page, questions: Iterable[Question], live: Answers, answers: Answers
) -> list[Question]:
    """Return the questions of a page with what can be chosen; those without are left out.

    `live` are the answers to earlier pages, `answers` all there are.
    """
    return [each for question in questions for each in _resolve_rows(variant, page, question, live, answers)]


def ask_pick(pick: Pick) -> Question:
    """Return the question which of those that are too close to call it is to be."""
    options = tuple(Option(value=key, text=name) for key, (name, _score) in pick.rivals.items())
    return Question(name=PICK, ask="Your choice", options=options)


def list_left_out(variant: Variant, page: Page, live: Answers) -> list[str]:
    """Return the names of the items about which a page does not ask, since `among` does not hold for them."""
    over = next((question.over for question in page.question if question.over), None)
    listed = _listed(over, live)
    asked = _select_among(variant, page, listed, live)
    return [name for key, name in listed.items() if key not in asked]


def split_questions(questions: list[Question]) -> list[list[Question]]:
    """Return the questions of a page in as few views as hold them, about as many in each."""
    total = sum(map(count_inputs, questions))
    views = -(-total // INPUTS)
    room = min(-(-total // max(views, 1)), INPUTS)
    parts: list[list[Question]] = [[]]
    for question in questions:
        if parts[-1] and sum(map(count_inputs, [*parts[-1], question])) > room:
            parts.append([])
        parts[-1].append(question)
    return parts


def count_inputs(question: Question) -> int:
    """Return how many inputs ask a question."""
    if question.kind == "items":
        return 1 + len(group_boxes(question.ready))
    return max(len(group_boxes(question.options)), 1) if question.kind == "ticks" else 1


def group_boxes(boxes: Sequence[Box]) -> list[Sequence[Box]]:
    """Return what can be ticked in as many groups as Slack takes it."""
    return [boxes[first : first + BOXES] for first in range(0, len(boxes), BOXES)]


def _resolve_rows(variant: Variant, page: Page, question: Question, live: Answers, answers: Answers) -> list[Question]:
    if question.kind == "people" and question.over and (question.over, "") in live:
        return ask_each(question, _listed(question.over, live))
    resolved = _resolve(variant, page, question, live, answers)
    return [resolved] if resolved else []


def _resolve(variant: Variant, page: Page, question: Question, live: Answers, answers: Answers) -> Question | None:
    if question.kind == "ticks":
        listed = _listed(question.over, live)
        offered = _select_among(variant, page, listed, live)
        # While nothing is listed yet, the page is still to come; where it is listed elsewhere, there is nothing.
        known = (question.over, "") in live or not variant.asks(question.over or "")
        options = tuple(Option(value=key, text=name[:75]) for key, name in offered.items())
        return question.model_copy(update={"options": options}) if options or not known else None
    if question.ready_by:
        return question.model_copy(update={"ready": _select_ready(page, question, answers)})
    return question


def _select_ready(page: Page, question: Question, answers: Answers) -> tuple[Any, ...]:
    kind = next((each for each in page.question if each.name == question.ready_by), None)
    chosen = answers.get((question.ready_by or "", "")) or (kind.default if kind else "")
    return tuple(ready for ready in question.ready if not ready.of or chosen in ready.of)


def _select_among(variant: Variant, page: Page, listed: Mapping[str, str], live: Answers) -> Mapping[str, str]:
    """Return the items that the page is about: all, while it is not known which."""
    ticks = [name for name in list_names(page.among or "''") if variant.questions[name].kind == "ticks"]
    if not page.among or any((name, "") not in live for name in ticks):
        return listed
    return {key: name for key, name in listed.items() if holds(page.among, values_for(variant, live, key))}


def _listed(question: str | None, live: Answers) -> dict[str, str]:
    return {key: name for key, name in (live.get((question or "", "")) or {}).items() if name}
