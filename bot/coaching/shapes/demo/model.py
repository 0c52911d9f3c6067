"""The model of a demo file: products, scenarios, and the ticks by which each side says what it has seen."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.parts import Name
from bot.coaching.playbook.questions import Page


class DemoModel(PlaybookModel):
    """The keys of a demo."""

    shape: Literal["demo"] = Field(description="What products have to show, marked by two sides, each for itself.")
    products: Name = Field(description="The question of kind items that lists the products.")
    scenarios: Name = Field(description="The question of kind items that lists what each has to show.")
    ours: Name | None = Field(None, description="Ticks over the scenarios: one of us does it, not the vendor.")
    attended: Name = Field(description="Everybody's ticks over the products: which demos they were in.")
    seen: Name = Field(description="Everybody's ticks over the scenarios: seen working, with our data.")
    partly: Name = Field(description="Ticks over the scenarios: seen in part, with our data.")
    foreign: Name = Field(description="Ticks over the scenarios: seen with the vendor's own data only.")

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The questions that everybody answers for themselves."""
        return (self.attended, self.seen, self.partly, self.foreign)

    def is_marked(self, page: Page) -> bool:
        """Return True for a page that everybody answers for themselves."""
        return any(question.name in self.marks for question in page.question)
