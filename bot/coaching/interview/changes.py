"""What differs in the answers of two runs, as people read it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.coaching.interview.route import Answers, list_items, select_current
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.questions import Question


class Changed(NamedTuple):
    """A question that was answered differently, about an item where it is asked for each; None: not answered."""

    question: Question
    item: str
    before: Any
    after: Any


def compare_answers(variant: Variant, before: Answers, after: Answers) -> Iterator[Changed]:
    """Yield what differs among the answers that count, in the order asked."""
    old, new = select_current(variant, before), select_current(variant, after)
    for page in variant.pages:
        items = list_items(new, page.each) if page.each else {"": ""}
        for item, name in items.items():
            for question in page.question:
                was, now = (answers.get((question.name, item)) or None for answers in (old, new))
                if was != now:
                    yield Changed(question, name, was, now)
