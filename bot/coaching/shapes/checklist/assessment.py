"""The assessment of a checklist's answers: score, dimensions, band, what is red, and the questions to send."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Variant, values_for
from bot.coaching.playbook.choices import Option
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.checklist.model import Band, ChecklistModel, Dimension, scored

FEW = 3  # known answers, beside others that nobody knows: a number would only measure how little is known
LONELY = 1  # of what is known to be as hard as can be: where most is not known, one makes no verdict on all of it
EARLY = "too early to judge"


@dataclass(frozen=True)
class Finding:
    """A scored question with the answer given."""

    question: Question
    option: Option

    @property
    def points(self) -> int:
        return self.option.points or 0

    @property
    def most(self) -> int:
        """The points of the hardest answer to the question."""
        return max(option.points or 0 for option in self.question.options)


@dataclass(frozen=True)
class Score:
    """The score of a dimension, 0 to 100 (100 is hardest), with its findings as asked."""

    dimension: Dimension
    score: int
    findings: tuple[Finding, ...]
    red: tuple[Finding, ...]

    @property
    def groups(self) -> dict[str, list[str]]:
        """What was asked by the answer given, in the words of both, the hardest answer first."""
        return group_findings(self.findings)


@dataclass(frozen=True)
class Assessment:
    """The score over everything, 0 to 100 (100 is hardest); `unknown` is the number of answers nobody could give, or
    gave from hearsay alone.
    """

    score: int
    band: Band
    dimensions: tuple[Score, ...]
    unknown: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that counts, dimension by dimension."""
        return tuple(finding for dimension in self.dimensions for finding in dimension.findings)

    @property
    def asked(self) -> int:
        """The number of scored questions that were answered, `unknown` included."""
        return len(self.findings)

    @property
    def early(self) -> bool:
        """True while too little is known for a number and a verdict."""
        few = self.unknown > 0 and self.asked - self.unknown <= FEW
        return few or (2 * self.unknown > self.asked and len(self.hard) <= LONELY)

    @property
    def hard(self) -> tuple[Finding, ...]:
        """What is known to be as hard as can be."""
        return tuple(finding for each in self.dimensions for finding in each.red if finding.points == finding.most)

    @property
    def is_clear(self) -> bool:
        """True when there is a verdict: enough is known, or what is known decides by itself."""
        return self.band.early or not self.early

    @property
    def title(self) -> str:
        """The verdict in a word or two."""
        return self.band.title if self.is_clear else EARLY

    @property
    def verdict(self) -> str:
        """The verdict as a heading."""
        return self.band.verdict if self.is_clear else EARLY

    @property
    def red(self) -> tuple[Score, ...]:
        """Dimensions with something red, hardest first: each names who must be in the next call."""
        return tuple(sorted((d for d in self.dimensions if d.red), key=lambda d: -d.score))

    @property
    def hardest(self) -> Score | None:
        """The dimension with the most work in it, the first of equal ones; None where there is no work at all."""
        found = max(self.dimensions, key=lambda each: each.score, default=None)
        return found if found and found.score else None

    @property
    def stuck(self) -> list[str]:
        """Names of the dimensions in which something is known to be as hard as can be."""
        return list(dict.fromkeys(finding.question.dimension or "" for finding in self.hard))

    @property
    def facts(self) -> dict[str, Any]:
        """What came out, as conditions and texts read it: `open` names the questions with a red answer."""
        open_ = [finding.question.name for dimension in self.dimensions for finding in dimension.red]
        return {"score": self.score, "red": len(open_), "open": open_, "early": self.early, "stuck": self.stuck}

    @property
    def send(self) -> tuple[str, ...]:
        """Questions to send to the other party, dimension by dimension: one for each red answer that has one."""
        return tuple(f.question.send for d in self.dimensions for f in d.red if f.question.send)


def assess_answers(checklist: ChecklistModel, variant: Variant, live: Answers) -> Assessment:
    """Return the assessment. A question that was not asked does not count; unknown has the points of its option."""
    values = values_for(variant, live)
    findings = [Finding(q, option) for q in scored(variant.questions.values()) if (option := _chosen_option(q, values))]
    dimensions = [_score_dimension(checklist, dimension, findings) for dimension in checklist.dimension]
    assessment = Assessment(
        _to_percent(findings),
        checklist.band[-1],  # for now: conditions of bands read the score
        tuple(d for d in dimensions if d.findings),
        sum(is_unknown(checklist, finding.option) for finding in findings),
    )
    return replace(assessment, band=_choose_band(checklist, {**values, **assessment.facts}))


def is_unknown(checklist: ChecklistModel, option: Option) -> bool:
    """Return whether who gives this answer does not know, or has only heard it."""
    return option.value == checklist.unknown or option.hearsay


def group_findings(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """Return what was asked by the answer given, in the words of both, the hardest answer first."""
    groups: dict[str, list[str]] = {}
    for finding in sorted(findings, key=lambda each: -each.points):
        groups.setdefault(finding.option.text, []).append(finding.question.label)
    return groups


def _choose_band(checklist: ChecklistModel, values: Mapping[str, Any]) -> Band:
    """Return the first band whose condition holds, else the one of the score; early on only bands that say so hold."""
    able = (band for band in checklist.band if band.when and (band.early or not values["early"]))
    named = (band for band in able if holds(band.when, values))
    return next(named, None) or next(b for b in checklist.band if not b.when and values["score"] <= b.upto)


def _chosen_option(question: Question, values: Mapping[str, Any]) -> Option | None:
    return next((option for option in question.options if option.value == values[question.name]), None)


def _score_dimension(checklist: ChecklistModel, dimension: Dimension, findings: list[Finding]) -> Score:
    mine = tuple(f for f in findings if f.question.dimension == dimension.name)
    return Score(dimension, _to_percent(mine), mine, tuple(f for f in mine if f.points >= checklist.red))


def _to_percent(findings: Sequence[Finding]) -> int:
    """Return the weighted points as 0 to 100 of the hardest answers to the same questions."""
    hardest = sum(f.question.weight * f.most for f in findings)
    return round(100 * sum(f.question.weight * f.points for f in findings) / hardest) if hardest else 0
