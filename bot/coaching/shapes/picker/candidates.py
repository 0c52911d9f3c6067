"""The ranking of candidates: gates, weighted marks, ties, and the strengths of the first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

from bot.coaching.interview.route import Answers, list_items
from bot.coaching.interview.variants import Pick, Variant, values_for
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import LOW, PICK, TOP, Question
from bot.coaching.shapes.picker.model import Gate, PickerModel

Mark = TypeVar("Mark", int, Fraction)
Marks = Mapping[str, int | Fraction]  # criterion → 1 to 5, 5 the better end


@dataclass(frozen=True)
class Candidate:
    """A candidate. `score` is 0 to 100; `marks` are 1 to 5 with 5 always the better end (effort reversed, a tick 5, no
    tick 1); `closed` are the must-haves that it misses, of the first one also those that are asked of it alone.
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

    `strengths` are the criteria that carry the first one; `tie`: the first two are too close to call; `decided`: they
    were, and somebody has picked one of them, which comes first.
    """

    open: tuple[Candidate, ...]
    closed: tuple[Candidate, ...]
    tie: bool
    strengths: tuple[Question, ...]
    decided: bool

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
    criteria = list_criteria(variant)
    compared = [question for question in criteria if question.kind != "choice"]
    candidates = [
        _make_candidate(picker, variant, live, item, name) for item, name in list_items(live, picker.candidates).items()
    ]
    # Without what its partner says about the pick alone: that changes a number, and not what was picked.
    candidates.sort(key=lambda candidate: -sum_marks(compared, candidate.marks))
    open_, closed = by_gates(candidates)
    tie = len(open_) > 1 and is_tie(compared, open_[0].marks, open_[1].marks)
    decided = tie and live.get((PICK, "")) in {candidate.item for candidate in open_[:2]}
    if decided and live[PICK, ""] == open_[1].item:
        open_ = (open_[1], open_[0], *open_[2:])
    rival = open_[1].marks if len(open_) > 1 else {}
    strengths = find_strengths(compared, open_[0].marks, rival) if open_ else ()
    asked = tuple(_ask_pick(picker, variant, live, each) if each is open_[0] else each for each in open_)
    return Ranking(asked, closed, tie and not decided, strengths, decided)


def find_pick(picker: PickerModel, variant: Variant, live: Answers) -> Pick | None:
    """Return what a result would be about: the first one, the nearest where none is ready; None before any is there."""
    ranking = rank_candidates(picker, variant, live)
    first = ranking.first or ranking.nearest
    if first is None:
        return None
    undecided = rank_candidates(picker, variant, {key: value for key, value in live.items() if key != (PICK, "")})
    tied = undecided.open[:2] if undecided.tie else ()
    return Pick(first.item, {each.item: (each.name, each.score) for each in tied})


def list_criteria(variant: Variant) -> tuple[Question, ...]:
    """Return the questions that count, in the order asked."""
    return tuple(question for question in variant.questions.values() if question.weight)


AnyCandidate = TypeVar("AnyCandidate", bound=Candidate)


def by_gates(candidates: Iterable[AnyCandidate]) -> tuple[tuple[AnyCandidate, ...], tuple[AnyCandidate, ...]]:
    """Return (those with every must-have but homework, the others), each in the same order."""
    listed = list(candidates)
    return tuple(each for each in listed if each.is_open), tuple(each for each in listed if not each.is_open)


def is_tie(criteria: Iterable[Question], first: Marks, second: Marks) -> bool:
    """Return True when marking any one criterion of either one step differently would put the second ahead."""
    compared = list(criteria)
    lead = sum_marks(compared, first) - sum_marks(compared, second)
    return lead == 0 or any(
        question.weight * step_of(question) > lead and (first[question.name] > LOW or second[question.name] < TOP)
        for question in compared
    )


def step_of(question: Question) -> int:
    """Return by how many marks one step differs: a tick is all or nothing."""
    return TOP - LOW if question.kind == "ticks" else 1


def _make_candidate(picker: PickerModel, variant: Variant, live: Answers, item: str, name: str) -> Candidate:
    values, criteria = values_for(variant, live, item), list_criteria(variant)
    marks = {question.name: read_mark(question, values[question.name]) for question in criteria}
    closed = tuple(gate for gate in picker.gate if gate not in picker.of_pick and not holds(gate.open, values))
    return Candidate(item, name, score_marks(criteria, marks), marks, closed)


def _ask_pick(picker: PickerModel, variant: Variant, live: Answers, first: Candidate) -> Candidate:
    """Return the first one with the must-haves that only it is asked about."""
    values = values_for(variant, live, first.item)
    missing = (gate for gate in picker.of_pick if not holds(gate.open, values))
    return replace(first, closed=(*first.closed, *missing))


def read_mark(question: Question, value: Any) -> int | Fraction:
    """Return the mark as 1 to 5, 5 always the better end; no mark and no tick count as the worst one, what somebody is
    only asked later as the middle.
    """
    match question.kind:
        case "ticks":
            return TOP if value else LOW
        case "choice":
            return _read_option(question, value)
    return LOW if value is None else reverse_mark(question, value)


def _read_option(question: Question, value: str | None) -> Fraction:
    most = max(option.points or 0 for option in question.options)
    points = next((option.points or 0 for option in question.options if option.value == value), None)
    return LOW + (TOP - LOW) * (Fraction(1, 2) if points is None else Fraction(points, most))


def reverse_mark(question: Question, value: Mark) -> Mark:
    """Return a mark as asked with 5 as the better end; the same turns it back."""
    return LOW + TOP - value if question.reversed else value


def score_marks(criteria: Iterable[Question], marks: Marks) -> int:
    """Return the weighted marks as 0 to 100."""
    counted = list(criteria)
    most, least = (sum(q.weight for q in counted) * mark for mark in (TOP, LOW))
    return round(100 * (sum_marks(counted, marks) - least) / (most - least))


def sum_marks(criteria: Iterable[Question], marks: Marks) -> Fraction:
    """Return the weighted sum of the marks."""
    # A fraction: means in floats could make a tie of one candidate ahead, or the other way round.
    return sum((Fraction(question.weight * marks[question.name]) for question in criteria), Fraction())


def find_strengths(criteria: Iterable[Question], first: Marks, rival: Marks) -> tuple[Question, ...]:
    """Return the two criteria that carry the first most: ahead of its rival, or high by themselves without one."""
    # Without a rival it is measured against 2, so that a mark from 3, the middle, up is a strength.
    leads = {q: q.weight * (first[q.name] - rival.get(q.name, 2)) for q in criteria}
    return tuple(sorted((q for q in leads if leads[q] > 0), key=lambda q: -leads[q])[:2])
