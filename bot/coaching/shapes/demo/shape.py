"""The shape demo: one person lists what products have to show, everybody marks what they have seen of it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from bot.coaching.interview.route import Answers, select_current
from bot.coaching.interview.variants import Ending, Variant, usual_pages
from bot.coaching.playbook.text_checks import Known
from bot.coaching.shapes.base import Group, ListWords, Playbook
from bot.coaching.shapes.demo import checks
from bot.coaching.shapes.demo.marks import begin_marks, list_watched
from bot.coaching.shapes.demo.model import DemoModel
from bot.coaching.shapes.demo.result import DemoResult
from bot.coaching.shapes.voices import NOBODY, SIDES, Voices
from bot.model.runs import VariantName


class Demo(DemoModel, Playbook):
    """Products × scenarios: what each side has seen with our own data."""

    group: ClassVar[Group] = Group.FIND_OUT
    list_words: ClassVar[ListWords] = ListWords.WATCHED

    @cached_property
    def variants(self) -> Mapping[VariantName, Variant]:
        """The list that one person makes, and everybody's marks on it."""
        pages = usual_pages(self.page)
        once = [number for number, page in enumerate(pages) if not self.is_marked(page)]
        listing = Variant(tuple(pages[number] for number in once), ending=Ending.LIST, previewed=True)
        marking = Variant(pages, VariantName.SCORES, Ending.SCORES, read_only=frozenset(once))
        return {VariantName.USUAL: listing, VariantName.SCORES: marking}

    def begin_marks(self, listed: Answers, before: Answers) -> Answers:
        return begin_marks(self, listed, before)

    def evaluate(self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY) -> DemoResult:
        """Return what has been seen: `answers` is what was answered once, `voices` have everybody's marks."""
        listed, marking = select_current(self.variant(), answers), self.variant(VariantName.SCORES)
        people = list(voices.sides.values())
        marked = [voices.sides.get(person) for person in voices.marks]
        counts = tuple((side, marked.count(side), people.count(side)) for side in SIDES)
        return DemoResult(self.variant(), listed, self, list_watched(self, marking, listed, voices), counts)

    def sample_facts(self) -> Known:
        return {"marked": 1, "apart": 1, "missing": 1, "foreign_only": True, "product": "one", "scenario": "one"}

    def faults(self) -> Iterator[str]:
        yield from checks.find_faults(self)
