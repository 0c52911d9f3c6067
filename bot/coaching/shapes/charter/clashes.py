"""Where two people have changed the same answer of a document at a time, and differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.coaching.interview.route import Answers, list_items
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.charter.document import split_parts
from bot.coaching.shapes.charter.model import CharterModel

Key = tuple[str, str]  # question, item


@dataclass(frozen=True)
class Point:
    """An answer that both have changed, in the row `item` ("" outside of tables); `theirs` is the answer itself."""

    key: Key
    question: Question
    item: str
    mine_parts: tuple[str, ...]
    theirs_parts: tuple[str, ...]
    theirs: Any


def find_points(charter: CharterModel, base: Answers, mine: Answers, theirs: Answers) -> list[Point]:
    """Return what both have changed since `base`, each in another way, in the document's order.

    All of them are answers that count (`select_current`). How its subject is written is nobody's quarrel.
    """
    asked = {name: question for name, question in charter.questions.items() if name != charter.subject}
    return [point for question in asked.values() for point in _find_points(charter, question, base, mine, theirs)]


def _find_points(
    charter: CharterModel, question: Question, base: Answers, mine: Answers, theirs: Answers
) -> Iterator[Point]:
    for item in sorted({item for name, item in {*mine, *theirs} if name == question.name}):
        key = question.name, item
        before, ours, other = (answers.get(key) or None for answers in (base, mine, theirs))
        if ours != other and before not in (ours, other):
            names = {**list_items(mine, question.over or ""), **list_items(theirs, question.over or "")}
            parts = _describe(question, ours, names), _describe(question, other, names)
            yield Point(key, question, _name_item(charter, item, mine, theirs), *parts, other)


def _describe(question: Question, value: Any, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return an answer as words and persons; what was ticked by its name."""
    if question.kind == "ticks":
        return tuple(names[key] for key in value or () if key in names)
    return split_parts(question, value)


def _name_item(charter: CharterModel, item: str, mine: Answers, theirs: Answers) -> str:
    named = (list_items(answers, table).get(item) for table in charter.tables for answers in (theirs, mine))
    return next((name for name in named if name), "") if item else ""
