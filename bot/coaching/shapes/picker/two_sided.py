"""A list, marked by two sides → one ranking in which both weigh the same, and where they are apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bot.coaching.interview.route import Answers, list_items, select_current
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.picker.apart import Apart
from bot.coaching.shapes.picker.candidates import (
    Candidate,
    Ranking,
    by_gates,
    find_strengths,
    list_criteria,
    reverse_mark,
    score_marks,
    step_of,
    sum_marks,
)
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.picker.own_marks import list_known
from bot.coaching.shapes.picker.side_marks import (
    Criteria,
    Means,
    Scored,
    list_of_both,
    list_of_side,
    mean_of_sides,
)
from bot.coaching.shapes.voices import SIDES, Voices
from bot.model.teams import Side

MIDDLE = Fraction(LOW + TOP, 2)


@dataclass(frozen=True)
class TwoSidedCandidate(Candidate):
    """A candidate whose `marks` are the means of both sides' means; `sides` and `scores` are each side's alone."""

    marks: Means
    sides: Mapping[Side, Means]
    scores: Mapping[Side, int]


@dataclass(frozen=True)
class TwoSidedRanking(Ranking):
    """A ranking by the marks of both sides. `firsts` are the names of those that each side alone would begin with.

    `agreed` are the criteria on which both see the first candidate alike, the weightiest first; `apart` those on which
    they differ enough, the widest first: of open candidates, of all where none is. `unscored` are the names of what is
    too new to have marks from both sides.
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
    def talk(self) -> Apart | None:
        """Where the sides are so far apart about the first candidate that a mean would say nothing."""
        return next((each for each in self.apart if self.first and each.item == self.first.item and each.is_far), None)

    @property
    def far_apart(self) -> set[str]:
        """The items about which a mean would say nothing."""
        return {each.item for each in self.apart if each.is_far}

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
    both, compared = list_of_both(picker, criteria), open_ or closed
    return TwoSidedRanking(
        open_,
        closed,
        bool(first and second and _is_tie(picker, criteria, first, second)),
        find_strengths(criteria, first.marks, second.marks if second else {}) if first else (),
        False,
        _find_agreed(both, first) if first else (),
        tuple(sorted(_all_apart(both, compared), key=lambda each: (-each.steps, -each.question.weight))),
        {side: _first_of_side(list_of_side(picker, criteria, side), compared, side) for side in SIDES},
        criteria,
        tuple(each.name for each in once if each.item not in known),
    )


def _is_tie(picker: PickerModel, criteria: Criteria, first: TwoSidedCandidate, second: TwoSidedCandidate) -> bool:
    """Return True when one side marking any one criterion of either one step differently would put the second ahead."""
    lead = sum_marks(criteria, first.marks) - sum_marks(criteria, second.marks)
    return lead == 0 or any(
        question.weight * _widest_step(picker, question, first, second) > lead for question in criteria
    )


def _widest_step(
    picker: PickerModel, question: Question, first: TwoSidedCandidate, second: TwoSidedCandidate
) -> Fraction:
    """Return by how much one side marking one step differently changes what counts."""
    knows = picker.known_by.get(question.name)
    rooms = (
        room
        for side in ([knows] if knows else SIDES)
        for room in (first.sides[side][question.name] - LOW, TOP - second.sides[side][question.name])
    )
    return max(min(Fraction(step_of(question)), room) for room in rooms) / (1 if knows else len(SIDES))


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
    sides = mean_of_sides(picker, criteria, variant, listed, marked)
    marks = {q.name: sum((sides[side][q.name] for side in SIDES), Fraction()) / len(SIDES) for q in criteria}
    scores = {side: score_marks(list_of_side(picker, criteria, side), means) for side, means in sides.items()}
    return TwoSidedCandidate(
        listed.item,
        listed.name,
        score_marks(criteria, marks),
        marks,
        listed.closed,
        sides,
        scores,
    )


def _as_asked(question: Question, mark: Fraction) -> float | bool:
    return mark > MIDDLE if question.kind == "ticks" else float(reverse_mark(question, mark))


def _compare_sides(candidate: TwoSidedCandidate, question: Question) -> Apart:
    return Apart(
        candidate.item, candidate.name, question, {side: candidate.sides[side][question.name] for side in SIDES}
    )


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
