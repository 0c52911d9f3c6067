"""Pages of questions, and the answers that can be given."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from bot.coaching.playbook.parts import Condition, Name, Part
from bot.coaching.playbook.texts import Wording
from bot.model.teams import Side

SHARE = "share"  # the closing question, asked at the end of every playbook
OPTION = '{ value = "…", text = "…" }'  # how one is written
LOW, TOP = 1, 5  # the ends of a scale

Kind = Literal["choice", "scale", "text", "long", "items", "person", "people", "date", "number"]
# Not Side itself: an enumeration would be a table of its own in the reference.
AskedSide = Literal[Side.MARKETING, Side.IT, Side.SALES, Side.AGENCY]
Suggestion = Annotated[str, Field(min_length=1, max_length=75)]


class Option(Part):
    """One answer that can be chosen."""

    # 75: Slack refuses an option with a longer text.
    value: str = Field(min_length=1, max_length=75, description="What conditions compare with.")
    text: str = Field(min_length=1, max_length=75, description="What people read.")
    points: int | None = Field(None, ge=0, description="How hard this makes it: 0 is easiest. For scored questions.")


def _check_distinct(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if len(options) == 1:
        raise ValueError("one option is no choice: give at least two")
    if len({option.value for option in options}) < len(options):
        raise ValueError("two options have the same value: give each its own")
    return options


# 100: Slack refuses a menu with more options.
Options = Annotated[tuple[Option, ...], Field(max_length=100), AfterValidator(_check_distinct)]


class Question(Part):
    """One question on a page."""

    name: Name = Field(description="Answers are kept by this name, and conditions use it.")
    ask: str = Field(min_length=1, max_length=300, description="The question as people read it.")
    kind: Kind = Field("choice", description="How it is answered.")
    hint: str | None = Field(None, max_length=300, description="One line under the question.")
    optional: bool = Field(False, description="May be left empty.")
    when: Condition | None = Field(None, description="Asked only when this condition over earlier pages holds.")
    options: Options = Field((), description="For kind choice: at least two.")
    least: int = Field(1, ge=1, description="For kind items: how many at least.")
    most: int = Field(8, ge=1, le=20, description="For kind items: how many at most.")
    item: str = Field("Item", max_length=40, description="For kind items: what one of them is called.")
    suggest: tuple[Suggestion, ...] = Field((), description="For kind items: what stands there to begin with.")
    low: str = Field("", max_length=60, description="For kind scale: what 1 means.")
    high: str = Field("", max_length=60, description="For kind scale: what 5 means.")
    within: int | None = Field(
        None, ge=1, le=3650, description="For kind date: not in the past, and at most so many days from today."
    )
    unit: str = Field("", max_length=20, description="For kind number: what is counted, such as days.")
    side: AskedSide | None = Field(None, description="For kind person: people of this side are offered first.")
    weight: int = Field(0, ge=0, le=10, description="How much it counts: scales in a picker, choices in a checklist.")
    reversed: bool = Field(False, description="For kind scale: a high answer is bad (effort, risk).")
    short: str | None = Field(None, max_length=60, description="What results call it; the question itself when absent.")
    dimension: Name | None = Field(None, description="Which [[dimension]] a checklist question belongs to.")
    send: Wording | None = Field(
        None, description="The question to send to the other party while the answer is unknown or hard."
    )
    record: bool = Field(
        False, description="Keep this choice as a measure: results show the team's median, in the order of the options."
    )

    prefill_from: tuple[str, ...] = Field(
        (),
        description="In a charter: begins with what these were answered about the same subject, as playbook.question; "
        "people from all of them, otherwise from the first that has one.",
    )
    full: bool = Field(False, description="In a checklist: asked only in full, with /align WORD full.")
    shown: bool = Field(False, description="The result repeats the answer.")

    @property
    def label(self) -> str:
        return self.short or self.ask

    @model_validator(mode="after")
    def fits_its_kind(self) -> Self:
        if self.kind == "choice" and not self.options:
            raise ValueError(
                f'a choice needs options: add options = [{OPTION}, …], or another kind, like kind = "text"'
            )
        if self.kind != "choice" and self.options:
            raise ValueError(f"kind = '{self.kind}' takes no options: remove them or write kind = 'choice'")
        if self.kind != "choice" and self.record:
            raise ValueError("only a choice can be a measure, its options in order: remove record")
        if self.kind != "person" and self.side:
            raise ValueError("side is for kind = 'person': remove it")
        if self.kind != "date" and self.within:
            raise ValueError("within is for kind = 'date': remove it")
        if self.kind == "items" and self.least > self.most:
            raise ValueError(f"least = {self.least} is larger than most = {self.most}: swap them")
        if len(self.suggest) > (self.most if self.kind == "items" else 0):
            raise ValueError("suggest is for kind = 'items', and no longer than most")
        return self


class Page(Part):
    """What is asked at once: one view of a modal."""

    # 150: Slack refuses a longer header.
    title: str = Field(min_length=1, max_length=150, description="Above the questions, in large letters.")
    intro: str | None = Field(None, max_length=1000, description="A sentence or two above the questions.")
    each: Name | None = Field(None, description="Repeat this page for every item of that question (kind items).")
    when: Condition | None = Field(None, description="Shown only when this condition over earlier pages holds.")
    full: bool = Field(False, description="In a checklist: asked only in full, with /align WORD full.")
    followup: Name | None = Field(None, description="Asked only by that [[followup]], not when going through it.")
    beside: bool = Field(False, description="In a charter: the document shows these answers side by side.")
    question: tuple[Question, ...] = Field(min_length=1, max_length=12, description="What is asked, in this order.")

    @cached_property
    def conditional(self) -> bool:
        """True when any of it depends on earlier answers."""
        return self.when is not None or any(question.when is not None for question in self.question)

    @property
    def counts(self) -> bool:
        """True when something on it has a weight."""
        return any(question.weight for question in self.question)

    def asking(self, questions: Iterable[Question]) -> "Page":
        """Return the same page with these questions instead of its own; both have been validated."""
        # Not model_copy(): it would take along `conditional` as it was worked out for the questions before.
        same = {name: getattr(self, name) for name in type(self).model_fields}
        return Page.model_construct(**{**same, "question": tuple(questions)})


def by_name(pages: Iterable[Page]) -> dict[str, Question]:
    """Return every question of these pages by its name, in the order asked."""
    return {question.name: question for page in pages for question in page.question}
