"""The result of a list that one person makes and two sides score."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.coaching.advice import Recommendation
from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.picker.result import NOTHING_READY, RankingResult
from bot.coaching.shapes.picker.telling_marks import (
    compare_marks,
    list_given,
    tell_agreed,
    tell_scores,
)
from bot.coaching.shapes.picker.two_sided import TwoSidedRanking
from bot.coaching.shapes.result import Button, Headline, Presentation
from bot.coaching.side_names import SIDE_NAMES
from bot.model.teams import Side

SHOWN = 3  # differences and agreements shown; the rest is counted


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
