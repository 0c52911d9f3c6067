"""The model of a playbook file, as far as every shape has it: words, sources, pages, advice."""

import re
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from bot.coaching.playbook.advice_models import Advice, Asked, Next
from bot.coaching.playbook.comparisons import Comparison
from bot.coaching.playbook.followup_models import FollowUp
from bot.coaching.playbook.parts import Name, Part
from bot.coaching.playbook.questions import Page, Question, by_name


class Source(Part):
    """Where a piece of advice comes from. Only grades A (primary) and B (credible second-hand) are ever printed."""

    text: str = Field(min_length=1, description="Who, what and the year, in our own words.")
    grade: Literal["A", "B"] | None = Field(None, description="How sure a figure is; none for an argument.")
    so: str = Field("", description="What we take from it: our own reading, said apart from the source.")

    @model_validator(mode="after")
    def is_dated(self) -> Self:
        if self.grade and not re.search(r"\b(19|20)\d\d\b", self.text):
            raise ValueError(f"grade = '{self.grade}' is for a figure, and a figure has a year: write it into the text")
        return self


class Extra(StrEnum):
    """Parts of a file that some shapes alone may hold."""

    FULL = "full"
    BESIDE = "beside"
    PREFILL = "prefill"
    PICK = "pick"
    ADVICE_EACH = "advice about each item"
    SAME = "what is answered elsewhere too"


class PlaybookModel(Part):
    """The keys and tables of every playbook file."""

    extras: ClassVar[frozenset[Extra]] = frozenset()

    word: Name = Field(description="The word after /align; the file's name without .toml.")
    version: str = Field(description="Hash of the file; filled in when it is loaded.")
    # 24: Slack refuses a modal with a longer title.
    title: str = Field(min_length=1, max_length=24, description="Title of the modal and of the result.")
    summary: str = Field(min_length=1, max_length=120, description="One line in /align help.")
    button: str = Field(
        "", max_length=30, description='What the button says that starts it; "Start " and the word without.'
    )
    synonyms: tuple[str, ...] = Field((), description="Other words that people type when they mean this.")
    opening: str | None = Field(None, max_length=1000, description="Read once, above the first page.")
    method: str = Field(min_length=1, description="How this works, in a few sentences.")
    # 75: Slack refuses an option with a longer text.
    hurts: str = Field("", max_length=75, description="What hurts in a team that needs this, as it would say so.")
    asked: tuple[Asked, ...] = Field((), description="Plain questions that this answers, and why.")
    source: tuple[Source, ...] = Field((), description="Where the advice comes from.")
    page: tuple[Page, ...] = Field(
        min_length=1, description="What is asked, page by page; a survey has factors or pots."
    )
    advice: tuple[Advice, ...] = Field((), description="What to do next.")
    followup: tuple[FollowUp, ...] = Field((), description="What is asked weeks later.")
    next: tuple[Next, ...] = Field((), description="When this is the play to take next.")
    same: tuple[Comparison, ...] = Field(
        (), description="In a charter, or a picker that one person goes through: answers given elsewhere too."
    )

    @property
    def label(self) -> str:
        """What a button says that starts it."""
        return self.button or f"Start {self.word}"

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by name, in the order asked."""
        return by_name(self.page)

    @cached_property
    def compared(self) -> frozenset[str]:
        """The playbooks whose answers are compared with its own."""
        return frozenset(each.theirs.partition(".")[0] for each in self.same)

    @property
    def subject_question(self) -> Question | None:
        """The question that says what a run is about; None in a playbook without one."""
        return None

    def readable(self, _each: str | None) -> dict[str, Question]:
        """Return the questions that a text or a condition about these items may read."""
        return self.questions
