"""The ranking of candidates: gates, weighted marks, ties, and the strengths of the first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from bot.coaching.interview.route import Answers, list_items, values_for
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.picker.model import Gate, PickerModel

Mark = TypeVar("Mark", int, Fraction)
Marks = Mapping[str, int | Fraction]  # criterion → 1 to 5, 5 the better end


@dataclass(frozen=True)
class Candidate:
    """A candidate. `score` is 0 to 100; `marks` are 1 to 5 with 5 always the better end (effort reversed); `closed`
    are the must-haves that it misses.
    """

    item: str
    name: str
    score: int
    marks: Marks
    closed: tuple[Gate, ...]

    @property
    def is_open(self) -> bool:
        """True when it misses nothing, or only a week's homework."""
        return all(gate.first for gate in self.closed)


@dataclass(frozen=True)
class Ranking:
    """Candidates best first, those that pass every gate (`open`), if only after a week's homework, apart from those
    that miss one (`closed`).

    `strengths` are the criteria that carry the first one; `tie`: the second is close behind it.
    """

    open: tuple[Candidate, ...]
    closed: tuple[Candidate, ...]
    tie: bool
    strengths: tuple[Question, ...]

    @property
    def first(self) -> Candidate | None:
        return self.open[0] if self.open else None

    @property
    def second(self) -> Candidate | None:
        return self.open[1] if len(self.open) > 1 else None

    @property
    def nearest(self) -> Candidate | None:
        """Of the closed ones, the first that misses the fewest must-haves."""
        return min(self.closed, key=lambda candidate: len(candidate.closed), default=None)

    def facts(self, candidate: Candidate) -> dict[str, Any]:
        """Return what texts and conditions about a candidate read besides its answers."""
        rival = self.second.name if self.second else ""
        return {"score": candidate.score, "tie": self.tie, "item": candidate.name, "rival": rival}


def rank_candidates(picker: PickerModel, variant: Variant, live: Answers) -> Ranking:
    """Return the ranking: gates first, since no score buys one; open candidates rank by their weighted score."""
    listed = list_items(live, picker.candidates)
    candidates = [_make_candidate(picker, values_for(variant, live, item), item, name) for item, name in listed.items()]
    candidates.sort(key=lambda candidate: -sum_marks(picker, candidate.marks))
    open_, closed = by_gates(candidates)
    tie = len(open_) > 1 and is_tie(picker, open_[0].marks, open_[1].marks)
    rival = open_[1].marks if len(open_) > 1 else {}
    return Ranking(open_, closed, tie, find_strengths(picker, open_[0].marks, rival) if open_ else ())


AnyCandidate = TypeVar("AnyCandidate", bound=Candidate)


def by_gates(candidates: Iterable[AnyCandidate]) -> tuple[tuple[AnyCandidate, ...], tuple[AnyCandidate, ...]]:
    """Return (those with every must-have but homework, the others), each in the same order."""
    listed = list(candidates)
    return tuple(each for each in listed if each.is_open), tuple(each for each in listed if not each.is_open)


def is_tie(picker: PickerModel, first: Marks, second: Marks) -> bool:
    """Return True when marking any one criterion of either one step differently would put the second ahead."""
    lead = sum_marks(picker, first) - sum_marks(picker, second)
    return lead == 0 or any(
        question.weight > lead and (first[question.name] > LOW or second[question.name] < TOP)
        for question in picker.criteria
    )


def _make_candidate(picker: PickerModel, values: Mapping[str, Any], item: str, name: str) -> Candidate:
    marks = {q.name: _read_mark(q, values[q.name]) for q in picker.criteria}
    closed = tuple(gate for gate in picker.gate if not holds(gate.open, values))
    return Candidate(item, name, score_marks(picker, marks), marks, closed)


def _read_mark(question: Question, value: int | None) -> int:
    """Return the mark as 1 to 5, 5 always the better end; no mark counts as the worst one."""
    return LOW if value is None else reverse_mark(question, value)


def reverse_mark(question: Question, value: Mark) -> Mark:
    """Return a mark as asked with 5 as the better end; the same turns it back."""
    return LOW + TOP - value if question.reversed else value


def score_marks(picker: PickerModel, marks: Marks) -> int:
    """Return the weighted marks as 0 to 100."""
    most, least = (sum(q.weight for q in picker.criteria) * mark for mark in (TOP, LOW))
    return round(100 * (sum_marks(picker, marks) - least) / (most - least))


def sum_marks(picker: PickerModel, marks: Marks) -> Fraction:
    """Return the weighted sum of the marks."""
    # A fraction: means in floats could make a tie of one candidate ahead, or the other way round.
    return sum((Fraction(question.weight * marks[question.name]) for question in picker.criteria), Fraction())


def find_strengths(picker: PickerModel, first: Marks, rival: Marks) -> tuple[Question, ...]:
    """Return the two criteria that carry the first most: ahead of its rival, or high by themselves without one."""
    # Without a rival it is measured against 2, so that a mark from 3, the middle, up is a strength.
    leads = {q: q.weight * (first[q.name] - rival.get(q.name, 2)) for q in picker.criteria}
    return tuple(sorted((q for q in leads if leads[q] > 0), key=lambda q: -leads[q])[:2])
