"""The result of a picker: candidates ranked by one person, or listed by one and scored by two sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.coaching.advice import Recommendation, recommend
from bot.coaching.interview import values
from bot.coaching.interview.variants import values_for
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import FilledText, Person
from bot.coaching.shapes.picker.candidates import Candidate, Ranking
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.picker.telling_marks import (
    compare_marks,
    format_mark,
    list_given,
    tell_agreed,
    tell_scores,
)
from bot.coaching.shapes.picker.two_sided import TwoSidedRanking
from bot.coaching.shapes.result import Button, Headline, Presentation, Result
from bot.coaching.side_names import SIDE_NAMES
from bot.model.teams import Side

NOTHING_READY = Headline("", "nothing is ready yet")
SHOWN = 3  # differences and agreements shown; the rest is counted


@dataclass(frozen=True)
class RankingResult(Result):
    """A ranking by one person; headline, facts and advice are about the first candidate."""

    picker: PickerModel
    ranking: Ranking

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


@dataclass(frozen=True)
class ListResult(RankingResult):
    """A list that two sides score; until both have, `ranking` only tells what is ready.

    `counts` has (side, how many of it have scored, how many there are) for each side.
    """

    counts: tuple[tuple[Side, int, int], ...]

    @property
    def two_sided(self) -> TwoSidedRanking | None:
        return self.ranking if isinstance(self.ranking, TwoSidedRanking) else None

    @property
    def headline(self) -> Headline:
        ranking = self.two_sided
        if ranking is None:
            return Headline("", "not scored by both sides yet")
        first = ranking.first
        if first and ranking.talk:
            return Headline(first.name, f"talk first about {ranking.talk.question.label}")
        return Headline(first.name, f"{self._number(first)} from both sides{self._tie}") if first else NOTHING_READY

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        """Things to do next; none while something on the list waits for its marks."""
        return super().recommendations if self.two_sided or not self.has_choice else []

    @property
    def presentation(self) -> Presentation:
        ranking = self.two_sided
        counts = [(SIDE_NAMES[side], scored, people) for side, scored, people in self.counts]
        if ranking is None:
            values = {**self._unscored(), "counts": counts}
            return Presentation("result_list_open", "everything_list_open", values, (Button.SCORE,))
        return Presentation(
            "result_list", "everything_list", {**self._scored(ranking), "counts": counts}, (Button.SCORE,)
        )

    def _unscored(self) -> dict[str, Any]:
        return {
            **self._ranked(),
            "open": self.ranking.open,
            "missing": [SIDE_NAMES[side] for side in self._list_missing()],
            "empty": [SIDE_NAMES[side] for side, _, people in self.counts if not people],
        }

    def _list_missing(self) -> list[Side]:
        """Return the sides of which somebody has to score; both, where each has scored other things."""
        return [side for side, scored, _ in self.counts if not scored] or [side for side, _, _ in self.counts]

    def _scored(self, ranking: TwoSidedRanking) -> dict[str, Any]:
        first = ranking.first
        return {
            **self._ranked(),
            "why": [self._lead(question, first) for question in ranking.strengths] if first else [],
            "people": self._people() if first else [],
            "apart": [compare_marks(apart) for apart in ranking.apart[:SHOWN]],
            "more": max(len(ranking.apart) - SHOWN, 0),
            "talk": compare_marks(ranking.talk) if ranking.talk else None,
            "alike": ranking.alike,
            "firsts": [(SIDE_NAMES[side], name) for side, name in ranking.firsts.items()],
            "agreed": [tell_agreed(question, first) for question in ranking.agreed[:SHOWN]] if first else [],
            "unscored": ranking.unscored,
            "ranked": [
                (candidate, tell_scores(candidate), candidate.item in ranking.far_apart)
                for candidate in ranking.open or ranking.closed
            ],
            "given": [
                (candidate.name, list_given(self.picker, ranking, candidate))
                for candidate in ranking.open or ranking.closed
            ],
        }

    def _people(self) -> list[tuple[str, Person]]:
        """Return (what they are to it, person) of everybody who was named for the first one."""
        named = [(q.label, self.answers[q.name]) for q in self.variant.questions.values() if q.kind == "person"]
        return [(label, Person(user)) for label, user in named if user]
