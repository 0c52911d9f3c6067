"""Where two sides differ about a candidate, and how far."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.coaching.playbook.questions import Question
from bot.model.teams import Side

GAP, GAP_OF_TICKS = 1, 2  # marks from which two means are apart: a whole one of a scale, half a side that ticks
TALK = 3  # marks from which a mean would say nothing: then people talk first


@dataclass(frozen=True)
class Apart:
    """A criterion on which the two sides differ about a candidate; `marks` are their means."""

    item: str
    name: str
    question: Question
    marks: Mapping[Side, Fraction]

    @property
    def steps(self) -> Fraction:
        return max(self.marks.values()) - min(self.marks.values())

    @property
    def is_far(self) -> bool:
        """True when a mean would say nothing."""
        return self.steps >= TALK

    @property
    def differs(self) -> bool:
        """True when it is enough to talk about."""
        return self.steps >= (GAP_OF_TICKS if self.question.kind == "ticks" else GAP)
