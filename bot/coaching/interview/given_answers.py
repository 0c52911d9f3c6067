"""What one view says, as answers: statements become the answers of their questions, names go to the one picked."""

from typing import Any

from bot.coaching.interview.defaults import tick_added
from bot.coaching.interview.route import Answers, Step, is_closing, list_asked, page_of
from bot.coaching.interview.statements import settle_ticks
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.questions import PICK, SPECIAL

Given = dict[tuple[str, str], Any]


def settle_given(variant: Variant, answers: Answers, step: Step, given: Given, *, sent: bool = True) -> Given:
    """Return the answers that a view gives; `sent`: its page was sent in, not only kept for later."""
    if is_closing(variant, step):
        return _move_to_pick(step, given)
    page = page_of(variant, step)
    if not page.level:
        return {**tick_added(variant, given, answers), **given}
    before = {name: value for (name, item), value in answers.items() if item == step.item}
    ticked = {name: value for (name, _), value in given.items()}
    asked = list_asked(variant, answers, step)
    settled = settle_ticks(page, step.part, asked, ticked, before, sent=sent)
    return {(name, step.item): value for name, value in settled.items()}


def _move_to_pick(step: Step, given: Given) -> Given:
    """Return what is said about the pick as said about the one that is picked in this very view."""
    item = given.get((PICK, "")) or step.item
    return {(name, of if name in SPECIAL else item): value for (name, of), value in given.items()}
