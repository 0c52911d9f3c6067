"""The result of a picker: candidates ranked by one person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.coaching.advice import Recommendation, recommend
from bot.coaching.interview import values
from bot.coaching.interview.variants import values_for
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.differences import Written, find_difference
from bot.coaching.shapes.picker.candidates import Candidate, Ranking
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.picker.telling_marks import (
    format_mark,
)
from bot.coaching.shapes.result import Headline, Presentation, Result

NOTHING_READY = Headline("", "nothing is ready yet")


@dataclass(frozen=True)
class RankingResult(Result):
    """A ranking by one person; headline, facts and advice are about the first candidate. `written` is what the team has
    answered in the playbooks that it is compared with.
    """

    picker: PickerModel
    ranking: Ranking
    written: Written = field(default_factory=dict, kw_only=True)

    @property
    def headline(self) -> Headline:
        first = self.ranking.first
        if first is None:
            return NOTHING_READY
        weak = "a weak start; " if self.is_weak else ""
        return Headline(first.name, f"{weak}{self._homework}{self._number(first)}{self._tie}")

    @property
    def homework(self) -> list[str]:
        """What comes before the first one can start, a few words each."""
        return [gate.first for gate in self.ranking.first.closed if gate.first] if self.ranking.first else []

    @property
    def instead(self) -> Candidate | None:
        """The best one that lacks nothing of what all are asked, where the first one waits for such a thing."""
        waits = self.ranking.first and set(self.ranking.first.closed) - set(self.picker.of_pick)
        return next((each for each in self.ranking.open[1:] if not each.closed), None) if waits else None

    @property
    def is_weak(self) -> bool:
        """True when too little speaks for the first one, whatever else it has."""
        return self.ranking.first is not None and self.ranking.first.score < self.picker.weak

    @property
    def _homework(self) -> str:
        return f"first {' and '.join(self.homework)}; " if self.homework else ""

    @property
    def _tie(self) -> str:
        return ", a tie" if self.ranking.tie else ""

    def _number(self, candidate: Candidate) -> str:
        return f"{self.picker.number} {candidate.score} of 100"

    @property
    def has_choice(self) -> bool:
        return self.ranking.first is not None

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers about the first candidate; only those asked once where nothing is ready."""
        return values_for(self.variant, self.live, self.item)

    @property
    def must_haves(self) -> Sequence[Question]:
        read = self.picker.read_by_gates
        ticks = (each for each in self.variant.questions.values() if each.kind == "ticks" and each.name in read)
        return [each for each in ticks if self.has_choice and self.answers[each.name]]

    @property
    def is_ready(self) -> bool:
        return self.has_choice and not self.homework

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        first = self.ranking.first
        return self._facts_of(first) if first else values.collect_values(self.variant, self.live)

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        """Things to do next. Where no candidate is ready, it is what opens the gates of the nearest one."""
        first = self.ranking.first
        if first is not None:
            found = recommend(self.picker.advice, self.facts)
            # To look for something better comes before a week's homework for something weak.
            ahead = found[:1] if self.is_weak else []
            return [*ahead, *self._openings(first), *found[len(ahead) :]]
        return self._openings(self.ranking.nearest) if self.ranking.nearest else []

    @property
    def differences(self) -> list[FilledText]:
        """What stands otherwise in another playbook about the first one, as questions."""
        return list(self._find_differences()) if self.has_choice else []

    def _find_differences(self) -> Iterator[FilledText]:
        for each in self.picker.same:
            question, called = self.picker.questions[each.ours], each.called or str(self.facts["item"])
            found = find_difference(question, self.written, each, called, self.facts.get(each.ours))
            if found and holds(each.when, self.facts):
                yield FilledText(each.text, {**self.facts, "theirs": found.theirs})

    @property
    def presentation(self) -> Presentation:
        first = self.ranking.first
        return Presentation(
            "result_picker",
            "everything_picker",
            {
                **self._ranked(),
                "ranked": self.ranking.open,
                "why": [self._lead(question, first) for question in self.ranking.strengths] if first else [],
                "homework": self.homework,
                "differences": self.differences,
                "instead": self.instead,
                "weak": self.is_weak,
                "steps": [self._first_step(each) for each in self.ranking.closed if each is not self.ranking.nearest],
            },
        )

    @property
    def item(self) -> str:
        picked = self.ranking.first or self.ranking.nearest
        return picked.item if picked else ""

    def _ranked(self) -> dict[str, Any]:
        """Return the values of every message with a ranking."""
        ranking = self.ranking
        return {
            "number": self.picker.number,
            "first": ranking.first,
            "second": ranking.second,
            "tie": ranking.tie,
            "decided": ranking.decided,
            "waiting": [self._waiting(candidate) for candidate in ranking.closed],
            "nearest": ranking.nearest,
        }

    def _lead(self, question: Question, first: Candidate) -> str:
        """Return a strength, such as `value if it works (5 to 3)`: marks are 1 to 5, 5 always the better end; a tick
        says it all.
        """
        if question.kind == "ticks":
            return question.label
        second, mark = self.ranking.second, format_mark(question, first.marks[question.name])
        beside = f"to {format_mark(question, second.marks[question.name])}" if second else "of 5"
        return f"{question.label} ({mark} {beside})"

    def _first_step(self, candidate: Candidate) -> dict[str, Any]:
        """Return a candidate with the first thing that it misses."""
        opening = self._openings(candidate)[0]
        missing = FilledText(candidate.closed[0].closed, opening.values)
        return {"name": candidate.name, "missing": missing, "more": len(candidate.closed) - 1}

    def _waiting(self, candidate: Candidate) -> dict[str, Any]:
        """Return a candidate that misses must-haves, each with what opens it."""
        # Where nothing is ready, what opens the nearest one is the advice, above this list.
        above = self.ranking.first is None and candidate is self.ranking.nearest
        gates = [
            (FilledText(gate.closed, opening.values), "" if above else FilledText(opening.text, opening.values))
            for gate, opening in zip(candidate.closed, self._openings(candidate), strict=True)
        ]
        return {"name": candidate.name, "score": candidate.score, "gates": gates}

    def _openings(self, candidate: Candidate) -> list[Recommendation]:
        facts = self._facts_of(candidate)
        return [Recommendation(gate, gate.opens, facts) for gate in candidate.closed]

    def _facts_of(self, candidate: Candidate) -> dict[str, Any]:
        return {
            **values.collect_values(self.variant, self.live, candidate.item),
            **self.ranking.facts(candidate),
            "weak": self.is_weak,
        }
