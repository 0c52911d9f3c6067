"""What every shape of playbook has: its words, its sources, its pages, its advice."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from bot.coaching.playbook.advice_models import Advice, Answered, Next
from bot.coaching.playbook.followup_models import FollowUp
from bot.coaching.playbook.parts import Name, Part
from bot.coaching.playbook.questions import Page, Question


class Source(Part):
    """Where a piece of advice comes from. Only grades A (primary) and B (credible second-hand) are ever printed."""

    text: str = Field(min_length=1, description="Who, what and the year, in our own words.")
    grade: Literal["A", "B"] | None = Field(None, description="How sure a figure is; none for an argument.")

    @model_validator(mode="after")
    def is_dated(self) -> Self:
        if self.grade and not re.search(r"\b(19|20)\d\d\b", self.text):
            raise ValueError(f"grade = '{self.grade}' is for a figure, and a figure has a year: write it into the text")
        return self


class Base(Part):
    """What every shape has."""

    private: ClassVar[bool] = True  # whether who went through it may keep the result to themselves

    word: Name = Field(description="The word after /align; the file's name without .toml.")
    version: str = Field(description="Hash of the file; filled in when it is loaded.")
    title: str = Field(min_length=1, max_length=24, description="Title of the modal and of the result.")
    line: str = Field(min_length=1, max_length=120, description="One line in /align help.")
    also: tuple[str, ...] = Field((), description="Other words that people type when they mean this.")
    opening: str | None = Field(None, max_length=1000, description="Read once, above the first page.")
    how: str = Field(min_length=1, description="How this works, in a few sentences.")
    answers: tuple[Answered, ...] = Field((), description="Plain questions that this answers, and why.")
    source: tuple[Source, ...] = Field((), description="Where the advice comes from.")
    page: tuple[Page, ...] = Field(min_length=1, description="What is asked, page by page.")
    advice: tuple[Advice, ...] = Field((), description="What to do next.")
    followup: tuple[FollowUp, ...] = Field((), description="What is asked weeks later.")
    next: tuple[Next, ...] = Field((), description="When this is the play to take next.")

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by name, in the order asked."""
        return {question.name: question for page in self.page for question in page.question}

    def readable(self, _each: str | None) -> dict[str, Question]:
        """The questions that a text or a condition about these items may read."""
        return self.questions

    def asks(self, _page: Page) -> bool:
        """Whether it asks this page; of some playbooks a person is asked one part only."""
        return True

    def facts(self) -> Iterator[str]:
        """Names that advice may use besides the answers."""
        yield "score"
