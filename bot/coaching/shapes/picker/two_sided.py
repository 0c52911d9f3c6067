"""One list, marked by two sides → one ranking in which both weigh the same, and where they are apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bot.coaching.interview.route import Answers, current, values_for
from bot.coaching.playbook.questions import LOW, TOP, Question
from bot.coaching.shapes.picker.model import Gate, Picker
from bot.coaching.shapes.picker.ranking import Standing, rank, score, strengths, total, turned

SIDES = ("marketing", "it")
GAP = 1  # steps from which two means are apart
Means = Mapping[str, Fraction]  # criterion → 1 to 5, 5 the better end


@dataclass(frozen=True)
class Joined:
    """One candidate. `marks` is the mean of both sides' means, `sides` and `scores` are each side's alone."""

    item: str
    name: str
    score: int
    marks: Means
    sides: Mapping[str, Means]
    scores: Mapping[str, int]
    closed: tuple[Gate, ...]


@dataclass(frozen=True)
class Apart:
    """Where the two sides differ by a whole step or more."""

    name: str
    question: Question
    marks: Mapping[str, Fraction]  # side → mean

    @property
    def steps(self) -> Fraction:
        return max(self.marks.values()) - min(self.marks.values())


@dataclass(frozen=True)
class Joint:
    """Open candidates best first, then those that miss a gate. `apart`: open ones only, the widest first.

    `agreed` are the criteria on which both see the first candidate alike, the weightiest first; `firsts` is the
    candidate that each side alone would begin with.
    """

    open: tuple[Joined, ...]
    closed: tuple[Joined, ...]
    tie: bool
    strengths: tuple[Question, ...]
    agreed: tuple[Question, ...]
    apart: tuple[Apart, ...]
    firsts: Mapping[str, str]

    @property
    def first(self) -> Joined | None:
        return self.open[0] if self.open else None

    @property
    def alike(self) -> bool:
        """Whether each side alone would begin with the same one."""
        return len(set(self.firsts.values())) == 1


def join(picker: Picker, listed: Answers, scored: Mapping[str, Sequence[Answers]]) -> Joint | None:
    """`listed` once, and everybody's own marks by side. None until somebody of each side has scored."""
    if not all(scored.get(side) for side in SIDES):
        return None
    marked = {side: [current(picker, {**listed, **own}) for own in scored[side]] for side in SIDES}
    ranked = rank(picker, listed)
    found = [_joined(picker, one, marked) for one in _as_named(picker, listed, (*ranked.open, *ranked.closed))]
    found.sort(key=lambda one: -total(picker, one.marks))
    open_, closed = tuple(one for one in found if not one.closed), tuple(one for one in found if one.closed)
    first, second = open_[0] if open_ else None, open_[1] if len(open_) > 1 else None
    return Joint(
        open_,
        closed,
        bool(first and second and is_tie(picker, first, second)),
        strengths(picker, first.marks, second.marks if second else {}) if first else (),
        _agreed(picker, first) if first else (),
        tuple(sorted(_apart(picker, open_), key=lambda one: (-one.steps, -one.question.weight))),
        {side: _first(picker, open_, side) for side in SIDES} if open_ else {},
    )


def facts(picker: Picker, joint: Joint, one: Joined) -> dict[str, Any]:
    """What advice about a candidate reads besides what was answered once: the mean of what everybody marked, as asked,
    `apart` (steps between the sides where they differ most, 0 when nowhere a whole one), about which item and on what,
    and `alike`.
    """
    marks = {q.name: float(turned(q, one.marks[q.name])) for q in picker.criteria}
    widest = joint.apart[0] if joint.apart else None
    return {
        **marks,
        "apart": float(widest.steps) if widest else 0.0,
        "apart_item": widest.name if widest else "",
        "apart_on": widest.question.label if widest else "",
        "alike": joint.alike,
    }


def is_tie(picker: Picker, first: Joined, second: Joined) -> bool:
    """Whether one side marking any one criterion of either one step differently would put the second ahead."""
    lead = total(picker, first.marks) - total(picker, second.marks)
    steps = {
        question: max(min(Fraction(1), room) for side in SIDES for room in _rooms(first, second, side, question))
        for question in picker.criteria
    }
    return lead == 0 or any(question.weight * step / len(SIDES) > lead for question, step in steps.items())


def _rooms(first: Joined, second: Joined, side: str, question: Question) -> tuple[Fraction, Fraction]:
    return first.sides[side][question.name] - LOW, TOP - second.sides[side][question.name]


def _as_named(picker: Picker, listed: Answers, standings: Sequence[Standing]) -> list[Standing]:
    """In the order in which they were listed."""
    order = list((listed.get((picker.candidates, "")) or {}).keys())
    return sorted(standings, key=lambda one: order.index(one.item))


def _joined(picker: Picker, one: Standing, marked: Mapping[str, Sequence[Answers]]) -> Joined:
    own = {side: _means(picker, one.item, people) for side, people in marked.items()}
    sides = {side: _filled(picker, own, side) for side in SIDES}
    marks = {q.name: sum((sides[side][q.name] for side in SIDES), Fraction()) / len(SIDES) for q in picker.criteria}
    scores = {side: score(picker, means) for side, means in sides.items()}
    return Joined(one.item, one.name, score(picker, marks), marks, sides, scores, one.closed)


def _means(picker: Picker, item: str, people: Sequence[Answers]) -> Means:
    """What a side says of one candidate; a criterion that nobody marked is left out."""
    given = [values_for(picker, answers, item) for answers in people]
    marks = {q: [turned(q, values[q.name]) for values in given if values[q.name] is not None] for q in picker.criteria}
    return {question.name: Fraction(sum(some), len(some)) for question, some in marks.items() if some}


def _filled(picker: Picker, own: Mapping[str, Means], side: str) -> Means:
    """Where a side leaves a criterion empty, the other one speaks for both; the worst mark when neither does."""
    others = {name: mean for means in own.values() for name, mean in means.items()}
    known = {**dict.fromkeys((q.name for q in picker.criteria), Fraction(LOW)), **others, **own[side]}
    return {question.name: known[question.name] for question in picker.criteria}


def _between(one: Joined, question: Question) -> Apart:
    return Apart(one.name, question, {side: one.sides[side][question.name] for side in SIDES})


def _apart(picker: Picker, joined: Sequence[Joined]) -> Iterator[Apart]:
    found = (_between(one, question) for one in joined for question in picker.criteria)
    return (each for each in found if each.steps >= GAP)


def _agreed(picker: Picker, one: Joined) -> tuple[Question, ...]:
    alike = [question for question in picker.criteria if _between(one, question).steps < GAP]
    return tuple(sorted(alike, key=lambda question: -question.weight))


def _first(picker: Picker, joined: Sequence[Joined], side: str) -> str:
    return max(joined, key=lambda one: total(picker, one.sides[side])).name
