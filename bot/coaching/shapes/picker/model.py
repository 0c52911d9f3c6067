"""The model of a picker file: candidates, must-haves and criteria."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from bot.coaching.playbook.advice_models import SuggestedCommitment
from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.parts import Condition, Name
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import Wording


class Gate(SuggestedCommitment):
    """Something a candidate must have; no score buys it."""

    name: Name = Field(description="A short name for this must-have.")
    open: Condition = Field(description="Condition over the candidate's answers: true when the gate is open.")
    closed: Wording = Field(description="What is missing, in a few words.")
    opens: Wording = Field(description="What would open it: something to do.")


class PickerModel(PlaybookModel):
    """The keys and tables of a picker."""

    shape: Literal["picker"] = Field(description="Candidates × criteria: gates, a ranking, one choice.")
    candidates: Name = Field(description="The question of kind items that lists the candidates.")
    number: str = Field("fit", min_length=1, max_length=40, description="What its number is called; 100 is best.")
    both: bool = Field(False, description="One person lists, then everybody scores; both sides weigh the same.")
    gate: tuple[Gate, ...] = Field((), description="Must-haves; no score buys them.")

    @cached_property
    def criteria(self) -> tuple[Question, ...]:
        """The questions that count, in the order asked."""
        return tuple(q for q in self.questions.values() if q.kind == "scale" and q.weight)
