"""The shape checklist: one subject, questions with points, dimensions and bands."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from bot.coaching.interview.route import Answers, select_current
from bot.coaching.interview.variants import Variant
from bot.coaching.playbook.claims import read_text
from bot.coaching.playbook.text_checks import Known, Text
from bot.coaching.reading.wordings import list_slots, write_words
from bot.coaching.shapes.base import Group, Playbook, Presumption
from bot.coaching.shapes.checklist import checks, full
from bot.coaching.shapes.checklist.assessment import assess_answers
from bot.coaching.shapes.checklist.model import ChecklistModel, scored
from bot.coaching.shapes.checklist.pitch import find_hidden, given_text
from bot.coaching.shapes.checklist.result import ChecklistResult
from bot.coaching.shapes.voices import NOBODY, Voices
from bot.model.runs import VariantName


class Checklist(ChecklistModel, Playbook):
    """One subject, questions with points, a score from 0 to 100 in dimensions."""

    group: ClassVar[Group] = Group.FIND_OUT

    def model_post_init(self, context: Any) -> None:
        """Take the phrases that it names out of `context`, the files of phrases by their name."""
        self._shared = (context or {}).get(self.phrases)

    @cached_property
    def variants(self) -> Mapping[VariantName, Variant]:
        """The usual variant and, where a file asks more, the one in full: a page for each dimension."""
        if not full.has_more(self):
            return super().variants
        return {**super().variants, VariantName.FULL: Variant(tuple(full.full_pages(self)), VariantName.FULL)}

    def evaluate(
        self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY
    ) -> ChecklistResult:
        variant = self.variant(name)
        in_full = variant.name is VariantName.FULL
        live = select_current(variant, full.assume_unknown(self, variant, answers) if in_full else answers)
        return ChecklistResult(variant, live, self, assess_answers(self, variant, live), self.has_full and not in_full)

    @property
    def can_compare(self) -> bool:
        return self.compares

    @property
    def reading_shortcut(self) -> str | None:
        return self.shortcut

    @property
    def wordings(self) -> tuple[str, ...]:
        return tuple(write_words(text) for phrase in self.book.phrases for text in phrase.says if not list_slots(text))

    def presume(self, variant: Variant, answers: Answers) -> Mapping[str, Presumption]:
        """Return `unknown` for every open question of the dimensions that the pasted text plays down."""
        quotes = {each.dimension.name: each.quotes[0] for each in find_hidden(self, given_text(self, answers))}
        if not quotes:
            return {}
        live = select_current(variant, answers)
        return {
            question.name: Presumption(self.unknown, quotes[question.dimension])
            for question in scored(variant.questions.values())
            if question.dimension in quotes
            and live.get((question.name, "")) is None
            and any(option.value == self.unknown for option in question.options)
        }

    def count_claims(self, answers: Answers) -> int:
        return sum(len(each.claims) for each in find_hidden(self, given_text(self, answers)))

    def understands(self, answers: Answers) -> bool:
        text = given_text(self, answers)
        return not text or read_text(self.book, text).understood

    def sample_facts(self) -> Known:
        return {"score": 1, "red": 1, "open": ["one"], "early": True, "stuck": ["one"]}

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        yield from checks.spoken_texts(self)

    def faults(self) -> Iterator[str]:
        yield from checks.find_faults(self, self.sample_facts())
