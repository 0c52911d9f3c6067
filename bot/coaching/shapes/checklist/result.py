"""The result of a checklist."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.coaching.advice import Recommendation, recommend
from bot.coaching.interview import values
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.checklist.assessment import Assessment
from bot.coaching.shapes.checklist.model import ChecklistModel
from bot.coaching.shapes.checklist.pitch import Hidden, find_hidden, given_text
from bot.coaching.shapes.result import Button, Headline, Presentation, Result


@dataclass(frozen=True)
class ChecklistResult(Result):
    """The result of a checklist; `goes_on` when there is more to ask, in full."""

    checklist: ChecklistModel
    assessment: Assessment
    goes_on: bool

    @property
    def headline(self) -> Headline:
        listed, counted = self.checklist, self.assessment.score
        number = f": {listed.number} {counted} of 100 ({listed.ends})" if self.asked else ""
        return Headline(self._subject, f"{self.assessment.band.title}{number}")

    @property
    def unknown(self) -> int:
        return self.assessment.unknown

    @property
    def asked(self) -> int:
        return self.assessment.asked

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        return {**values.collect_values(self.variant, self.live), **self.assessment.facts}

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        return recommend(self.checklist.advice, self.facts)

    @property
    def presentation(self) -> Presentation:
        assessment, played_down = self.assessment, find_hidden(self.checklist, given_text(self.checklist, self.live))
        questions = dict.fromkeys([*assessment.send, *self._sent_back(played_down)])
        return Presentation(
            "result_checklist",
            "everything_checklist",
            {
                **self._dimensions(),
                "subject": self._subject,
                "score": assessment.score,
                "band": assessment.band,
                "text": FilledText(assessment.band.text, self.facts),
                "checklist": self.checklist,
                "unknown": assessment.unknown,
                "asked": assessment.asked,
                "pitch": [each.summary for each in played_down],
                "send": [FilledText(question, self.facts) for question in questions],
                "calls": self._list_meetings(),
            },
            more=(Button.FULL,) if self.goes_on else (),
        )

    @property
    def _subject(self) -> str:
        return self.answers.get(self.checklist.subject) or ""

    def _dimensions(self) -> dict[str, Any]:
        """Return the values about dimensions: all in order, or the hardest first and the titles of clear ones."""
        scores = self.assessment.dimensions
        if self.checklist.show == "all":
            return {"dimensions": scores, "clear": []}
        hardest = sorted((each for each in scores if each.score), key=lambda each: -each.score)
        return {"dimensions": hardest, "clear": [each.dimension.title for each in scores if not each.score]}

    def _list_meetings(self) -> list[tuple[FilledText, list[str]]]:
        """Return everybody who must be in the next call, each once, with the titles of the dimensions that are red."""
        # By the words as people read them: two dimensions may name the same person through different questions.
        titles: dict[str, list[str]] = {}
        texts: dict[str, FilledText] = {}
        for score in self.assessment.red:
            text = FilledText(score.dimension.call, self.facts)
            texts.setdefault(str(text), text)
            titles.setdefault(str(text), []).append(score.dimension.title)
        return [(text, titles[words]) for words, text in texts.items()]

    def _sent_back(self, played_down: tuple[Hidden, ...]) -> Iterator[str]:
        """Yield the questions about what a text plays down: one for each dimension in which something is red."""
        red = {score.dimension.name for score in self.assessment.red}
        yield from (each.summary["send"] for each in played_down if each.dimension.name in red)
