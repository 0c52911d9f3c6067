"""Variants of a playbook, of which a run goes through one: the pages that are asked, and what they end in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from bot.coaching.playbook.questions import Page, Question, by_name
from bot.coaching.reading.figures import names_figure, says_nothing
from bot.model.runs import VariantName


class ToCome(str):
    """What stands in a preview for words that are still being typed: nobody has left them empty."""


class Ending(StrEnum):
    """The thing that finishing a run leads to."""

    RESULT = "result"  # a message, for the team or for one person
    DOCUMENT = "document"  # a version that two sides approve
    LIST = "list"  # a message that two sides score
    SCORES = "scores"  # marks on such a list
    WAVE = "wave"  # what every side of a team answers apart: nobody goes through it alone


@dataclass(frozen=True)
class Pick:
    """The item that a result would be about; `rivals` (key → name and score) where it is too close to call."""

    item: str
    rivals: Mapping[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Variant:
    """The pages that one kind of run goes through.

    `read_only` pages (by number) are not asked, but their answers count. `previewed`: the last view shows the post
    before it is posted; `private`: there people are also asked whether to keep it to themselves. `pick` says, from the
    answers to all pages before, about which item the last view is.
    """

    pages: tuple[Page, ...]
    name: VariantName = VariantName.USUAL
    ending: Ending = Ending.RESULT
    private: bool = False
    previewed: bool = False
    read_only: frozenset[int] = frozenset()
    pick: Callable[[Mapping[tuple[str, str], Any]], Pick | None] | None = None

    def asks(self, name: str) -> bool:
        """Return True when this question is asked here, and not only read."""
        return any(
            question.name == name and number not in self.read_only
            for number, page in enumerate(self.pages)
            for question in page.question
        )

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by name, in the order asked."""
        return by_name(self.pages)


def usual_pages(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return what is asked at once: neither what a variant in full asks besides, nor what is asked weeks later."""
    kept = []
    for page in pages:
        questions = tuple(question for question in page.question if not question.full)
        if questions and not page.full and not page.followup:
            kept.append(page if questions == page.question else page.asking(questions))
    return tuple(kept)


def values_for(variant: Variant, answers: Mapping[tuple[str, str], Any], item: str = "") -> dict[str, Any]:
    """Return answers by question name as conditions and advice read them: everything once, and this item's own.

    Ticks read as true or false for this item; without one, whether anything is ticked. Words that only say
    that there is nothing, or no number where one is asked for, read as left empty.
    """
    plain = {name: _value_of(question, answers, item) for name, question in variant.questions.items()}
    return plain if variant.ending is Ending.DOCUMENT else {**plain, **_leave_empty(variant, plain)}


def _leave_empty(variant: Variant, plain: Mapping[str, Any]) -> dict[str, None]:
    """Return the questions that somebody has left empty in words: a document has them as they were typed."""
    typed = {name: question for name, question in variant.questions.items() if question.kind == "text"}
    return {
        name: None
        for name, question in typed.items()
        if not isinstance(plain[name], ToCome) and _is_left_empty(question, plain[name] or "")
    }


def _is_left_empty(question: Question, text: str) -> bool:
    return (question.figure and not names_figure(text)) or (question.optional and says_nothing(text))


def _value_of(question: Question, answers: Mapping[tuple[str, str], Any], item: str) -> Any:
    if question.kind != "ticks":
        return answers.get((question.name, item), answers.get((question.name, "")))
    ticked = answers.get((question.name, "")) or ()
    return item in ticked if item else bool(ticked)
