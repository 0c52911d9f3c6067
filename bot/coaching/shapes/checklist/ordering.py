"""The order of a checklist's advice: by the weight of the answers that it is about, not by its place in the file."""

from itertools import takewhile

from bot.coaching.playbook.advice_models import Advice
from bot.coaching.playbook.conditions import list_names, list_sought
from bot.coaching.shapes.checklist.assessment import Assessment
from bot.coaching.shapes.checklist.model import ChecklistModel


def sort_advice(checklist: ChecklistModel, assessment: Assessment) -> list[Advice]:
    """Return the advice, the weightiest first; of equal weight as the file has it.

    What is urgent comes first. What is about questions weighs as the hardest of their answers. What is about all of it
    comes first where it opens the file; elsewhere it comes after what is red, and before the rest.
    """
    urgent = [each for each in checklist.advice if each.urgent]
    others = [each for each in checklist.advice if not each.urgent]
    opening = list(takewhile(lambda each: not list_subjects(checklist, each), others))
    rest = others[len(opening) :]
    return [*urgent, *opening, *sorted(rest, key=lambda each: _weigh_advice(checklist, assessment, each))]


def list_subjects(checklist: ChecklistModel, advice: Advice) -> frozenset[str]:
    """Return the questions that count and that a piece of advice is about: those that its condition reads."""
    if advice.when is None:
        return frozenset()
    counted = {question.name for question in checklist.scored}
    return (list_names(advice.when) & counted) | list_sought(advice.when, "open")


def _weigh_advice(checklist: ChecklistModel, assessment: Assessment, advice: Advice) -> tuple[int, bool]:
    subjects = list_subjects(checklist, advice)
    if not subjects:
        return -checklist.red, True
    return -max((each.points for each in assessment.findings if each.question.name in subjects), default=0), False
