"""Parts of a playbook that lead on: advice with its promise, the play to take next, and questions that lead here."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.coaching.playbook.parts import Condition, Name, Part
from bot.coaching.playbook.texts import Wording


class SuggestedCommitment(Part):
    """Something to do that can be promised with one press: When `cue`, I’ll `action`."""

    cue: Wording | None = Field(
        None, description="The moment of the promise, to follow “When”: a day, a meeting, something that happens."
    )
    action: Wording | None = Field(
        None, description="What is promised, to follow “I’ll”: one thing that can be seen to be done."
    )
    owner: Name | None = Field(
        None, description="The question that says who does it (kind person, or people: the first); else who presses."
    )
    partner: Name | None = Field(None, description="The question that says who does it with them.")

    @model_validator(mode="after")
    def check_if_and_then(self) -> Self:
        if (self.cue is None) != (self.action is None):
            missing = "cue" if self.cue is None else "action"
            raise ValueError(f"a promise has both, an if and a then: add {missing} = …")
        if self.cue is None and (self.owner or self.partner):
            raise ValueError("owner and partner belong to a promise: add cue = … and action = …")
        return self


class Advice(SuggestedCommitment):
    """What to do next, said when the condition holds. With `cue` and `action` it has a button to promise it."""

    when: Condition | None = Field(None, description="Said only when this condition over the answers holds.")
    each: Name | None = Field(
        None,
        description="In a charter: about the first item of that question (kind items or people), or of everybody "
        "`named`, for which it holds. {{ item }} and the answers of that item are filled in.",
    )
    text: Wording = Field(description="Something to do, this week if you can.")
    urgent: bool = Field(False, description="In a checklist: before all other advice, whatever weighs more.")


class Argument(StrEnum):
    """The two that the sources disagree about. A team is told which one holds, and why."""

    START = "start"
    IT_FIRST = "it_first"

    @property
    def words(self) -> str:
        """How people read it."""
        return "Start doing" if self is Argument.START else "Bring IT in first"


class Next(Part):
    """When this is the play to take next, and why. Of all plays that fit a team, the lowest `place` comes first."""

    place: int = Field(ge=1, le=999, description="1 comes before 2.")
    after: tuple[str, ...] = Field((), description="Only when the team has been through all of these playbooks.")
    when: Condition | None = Field(None, description="Only when this condition over the team holds.")
    again: bool = Field(False, description="Also when the team has been through this one before.")
    argument: Literal["start", "it_first"] | None = Field(
        None, description="Which argument holds then, where the sources disagree: it is said before `why`."
    )
    why: Wording = Field(description="Why now, in a sentence. It is what people read.")


class Asked(Part):
    """Plain questions that this playbook answers, and the reason that people are told. Similar words will do."""

    questions: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        min_length=1, description="The questions, as people would type them."
    )
    why: str = Field(
        min_length=1,
        max_length=200,
        description="Why this playbook is the answer, in a sentence or two. People read it.",
    )
