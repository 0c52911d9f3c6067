"""The shape charter: a one-page document that two sides agree to."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from bot.coaching.interview.item_questions import fill_down
from bot.coaching.interview.route import Answers, select_current
from bot.coaching.interview.variants import Ending, Variant, usual_pages
from bot.coaching.playbook.text_checks import Known
from bot.coaching.shapes.base import Group, Playbook
from bot.coaching.shapes.charter import checks
from bot.coaching.shapes.charter.clashes import Point, find_points
from bot.coaching.shapes.charter.contracts import list_new
from bot.coaching.shapes.charter.document import Change, compare_answers
from bot.coaching.shapes.charter.model import CharterModel
from bot.coaching.shapes.charter.result import Document
from bot.coaching.shapes.voices import NOBODY, Voices
from bot.model.contracts import NewContract
from bot.model.runs import VariantName
from bot.model.teams import Side


class Charter(CharterModel, Playbook):
    """A one-page document that two sides agree to: versions, and one OK from each side."""

    group: ClassVar[Group] = Group.AGREE

    @cached_property
    def variants(self) -> Mapping[VariantName, Variant]:
        return {VariantName.USUAL: Variant(usual_pages(self.page), ending=Ending.DOCUMENT, previewed=True)}

    def evaluate(self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY) -> Document:
        return Document(self.variant(name), self._fill(answers), self, voices)

    def _fill(self, answers: Answers) -> Answers:
        """Return the answers that count, with the rows that are as the row before."""
        return fill_down(self.questions.values(), select_current(self.variant(), answers))

    def changes(self, before: Answers, after: Answers) -> list[Change]:
        """Return what differs between the answers of two versions, as far as they count."""
        return compare_answers(self, self._fill(before), self._fill(after))

    def contracts(self, answers: Answers, sides: Mapping[str, Side], author: str) -> list[NewContract]:
        """Return the contracts that these answers name, each with who looks after it: else its author."""
        return list_new(self, self._fill(answers), sides, author)

    def clashes(self, base: Answers, mine: Answers, theirs: Answers) -> list[Point]:
        """Return what two people have changed since `base`, each in another way, as far as it counts."""
        variant = self.variant()
        return find_points(self, base, select_current(variant, mine), select_current(variant, theirs))

    @property
    def lookup_shortcut(self) -> str | None:
        return self.lookup

    def sample_facts(self) -> Known:
        return checks.sample_facts(self)

    def faults(self) -> Iterator[str]:
        yield from checks.find_faults(self, self.sample_facts())
