"""The order of a checklist's advice: by the weight of the answers that it is about, not by its place in the file."""

from collections.abc import Sequence

from bot.coaching.playbook.advice_models import Advice
from bot.coaching.playbook.conditions import list_names, list_sought
from bot.coaching.shapes.checklist.assessment import Assessment
from bot.coaching.shapes.checklist.model import ChecklistModel


def sort_advice(checklist: ChecklistModel, assessment: Assessment, given: Sequence[Advice]) -> list[Advice]:
    """Return the advice with what is about questions by the hardest of their answers, of equal ones as the file has it;
    what is about all of it keeps its place.
    """
    about = {place: each for place, each in enumerate(given) if list_subjects(checklist, each)}
    heaviest = sorted(about.values(), key=lambda each: -_weigh_advice(checklist, assessment, each))
    return [each for _, each in sorted({**dict(enumerate(given)), **dict(zip(about, heaviest, strict=True))}.items())]


def list_subjects(checklist: ChecklistModel, advice: Advice) -> frozenset[str]:
    """Return the questions that count and that a piece of advice is about: those that its condition reads."""
    if advice.when is None:
        return frozenset()
    counted = {question.name for question in checklist.scored}
    return (list_names(advice.when) & counted) | list_sought(advice.when, "open")


def _weigh_advice(checklist: ChecklistModel, assessment: Assessment, advice: Advice) -> int:
    """Return the points of the hardest answer that it is about."""
    subjects = list_subjects(checklist, advice)
    return max((each.points for each in assessment.findings if each.question.name in subjects), default=0)
