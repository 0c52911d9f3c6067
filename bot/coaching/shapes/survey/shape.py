"""The shape survey: the sides of a team answer apart, and see both pictures once it has closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.playbook.text_checks import Known, Text
from bot.coaching.shapes.base import Group, Playbook
from bot.coaching.shapes.survey import checks
from bot.coaching.shapes.survey.model import Factor, SurveyModel, Talk
from bot.coaching.shapes.survey.result import NothingCounted
from bot.coaching.shapes.voices import NOBODY, Voices
from bot.model.runs import VariantName

TOGETHER = 2  # factors in one window: with a guess each, and words at the end, five inputs


class Survey(SurveyModel, Playbook):
    """Factors at five levels, or pots that share a hundred points, asked of each side of a team."""

    group: ClassVar[Group] = Group.FIND_OUT

    @cached_property
    def variants(self) -> Mapping[VariantName, Variant]:
        return {VariantName.USUAL: Variant((), ending=Ending.WAVE)}

    def evaluate(
        self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY
    ) -> NothingCounted:
        return NothingCounted(self.variant(name), {})

    @cached_property
    def items(self) -> Mapping[str, Talk]:
        """Every factor, or pot, by name in the order asked."""
        return {each.name: each for each in (*self.factor, *self.pot)}

    @property
    def is_split(self) -> bool:
        """Whether it splits points over pots."""
        return bool(self.pot)

    def find_title(self, name: str) -> str:
        """Return what results call a factor or a pot; its name where the file has it no longer."""
        return self.items[name].title if name in self.items else name.replace("_", " ")

    def find_label(self, name: str) -> str:
        """Return what charts call a factor or a pot."""
        return self.items[name].label or self.find_title(name) if name in self.items else self.find_title(name)

    def list_pages(self, names: Sequence[str]) -> list[tuple[Factor, ...]]:
        """Return the factors of each window, of those names that the file still has."""
        asked = [each for each in self.factor if each.name in names]
        return [tuple(asked[start : start + TOGETHER]) for start in range(0, len(asked), TOGETHER)]

    @property
    def leads_to(self) -> Iterable[tuple[str, str]]:
        yield from super().leads_to
        if self.instead:
            yield "instead", self.instead
        for kind, listed in (("factor", self.factor), ("pot", self.pot)):
            yield from ((f"{kind} '{each.name}', leads_to", word) for each in listed for word in each.leads_to)

    @property
    def spoken(self) -> Iterable[str]:
        # Not what it asks: a survey touches on everything, and would be found by the questions of all the others.
        return super().spoken

    def sample_facts(self) -> Known:
        return {"lower": "IT", "higher": "marketing", "low": 10, "high": 30} if self.is_split else {}

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        yield from checks.spoken_texts(self)

    def faults(self) -> Iterator[str]:
        yield from checks.find_faults(self)
