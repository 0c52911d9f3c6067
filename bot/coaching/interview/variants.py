"""Variants of a playbook, of which a run goes through one: the pages that are asked, and what they end in."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.coaching.playbook.questions import Page, Question, by_name
from bot.model.runs import VariantName


class Ending(StrEnum):
    """The thing that finishing a run leads to."""

    RESULT = "result"  # a message, for the team or for one person
    DOCUMENT = "document"  # a version that two sides approve
    LIST = "list"  # a message that two sides score
    SCORES = "scores"  # marks on such a list


@dataclass(frozen=True)
class Variant:
    """The pages that one kind of run goes through.

    `read_only` pages (by number) are not asked, but their answers count. `private`: at the end people are asked whether
    to keep the result to themselves.
    """

    pages: tuple[Page, ...]
    name: VariantName = VariantName.USUAL
    ending: Ending = Ending.RESULT
    private: bool = False
    read_only: frozenset[int] = frozenset()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by name, in the order asked."""
        return by_name(self.pages)


def usual_pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return what is asked at once: neither what a variant in full asks besides, nor what is asked weeks later."""
    kept = []
    for page in pages:
        questions = tuple(question for question in page.question if not question.full)
        if questions and not page.full and not page.followup and not page.asks:
            kept.append(page if questions == page.question else page.asking(questions))
    return tuple(kept)
