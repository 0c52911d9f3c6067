"""Marks of two sides in words."""

from fractions import Fraction

from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.picker.apart import Apart
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.picker.side_marks import list_of_side
from bot.coaching.shapes.picker.two_sided import TwoSidedCandidate, TwoSidedRanking
from bot.coaching.shapes.voices import SIDES
from bot.coaching.side_names import SIDE_NAMES


def list_given(
    picker: PickerModel, ranking: TwoSidedRanking, candidate: TwoSidedCandidate
) -> list[tuple[str, list[str]]]:
    """Return side → what it has marked of a candidate, each with its mark."""
    return [
        (
            SIDE_NAMES[side],
            [f"{q.label} {format_mark(q, means[q.name])}" for q in list_of_side(picker, ranking.criteria, side)],
        )
        for side, means in candidate.sides.items()
    ]


def tell_agreed(question: Question, first: TwoSidedCandidate) -> str:
    """Return a criterion on which both sides agree, with their marks."""
    marks = dict.fromkeys(format_mark(question, first.sides[side][question.name]) for side in SIDES)
    return f"{question.label} ({' and '.join(marks)})"


def compare_marks(apart: Apart) -> dict[str, str]:
    """Return a difference as `marketing 5, IT 2`, with its criterion and candidate."""
    marks = ", ".join(f"{SIDE_NAMES[side]} {format_mark(apart.question, mean)}" for side, mean in apart.marks.items())
    return {"name": apart.name, "marks": marks, "label": apart.question.label}


def tell_scores(candidate: TwoSidedCandidate) -> str:
    """Return `marketing 71, IT 79`."""
    return ", ".join(f"{SIDE_NAMES[side]} {score}" for side, score in candidate.scores.items())


def format_mark(question: Question, mark: int | Fraction) -> str:
    """Return a mark with at most one decimal: 4, 4.5; of ticks the share of those who tick it: 50 %."""
    if question.kind == "ticks":
        return f"{round(100 * (mark - LOW) / (TOP - LOW))} %"
    return f"{float(mark):.1f}".removesuffix(".0")
