"""What stands in a view to begin with where nothing has been answered yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.coaching.interview.route import Answers, Step, key_of, list_items
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.questions import Question
from bot.model.teams import Side

ME = "me"


@dataclass(frozen=True)
class Beginning:
    """Who answers, on which day, in a team with these people (person → side)."""

    user: str
    today: date
    sides: Mapping[str, Side] = field(default_factory=dict)


def fill_defaults(
    variant: Variant, questions: Iterable[Question], step: Step, answers: Answers, beginning: Beginning
) -> dict[tuple[str, str], Any]:
    """Return what stands in the fields of a view that have no answer yet, left empty on purpose being one."""
    missing = [question for question in questions if key_of(question, step) not in answers]
    found = {key_of(each, step): _find_default(variant, each, answers, beginning) for each in missing}
    return {key: value for key, value in found.items() if value}


def tick_added(variant: Variant, given: Mapping[tuple[str, str], Any], answers: Answers) -> dict[tuple[str, str], Any]:
    """Return the ticks that are given already with what usually holds for ready-made items that come to a list now."""
    added = {
        (name, key)
        for name, question in variant.questions.items()
        if question.ready and (name, "") in answers and (name, "") in given
        for key in list_items(given, name).keys() - list_items(answers, name).keys()
    }
    ticked = {
        name: [key for of, key in sorted(added) if of == question.over and key in _usually_true(variant, question)]
        for name, question in variant.questions.items()
        if question.kind == "ticks" and (name, "") in answers
    }
    return {(name, ""): [*(answers[name, ""] or ()), *keys] for name, keys in ticked.items() if keys}


def _find_default(variant: Variant, question: Question, answers: Answers, beginning: Beginning) -> Any:
    match question.kind:
        case "choice":
            return question.default
        case "items":
            return {ready.value: ready.text for ready in question.ready if ready.usual}
        case "ticks":
            usual = _usually_true(variant, question)
            return [option.value for option in question.options if option.value in usual]
        case "date":
            return (beginning.today + timedelta(days=int(question.default))).isoformat() if question.default else None
        case "person":
            return _find_person(question, beginning)
    return None


def _usually_true(variant: Variant, question: Question) -> set[str]:
    """Return the ready-made items for which the tick usually holds."""
    over = variant.questions.get(question.over or "")
    return {ready.value for ready in over.ready if question.name in ready.true} if over else set()


def _find_person(question: Question, beginning: Beginning) -> str | None:
    """Return who it is: oneself where the file says so, on the right side; else the only one of that side."""
    of_side = [user for user, side in beginning.sides.items() if side == question.side]
    if question.default == ME and (question.side is None or beginning.user in of_side):
        return beginning.user
    return of_side[0] if len(of_side) == 1 else None
