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
    reverse_mark,
    score_marks,
    sum_marks,
)
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.voices import Voices
from bot.model.teams import Side

SIDES = (Side.MARKETING, Side.IT)
GAP = 1  # steps of the scale from which two means are apart
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


@dataclass(frozen=True)
class TwoSidedRanking(Ranking):
    """A ranking by the marks of both sides. `firsts` are the names of those that each side alone would begin with.

    `agreed` are the criteria on which both see the first candidate alike, the weightiest first; `apart` those on which
    they differ by GAP or more, of open candidates only, the widest first.
    """

    open: tuple[TwoSidedCandidate, ...]
    closed: tuple[TwoSidedCandidate, ...]
    agreed: tuple[Question, ...]
    apart: tuple[Apart, ...]
    firsts: Mapping[Side, str]
    criteria: tuple[Question, ...]

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
        """Return besides the mean of what everybody marked, as asked, `apart` (steps between the sides where they
        differ most, 0 when nowhere a whole one), about which item and on what, and `alike`.
        """
        marks = {q.name: float(reverse_mark(q, Fraction(candidate.marks[q.name]))) for q in self.criteria}
        widest = self.apart[0] if self.apart else None
        return {
            **super().facts(candidate),
            **marks,
            "apart": float(widest.steps) if widest else 0.0,
            "apart_item": widest.name if widest else "",
            "apart_on": widest.question.label if widest else "",
            "alike": self.alike,
        }


def marks_by_side(voices: Voices) -> Scored:
    """Return everybody's own marks by the side that they are on now; those of people on neither are left out."""
    return {
        side: [voices.marks[person] for person, at in voices.sides.items() if at == side and person in voices.marks]
        for side in SIDES
    }


def rank_two_sided(
    picker: PickerModel, variant: Variant, listed: Answers, by_must_haves: Ranking, scored: Scored
) -> TwoSidedRanking | None:
    """Return the ranking of a list by the marks of both sides; None until somebody of each side has scored.

    `listed` is what was answered once, with the must-haves; `variant` is the one in which the list is scored.
    """
    if not all(scored.get(side) for side in SIDES):
        return None
    marked = {side: [select_current(variant, {**listed, **own}) for own in scored[side]] for side in SIDES}
    # In the order of the list: sorting keeps it among those with equal marks.
    once = _as_listed(picker, listed, (*by_must_haves.open, *by_must_haves.closed))
    candidates = [_make_candidate(picker, variant, each, marked) for each in once]
    candidates.sort(key=lambda each: -sum_marks(picker, each.marks))
    open_, closed = by_gates(candidates)
    first, second = open_[0] if open_ else None, open_[1] if len(open_) > 1 else None
    return TwoSidedRanking(
        open_,
        closed,
        bool(first and second and _is_tie(picker, first, second)),
        find_strengths(picker, first.marks, second.marks if second else {}) if first else (),
        _find_agreed(picker, first) if first else (),
        tuple(sorted(_all_apart(picker, open_), key=lambda each: (-each.steps, -each.question.weight))),
        {side: _first_of_side(picker, open_, side) for side in SIDES} if open_ else {},
        picker.criteria,
    )


def carry_marks(picker: PickerModel, before: Answers, now: Answers, marks: Answers) -> Answers:
    """Return the marks given on an earlier list that still hold: where a candidate is called the same now."""
    earlier, listed = list_items(before, picker.candidates), list_items(now, picker.candidates)
    return {key: mark for key, mark in marks.items() if key[1] in listed and earlier.get(key[1]) == listed[key[1]]}


def _is_tie(picker: PickerModel, first: TwoSidedCandidate, second: TwoSidedCandidate) -> bool:
    """Return True when one side marking any one criterion of either one step differently would put the second ahead."""
    lead = sum_marks(picker, first.marks) - sum_marks(picker, second.marks)
    steps = {
        question: max(min(Fraction(1), room) for side in SIDES for room in _room_to_move(first, second, side, question))
        for question in picker.criteria
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


def _make_candidate(picker: PickerModel, variant: Variant, listed: Candidate, marked: Scored) -> TwoSidedCandidate:
    own = {side: _mean_marks(picker, variant, listed.item, people) for side, people in marked.items()}
    sides = {side: _fill_marks(picker, own, side) for side in SIDES}
    marks = {q.name: sum((sides[side][q.name] for side in SIDES), Fraction()) / len(SIDES) for q in picker.criteria}
    scores = {side: score_marks(picker, means) for side, means in sides.items()}
    return TwoSidedCandidate(listed.item, listed.name, score_marks(picker, marks), marks, listed.closed, sides, scores)


def _mean_marks(picker: PickerModel, variant: Variant, item: str, people: Sequence[Answers]) -> Means:
    """Return the means of a side about one candidate; a criterion that nobody marked is left out."""
    given = [values_for(variant, answers, item) for answers in people]
    marks = {
        q: [reverse_mark(q, values[q.name]) for values in given if values[q.name] is not None] for q in picker.criteria
    }
    return {question.name: Fraction(sum(some), len(some)) for question, some in marks.items() if some}


def _fill_marks(picker: PickerModel, own: Mapping[Side, Means], side: Side) -> Means:
    """Return the means of a side; where it left a criterion empty, those of the other side, else the worst mark."""
    others = {name: mean for means in own.values() for name, mean in means.items()}
    known = {**dict.fromkeys((q.name for q in picker.criteria), Fraction(LOW)), **others, **own[side]}
    return {question.name: known[question.name] for question in picker.criteria}


def _compare_sides(candidate: TwoSidedCandidate, question: Question) -> Apart:
    return Apart(candidate.name, question, {side: candidate.sides[side][question.name] for side in SIDES})


def _all_apart(picker: PickerModel, candidates: Sequence[TwoSidedCandidate]) -> Iterator[Apart]:
    compared = (_compare_sides(each, question) for each in candidates for question in picker.criteria)
    return (each for each in compared if each.steps >= GAP)


def _find_agreed(picker: PickerModel, candidate: TwoSidedCandidate) -> tuple[Question, ...]:
    alike = [question for question in picker.criteria if _compare_sides(candidate, question).steps < GAP]
    return tuple(sorted(alike, key=lambda question: -question.weight))


def _first_of_side(picker: PickerModel, candidates: Sequence[TwoSidedCandidate], side: Side) -> str:
    return max(candidates, key=lambda each: sum_marks(picker, each.sides[side])).name
