"""What differs in the answers of two runs, as people read it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.coaching.interview.route import Answers, find_pick, list_items, select_current
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.questions import Page, Question


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
        for item, name in _list_items(variant, page, after, new).items():
            for question in page.question:
                yield from _compare(question, item, name, old, new)


def _list_items(variant: Variant, page: Page, after: Answers, new: Answers) -> dict[str, str]:
    """Return the items about which a page asks, "" where it asks once; the pick has no name here, since it is known."""
    if page.is_about_pick:
        pick = find_pick(variant, after)
        return {pick.item: ""} if pick else {}
    return list_items(new, page.each) if page.each else {"": ""}


def _compare(question: Question, item: str, name: str, old: Answers, new: Answers) -> Iterator[Changed]:
    was, now = (answers.get((question.name, item)) or None for answers in (old, new))
    if question.over:
        for key, ticked in list_items(new, question.over).items():
            before, after = key in (was or ()), key in (now or ())
            if before != after:
                yield Changed(question, ticked, before, after)
    elif was != now:
        yield Changed(question, name, was, now)
