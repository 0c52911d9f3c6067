"""The shape charter: a one-page document that two sides agree to."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from bot.coaching.interview.route import Answers, current
from bot.coaching.interview.variants import Ending, Variant, VariantName, usual_pages
from bot.coaching.playbook.text_checks import Known
from bot.coaching.shapes.base import Group, Playbook
from bot.coaching.shapes.charter import checks
from bot.coaching.shapes.charter.document import Change, compare
from bot.coaching.shapes.charter.model import CharterModel
from bot.coaching.shapes.charter.result import Document
from bot.coaching.shapes.voices import NOBODY, Voices


class Charter(CharterModel, Playbook):
    """A one-page document that two sides agree to: versions, and a key from each side."""

    group: ClassVar[Group] = Group.AGREE

    @cached_property
    def variants(self) -> Mapping[VariantName, Variant]:
        return {VariantName.USUAL: Variant(usual_pages(self.page), ending=Ending.DOCUMENT)}

    def evaluate(self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY) -> Document:
        variant = self.variant(name)
        return Document(variant, current(variant, answers), self, voices)

    def changes(self, before: Answers, after: Answers) -> list[Change]:
        """Return what differs between the answers of two versions, as far as they count."""
        variant = self.variant()
        return compare(self, current(variant, before), current(variant, after))

    @property
    def lookup_shortcut(self) -> str | None:
        return self.lookup

    def sample_facts(self) -> Known:
        return checks.sample_facts(self)

    def faults(self) -> Iterator[str]:
        yield from checks.faults(self, self.sample_facts())
