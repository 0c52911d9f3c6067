"""Questions that are asked for each item, a row each, side by side in one view."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.coaching.playbook.questions import Question

Answers = Mapping[tuple[str, str], Any]


class ItemQuestion(Question):
    """A question about one item, asked by the name of the item: `item_key` is its key."""

    item_key: str


def ask_each(question: Question, items: Mapping[str, str]) -> list[Question]:
    """Return a question as rows, one for each item (key → name)."""
    settings = {name: getattr(question, name) for name in Question.model_fields} | {"hint": None, "optional": True}
    return [ItemQuestion.model_construct(**{**settings, "ask": name, "item_key": key}) for key, name in items.items()]


def fill_down(questions: Iterable[Question], answers: Answers) -> Answers:
    """Return the answers with the rows that were left empty as the row before, where the question says so."""
    filled = dict(answers)
    for question in questions:
        before = None
        for key in (answers.get((question.over or "", "")) or {}) if question.same else ():
            before = filled.get((question.name, key)) or before
            if before:
                filled[question.name, key] = before
    return filled
