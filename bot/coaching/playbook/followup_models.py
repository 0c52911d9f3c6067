"""Models of `[[followup]]`: questions weeks after a result, on pages of their own."""

from typing import Annotated

from pydantic import Field

from bot.coaching.playbook.parts import Condition, Name, Part

STARTER = "starter"
FACTS = ("day", "last", "alike")  # what a follow-up's conditions may use besides the answers
Day = Annotated[int, Field(ge=1, le=730)]


class Then(Part):
    """What an answer leads to; the first that holds is said."""

    when: Condition | None = Field(
        None,
        description="Over all answers; `day` is the day asked, `last` whether none comes after it, `alike` whether "
        "everybody who answered chose the same.",
    )
    text: str = Field(min_length=1, max_length=600, description="What it means, and what to do.")
    ends: bool = Field(False, description="Nothing more is asked about this run.")
    next: Name | None = Field(None, description="A playbook to go on with, as a button.")


class FollowUp(Part):
    """Asked again after some days; its questions stand on pages with `followup = "its name"`."""

    name: Name = Field(description="Pages say this in `followup`.")
    after: tuple[Day, ...] = Field(min_length=1, description="After how many days: after = [30, 60, 90].")
    on: Name | None = Field(None, description="A date question: asked on that day too, and no more after it.")
    who: tuple[Name, ...] = Field(
        (STARTER,), min_length=1, description='Who is asked: questions of kind person, or "starter".'
    )
    when: Condition | None = Field(None, description="Only when this holds over the answers.")
    text: str = Field(min_length=1, max_length=600, description="Why it is asked now, in a sentence or two.")
    estimate: Name | None = Field(None, description="The number question that holds what was estimated.")
    took: Name | None = Field(
        None, description="The follow-up's number question that says what it came to: both make the team's own factor."
    )
    final: Condition | None = Field(
        None, description="When `took` counts, such as once it is live: what is under way has not come to anything yet."
    )
    then: tuple[Then, ...] = Field((), description="What an answer leads to.")
