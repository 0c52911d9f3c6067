"""Candidates → gates, ranking, tie: which one to start with, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from bot.coaching.interview.route import Answers, current, items, values_for
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.picker.model import Gate, Picker

Mark = TypeVar("Mark", int, Fraction)
Marks = Mapping[str, int] | Mapping[str, Fraction]  # criterion → 1 to 5, 5 the better end


@dataclass(frozen=True)
class Standing:
    """One candidate. `score` is 0 to 100; `marks` are 1 to 5 with 5 always the better end (effort turned round)."""

    item: str
    name: str
    score: int
    marks: Mapping[str, int]
    closed: tuple[Gate, ...]


@dataclass(frozen=True)
class Ranking:
    """Open candidates best first, then those that miss a gate, best first."""

    open: tuple[Standing, ...]
    closed: tuple[Standing, ...]
    tie: bool
    strengths: tuple[Question, ...]

    @property
    def first(self) -> Standing | None:
        return self.open[0] if self.open else None


def rank(picker: Picker, answers: Answers) -> Ranking:
    """Gates first: no score buys one. A candidate with open gates ranks by its weighted score."""
    answers = current(picker, answers)
    found = [_standing(picker, answers, item, name) for item, name in items(answers, picker.candidates).items()]
    found.sort(key=lambda standing: -total(picker, standing.marks))
    open_, closed = tuple(s for s in found if not s.closed), tuple(s for s in found if s.closed)
    tie = len(open_) > 1 and is_tie(picker, open_[0].marks, open_[1].marks)
    rival = open_[1].marks if len(open_) > 1 else {}
    return Ranking(open_, closed, tie, strengths(picker, open_[0].marks, rival) if open_ else ())


def is_tie(picker: Picker, first: Mapping[str, int], second: Mapping[str, int]) -> bool:
    """Whether marking any one criterion of either one step differently would put the second ahead."""
    lead = total(picker, first) - total(picker, second)
    return lead == 0 or any(
        question.weight > lead and (first[question.name] > LOW or second[question.name] < TOP)
        for question in picker.criteria
    )


def _standing(picker: Picker, answers: Answers, item: str, name: str) -> Standing:
    values = values_for(picker, answers, item)
    marks = {q.name: _mark(q, values[q.name]) for q in picker.criteria}
    closed = tuple(gate for gate in picker.gate if not holds(gate.open, values))
    return Standing(item, name, score(picker, marks), marks, closed)


def _mark(question: Question, value: int | None) -> int:
    """1 to 5, 5 always the better end; no mark counts as the worst one."""
    return LOW if value is None else turned(question, value)


def turned(question: Question, value: Mark) -> Mark:
    """What was marked, with 5 as the better end; and the way back."""
    return LOW + TOP - value if question.reversed else value


def score(picker: Picker, marks: Marks) -> int:
    """0 to 100."""
    most, least = (sum(q.weight for q in picker.criteria) * mark for mark in (TOP, LOW))
    return round(100 * (total(picker, marks) - least) / (most - least))


def total(picker: Picker, marks: Marks) -> Fraction:
    """The weighted sum."""
    return sum((Fraction(question.weight * marks[question.name]) for question in picker.criteria), Fraction())


def strengths(picker: Picker, first: Marks, rival: Marks) -> tuple[Question, ...]:
    """The two criteria that carry the first most: ahead of its rival, or high by themselves when there is none."""
    leads = {q: q.weight * (first[q.name] - rival.get(q.name, 2)) for q in picker.criteria}
    return tuple(sorted((q for q in leads if leads[q] > 0), key=lambda q: -leads[q])[:2])
