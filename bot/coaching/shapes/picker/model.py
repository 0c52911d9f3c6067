"""The model of a picker file: candidates, must-haves and criteria."""

from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field

from bot.coaching.playbook import conditions
from bot.coaching.playbook.advice_models import SuggestedCommitment
from bot.coaching.playbook.base import Extra, PlaybookModel
from bot.coaching.playbook.parts import Condition, Name
from bot.coaching.playbook.texts import Wording
from bot.model.teams import Side


class Gate(SuggestedCommitment):
    """Something a candidate must have; no score buys it."""

    name: Name = Field(description="A short name for this must-have.")
    open: Condition = Field(description="Condition over the candidate's answers: true when the gate is open.")
    closed: Wording = Field(description="What is missing, in a few words.")
    opens: Wording = Field(description="What would open it: something to do.")
    first: str | None = Field(
        None,
        min_length=1,
        max_length=40,
        description="Where it is a week's homework: what comes first, such as one number; the place is kept.",
    )


class PickerModel(PlaybookModel):
    """The keys and tables of a picker."""

    extras: ClassVar[frozenset[Extra]] = frozenset({Extra.FULL, Extra.PICK, Extra.SAME})

    shape: Literal["picker"] = Field(description="Candidates × criteria: gates, a ranking, one choice.")
    candidates: Name = Field(description="The question of kind items that lists the candidates.")
    number: str = Field("fit", min_length=1, max_length=40, description="What its number is called; 100 is best.")
    weak: int = Field(0, ge=0, le=100, description="Under this number the first one is called a weak start.")
    both: bool = Field(False, description="One person lists, then everybody scores; both sides weigh the same.")
    gate: tuple[Gate, ...] = Field((), description="Must-haves; no score buys them.")

    @cached_property
    def known_by(self) -> dict[str, Side]:
        """Question → the side that marks it alone."""
        return {q.name: Side(page.known_by) for page in self.page if page.known_by for q in page.question}

    @cached_property
    def read_by_gates(self) -> frozenset[str]:
        """The questions that must-haves are about."""
        return frozenset().union(*(conditions.list_names(gate.open) for gate in self.gate))

    @cached_property
    def of_pick(self) -> tuple[Gate, ...]:
        """The must-haves that are asked of the pick alone: it stays the first, and what it misses is its first step."""
        asked = {question.name for page in self.page if page.chosen for question in page.question}
        return tuple(gate for gate in self.gate if asked & conditions.list_names(gate.open))
