"""What a side marks about a candidate: the means of its people, of what it knows."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.coaching.interview.route import Answers, list_items
from bot.coaching.interview.variants import Variant, values_for
from bot.coaching.playbook.questions import LOW, Question
from bot.coaching.shapes.picker.candidates import Candidate, read_mark
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.voices import SIDES
from bot.model.teams import Side

Criteria = Sequence[Question]
Means = Mapping[str, Fraction]  # criterion → 1 to 5, 5 the better end
Scored = Mapping[Side, Sequence[Answers]]  # side → everybody's own marks


def list_of_side(picker: PickerModel, criteria: Criteria, side: Side) -> list[Question]:
    """Return the criteria that a side marks: what it alone knows, and what both do."""
    return [question for question in criteria if picker.known_by.get(question.name, side) is side]


def list_of_both(picker: PickerModel, criteria: Criteria) -> list[Question]:
    """Return the criteria on which the sides can differ."""
    return [question for question in criteria if question.name not in picker.known_by]


def mean_of_sides(
    picker: PickerModel, criteria: Criteria, variant: Variant, listed: Candidate, marked: Scored
) -> dict[Side, Means]:
    """Return side → its means about a candidate; what it does not know, or left empty, is as the other side has it."""
    asked = {side: _select_asked(picker, listed, people) for side, people in marked.items()}
    own = {
        side: _mean_marks(list_of_side(picker, criteria, side), variant, listed.item, people)
        for side, people in asked.items()
    }
    return {side: _fill_marks(criteria, own, side) for side in SIDES}


def _select_asked(picker: PickerModel, listed: Candidate, people: Sequence[Answers]) -> list[Answers]:
    """Return the marks of those who were asked about a candidate, by the name that it has now."""
    return [each for each in people if list_items(each, picker.candidates).get(listed.item) == listed.name]


def _mean_marks(criteria: Criteria, variant: Variant, item: str, people: Sequence[Answers]) -> Means:
    """Return the means of a side about one candidate; a criterion that nobody marked is left out."""
    marks = {q: [mark for answers in people if (mark := _own_mark(q, variant, answers, item))] for q in criteria}
    return {question.name: Fraction(sum(some), len(some)) for question, some in marks.items() if some}


def _own_mark(question: Question, variant: Variant, answers: Answers, item: str) -> int | Fraction | None:
    """Return somebody's mark, None where they have not been asked or have left it empty."""
    asked = (question.name, "") in answers if question.kind == "ticks" else (question.name, item) in answers
    value = values_for(variant, answers, item)[question.name]
    return read_mark(question, value) if asked and value is not None else None


def _fill_marks(criteria: Criteria, own: Mapping[Side, Means], side: Side) -> Means:
    """Return the means of a side; where it has none, those of the other side, else the worst mark."""
    others = {name: mean for means in own.values() for name, mean in means.items()}
    known = {**dict.fromkeys((q.name for q in criteria), Fraction(LOW)), **others, **own[side]}
    return {question.name: known[question.name] for question in criteria}
