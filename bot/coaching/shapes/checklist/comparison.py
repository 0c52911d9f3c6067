"""Results of one checklist side by side: where they differ, what nobody knows of any of them, and no winner."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.checklist.assessment import Finding, is_unknown
from bot.coaching.shapes.checklist.model import ChecklistModel
from bot.coaching.shapes.checklist.result import ChecklistResult


@dataclass(frozen=True)
class Row:
    """A question that was asked about each, with the finding about each in their order."""

    question: Question
    findings: tuple[Finding, ...]

    @property
    def spread(self) -> int:
        """How many points lie between the easiest answer and the hardest."""
        points = [each.points for each in self.findings]
        return max(points) - min(points)

    @property
    def is_alike(self) -> bool:
        """True when the same is known of each, in the same way."""
        return len({each.option.value for each in self.findings}) == 1


@dataclass(frozen=True)
class Comparison:
    """Results about different subjects, by one checklist. Only what was asked about each of them is compared."""

    checklist: ChecklistModel
    results: tuple[ChecklistResult, ...]

    @property
    def subjects(self) -> list[str]:
        return [each.headline.subject for each in self.results]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """What was asked about each: where they differ first, then what nobody knows, then what is alike."""
        return (*self.differences, *self.unknown, *self.alike)

    @cached_property
    def differences(self) -> tuple[Row, ...]:
        """Where they differ in something that somebody knows, the widest first."""
        differing = [row for row in self._asked if not row.is_alike and not self._is_unknown(row)]
        return tuple(sorted(differing, key=lambda row: -row.spread))

    @cached_property
    def unknown(self) -> tuple[Row, ...]:
        """What nobody knows of any of them, as asked: from hearsay at the most."""
        return tuple(row for row in self._asked if self._is_unknown(row))

    @cached_property
    def alike(self) -> tuple[Row, ...]:
        """What is known of each, and the same."""
        return tuple(row for row in self._asked if row.is_alike and not self._is_unknown(row))

    @property
    def apart(self) -> int:
        """The number of questions that were not asked about each."""
        asked = {finding.question.name for result in self.results for finding in result.assessment.findings}
        return len(asked) - len(self._asked)

    @property
    def open(self) -> tuple[ChecklistResult, ...]:
        """Those of which more than half is not known: while there is any, nobody can say."""
        return tuple(each for each in self.results if 2 * each.unknown > each.asked)

    @cached_property
    def _asked(self) -> Sequence[Row]:
        first, *others = ({each.question.name: each for each in one.assessment.findings} for one in self.results)
        return [
            Row(finding.question, (finding, *(each[name] for each in others)))
            for name, finding in first.items()
            if all(name in each for each in others)
        ]

    def _is_unknown(self, row: Row) -> bool:
        return all(is_unknown(self.checklist, each.option) for each in row.findings)
