"""The result of a checklist."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from bot.coaching.advice import Recommendation, recommend
from bot.coaching.interview import values
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.checklist.assessment import Assessment, group_findings
from bot.coaching.shapes.checklist.model import ChecklistModel
from bot.coaching.shapes.checklist.ordering import sort_advice
from bot.coaching.shapes.checklist.pitch import Hidden, find_hidden, given_text
from bot.coaching.shapes.result import Button, Headline, Mail, Presentation, Result

SHOWN = 3  # claims, questions or people in a post: the rest is behind it


@dataclass(frozen=True)
class ChecklistResult(Result):
    """The result of a checklist; `goes_on` when there is more to ask, in full."""

    checklist: ChecklistModel
    assessment: Assessment
    goes_on: bool

    @property
    def headline(self) -> Headline:
        listed, counted = self.checklist, self.assessment.score
        number = f": {listed.number} {counted} of 100 ({listed.ends})" if self.is_counted else ""
        return Headline(self._subject, f"{self.assessment.title}{number}")

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
        held = [each for each in self.checklist.advice if holds(each.when, self.facts)]
        return recommend(sort_advice(self.checklist, self.assessment, held), self.facts)

    @property
    def seats(self) -> Mapping[str, str]:
        """Only whom it comes back to later takes part; others are named as people to ask."""
        later = {name for followup in self.checklist.followup for name in followup.who}
        return {name: user for name, user in super().seats.items() if name in later}

    @cached_property
    def mail(self) -> Mail | None:
        sent = dict.fromkeys([*self.assessment.send, *self._sent_back()])
        opening, *questions = (FilledText(text, self.facts) for text in (self.checklist.mail, *sent))
        return Mail(self.checklist.receiver, opening, questions) if questions else None

    @property
    def presentation(self) -> Presentation:
        assessment = self.assessment
        return Presentation(
            "result_checklist",
            "everything_checklist",
            {
                "subject": self._subject,
                "checklist": self.checklist,
                "assessment": assessment,
                "counted": self.is_counted,
                "text": FilledText(assessment.band.text, self.facts),
                "red": group_findings(finding for each in assessment.red for finding in each.red),
                "claims": list(islice(self._list_claims(), SHOWN)),
                "checks": [each.dimension.check for each in assessment.red[:SHOWN]],
                "calls": self._list_meetings(),
                "takes": self._list_takers(),
                "questions": len(self.mail.questions) if self.mail else 0,
                "pitch": [each.summary for each in self._played_down],
                **self._dimensions(),
            },
            own=(Button.QUESTIONS,) if self.mail else (),
            more=(Button.FULL,) if self.goes_on else (),
        )

    @property
    def _subject(self) -> str:
        return self.answers.get(self.checklist.subject) or ""

    @property
    def is_counted(self) -> bool:
        """True when the number says something."""
        return self.asked > 0 and not self.assessment.early

    @cached_property
    def _played_down(self) -> tuple[Hidden, ...]:
        return find_hidden(self.checklist, given_text(self.checklist, self.live))

    def _list_claims(self) -> Iterator[tuple[str, str]]:
        """Yield what to check of a text: a quote and the question, one for each red dimension, the hardest first."""
        places = {each.dimension.name: place for place, each in enumerate(self.assessment.red)}
        found = [each for each in self._played_down if each.dimension.name in places]
        for each in sorted(found, key=lambda hidden: places[hidden.dimension.name]):
            yield each.quotes[0], each.dimension.check

    def _dimensions(self) -> dict[str, Any]:
        """Return the values about dimensions: all in their order, or the hardest first and apart from them those in
        which everything has the same answer and none is as hard as can be.
        """
        scores = self.assessment.dimensions
        if self.checklist.order == "asked":
            return {"dimensions": scores, "plain": {}}
        alike = [each for each in scores if len(each.groups) == 1 and each.dimension.name not in self.assessment.stuck]
        return {
            "dimensions": sorted((each for each in scores if each not in alike), key=lambda each: -each.score),
            "plain": group_findings(finding for each in alike for finding in each.findings),
        }

    def _list_meetings(self) -> list[FilledText]:
        """Return everybody who must be in the next call, each once."""
        # By the words as people read them: two dimensions may name the same person through different questions.
        texts = [FilledText(score.dimension.call, self.facts) for score in self.assessment.red]
        return list({str(text): text for text in texts}.values())

    def _list_takers(self) -> list[tuple[FilledText, list[str]]]:
        """Return who must take what, hardest first: everything red, and what there is where most of the work is."""
        hardest = self.assessment.hardest
        spare = [hardest] if hardest and not hardest.red else []
        takers: dict[str, tuple[FilledText, list[str]]] = {}
        for each in (*self.assessment.red, *spare):
            who = FilledText(each.dimension.call, self.facts)
            labels = [finding.question.label for finding in each.red or each.findings if finding.points]
            takers.setdefault(str(who), (who, []))[1].extend(labels)
        return list(takers.values())

    def _sent_back(self) -> Iterator[str]:
        """Yield the questions about what a text plays down: one for each dimension in which something is red."""
        red = {score.dimension.name for score in self.assessment.red}
        yield from (each.summary["send"] for each in self._played_down if each.dimension.name in red)
