"""A picker that both sides score is asked in two parts: one person lists, then everybody scores."""

from typing import ClassVar

from bot.coaching.playbook.questions import Page
from bot.coaching.shapes.picker.model import Picker

SCORES = "scores"  # the form of a run in which somebody scores what was listed


class Listing(Picker):
    """What one person answers, once for each candidate."""

    private: ClassVar[bool] = False

    def asks(self, page: Page) -> bool:
        return not counts(page)


class Scoring(Picker):
    """What everybody marks for themselves; the answers of the listing are there to be read."""

    private: ClassVar[bool] = False

    def asks(self, page: Page) -> bool:
        return counts(page)


def counts(page: Page) -> bool:
    """Whether something on this page ranks the candidates."""
    return any(question.weight for question in page.question)


def part(picker: Picker, form: str) -> Picker:
    """The part that a run of this form asks."""
    same = {name: getattr(picker, name) for name in Picker.model_fields}
    return (Scoring if form == SCORES else Listing).model_construct(**same)
