"""A list, marked by two sides → one ranking in which both weigh the same, and where they are apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bot.coaching.interview.route import Answers, list_items, select_current
from bot.coaching.interview.variants import Variant, values_for
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.picker.candidates import (
    Candidate,
    Ranking,
    by_gates,
    find_strengths,
    list_criteria,
    read_mark,
    reverse_mark,
    score_marks,
    step_of,
    sum_marks,
)
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.picker.own_marks import list_known
from bot.coaching.shapes.voices import Voices
from bot.model.teams import Side

SIDES = (Side.MARKETING, Side.IT)
GAP, GAP_OF_TICKS = 1, 2  # marks from which two means are apart: a whole one of a scale, half a side that ticks
MIDDLE = Fraction(LOW + TOP, 2)
Criteria = Sequence[Question]
Means = Mapping[str, Fraction]  # criterion → 1 to 5, 5 the better end
Scored = Mapping[Side, Sequence[Answers]]  # side → everybody's own marks


@dataclass(frozen=True)
class TwoSidedCandidate(Candidate):
    """A candidate whose `marks` are the means of both sides' means; `sides` and `scores` are each side's alone."""

    marks: Means
    sides: Mapping[Side, Means]
    scores: Mapping[Side, int]


@dataclass(frozen=True)
class Apart:
    """A criterion on which the two sides differ about a candidate; `marks` are their means."""

    name: str
    question: Question
    marks: Mapping[Side, Fraction]

    @property
    def steps(self) -> Fraction:
        return max(self.marks.values()) - min(self.marks.values())

    @property
    def differs(self) -> bool:
        """True when it is enough to talk about."""
        return self.steps >= (GAP_OF_TICKS if self.question.kind == "ticks" else GAP)


@dataclass(frozen=True)
class TwoSidedRanking(Ranking):
    """A ranking by the marks of both sides. `firsts` are the names of those that each side alone would begin with.

    `agreed` are the criteria on which both see the first candidate alike, the weightiest first; `apart` those on which
    they differ enough, of open candidates only, the widest first. `unscored` are the names of what is too new to have
    marks from both sides.
    """

    open: tuple[TwoSidedCandidate, ...]
    closed: tuple[TwoSidedCandidate, ...]
    agreed: tuple[Question, ...]
    apart: tuple[Apart, ...]
    firsts: Mapping[Side, str]
    criteria: tuple[Question, ...]
    unscored: tuple[str, ...]

    @property
    def first(self) -> TwoSidedCandidate | None:
        return self.open[0] if self.open else None

    @property
    def second(self) -> TwoSidedCandidate | None:
        return self.open[1] if len(self.open) > 1 else None

    @property
    def alike(self) -> bool:
        """True when each side alone would begin with the same one."""
        return len(set(self.firsts.values())) == 1

    def facts(self, candidate: Candidate) -> dict[str, Any]:
        """Return besides the mean of what everybody marked, as asked (of ticks whether most do), `apart` (marks between
        the sides where they differ most, 0 when nowhere enough), about which item and on what, and `alike`.
        """
        marks = {q.name: _as_asked(q, Fraction(candidate.marks[q.name])) for q in self.criteria}
        widest = self.apart[0] if self.apart else None
        return {
            **super().facts(candidate),
            **marks,
            "apart": float(widest.steps) if widest else 0.0,
            "apart_item": widest.name if widest else "",
            "apart_on": widest.question.label if widest else "",
            "alike": self.alike,
        }


def marks_by_side(picker: PickerModel, listed: Answers, voices: Voices) -> Scored:
    """Return everybody's own marks by the side that they are on now. Those of people on neither are left out, and those
    that are about nothing on the list any more.
    """
    items = list_items(listed, picker.candidates)
    fitting = {person: marks for person, marks in voices.marks.items() if list_known(picker, items, marks)}
    return {
        side: [fitting[person] for person, at in voices.sides.items() if at == side and person in fitting]
        for side in SIDES
    }


def rank_two_sided(
    picker: PickerModel, variant: Variant, listed: Answers, by_must_haves: Ranking, scored: Scored
) -> TwoSidedRanking | None:
    """Return the ranking of a list by the marks of both sides; None until somebody of each side has scored the same.

    `listed` is what was answered once, with the must-haves; `variant` is the one in which the list is scored.
    """
    if not all(scored.get(side) for side in SIDES):
        return None
    known = _known_by_both(picker, listed, scored)
    marked = {side: [select_current(variant, {**listed, **own}) for own in scored[side]] for side in SIDES}
    # In the order of the list: sorting keeps it among those with equal marks.
    once = _as_listed(picker, listed, (*by_must_haves.open, *by_must_haves.closed))
    criteria = list_criteria(variant)
    candidates = [_make_candidate(picker, criteria, variant, each, marked) for each in once if each.item in known]
    if not candidates:
        return None
    candidates.sort(key=lambda each: -sum_marks(criteria, each.marks))
    open_, closed = by_gates(candidates)
    first, second = open_[0] if open_ else None, open_[1] if len(open_) > 1 else None
    return TwoSidedRanking(
        open_,
        closed,
        bool(first and second and _is_tie(criteria, first, second)),
        find_strengths(criteria, first.marks, second.marks if second else {}) if first else (),
        False,
        _find_agreed(criteria, first) if first else (),
        tuple(sorted(_all_apart(criteria, open_), key=lambda each: (-each.steps, -each.question.weight))),
        {side: _first_of_side(criteria, open_, side) for side in SIDES} if open_ else {},
        criteria,
        tuple(each.name for each in once if each.item not in known),
    )


def _is_tie(criteria: Criteria, first: TwoSidedCandidate, second: TwoSidedCandidate) -> bool:
    """Return True when one side marking any one criterion of either one step differently would put the second ahead."""
    lead = sum_marks(criteria, first.marks) - sum_marks(criteria, second.marks)
    steps = {
        question: max(
            min(Fraction(step_of(question)), room)
            for side in SIDES
            for room in _room_to_move(first, second, side, question)
        )
        for question in criteria
    }
    return lead == 0 or any(question.weight * step / len(SIDES) > lead for question, step in steps.items())


def _room_to_move(
    first: TwoSidedCandidate, second: TwoSidedCandidate, side: Side, question: Question
) -> tuple[Fraction, Fraction]:
    """Return by how much the mean of a side may still fall for the first, and rise for the second."""
    return first.sides[side][question.name] - LOW, TOP - second.sides[side][question.name]


def _as_listed(picker: PickerModel, listed: Answers, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates in the order in which they were listed."""
    order = list((listed.get((picker.candidates, "")) or {}).keys())
    return sorted(candidates, key=lambda candidate: order.index(candidate.item))


def _known_by_both(picker: PickerModel, listed: Answers, scored: Scored) -> set[str]:
    """Return the items that somebody of each side has marked."""
    items = list_items(listed, picker.candidates)
    known = [{item for own in scored[side] for item in list_known(picker, items, own)} for side in SIDES]
    return set.intersection(*known)


def _make_candidate(
    picker: PickerModel, criteria: Criteria, variant: Variant, listed: Candidate, marked: Scored
) -> TwoSidedCandidate:
    asked = {side: _select_asked(picker, listed, people) for side, people in marked.items()}
    own = {side: _mean_marks(criteria, variant, listed.item, people) for side, people in asked.items()}
    sides = {side: _fill_marks(criteria, own, side) for side in SIDES}
    marks = {q.name: sum((sides[side][q.name] for side in SIDES), Fraction()) / len(SIDES) for q in criteria}
    scores = {side: score_marks(criteria, means) for side, means in sides.items()}
    return TwoSidedCandidate(
        listed.item,
        listed.name,
        score_marks(criteria, marks),
        marks,
        listed.closed,
        sides,
        scores,
    )


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


def _as_asked(question: Question, mark: Fraction) -> float | bool:
    return mark > MIDDLE if question.kind == "ticks" else float(reverse_mark(question, mark))


def _fill_marks(criteria: Criteria, own: Mapping[Side, Means], side: Side) -> Means:
    """Return the means of a side; where it left a criterion empty, those of the other side, else the worst mark."""
    others = {name: mean for means in own.values() for name, mean in means.items()}
    known = {**dict.fromkeys((q.name for q in criteria), Fraction(LOW)), **others, **own[side]}
    return {question.name: known[question.name] for question in criteria}


def _compare_sides(candidate: TwoSidedCandidate, question: Question) -> Apart:
    return Apart(candidate.name, question, {side: candidate.sides[side][question.name] for side in SIDES})


def _all_apart(criteria: Criteria, candidates: Sequence[TwoSidedCandidate]) -> Iterator[Apart]:
    compared = (_compare_sides(each, question) for each in candidates for question in criteria)
    return (each for each in compared if each.differs)


def _find_agreed(criteria: Criteria, candidate: TwoSidedCandidate) -> tuple[Question, ...]:
    alike = [question for question in criteria if not _compare_sides(candidate, question).differs]
    # Of the same weight, last where both sides are of two minds.
    return tuple(sorted(alike, key=lambda each: (-each.weight, -_measure_clarity(candidate, each))))


def _measure_clarity(candidate: TwoSidedCandidate, question: Question) -> Fraction:
    """Return how far both sides together are from the middle."""
    marks = [Fraction(candidate.sides[side][question.name]) for side in SIDES]
    return abs(sum(marks, Fraction()) / len(marks) - Fraction(MIDDLE))


def _first_of_side(criteria: Criteria, candidates: Sequence[TwoSidedCandidate], side: Side) -> str:
    return max(candidates, key=lambda each: sum_marks(criteria, each.sides[side])).name
