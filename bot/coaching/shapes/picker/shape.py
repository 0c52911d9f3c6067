"""The shape picker: candidates, must-haves and criteria, ranked by one person or by two sides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from bot.coaching.interview.route import Answers, list_items, select_current
from bot.coaching.interview.variants import Ending, Variant, usual_pages
from bot.coaching.playbook.questions import Page
from bot.coaching.playbook.text_checks import Known, Text
from bot.coaching.shapes.base import Group, Playbook
from bot.coaching.shapes.picker import checks, own_marks
from bot.coaching.shapes.picker.candidates import find_pick, list_criteria, rank_candidates
from bot.coaching.shapes.picker.list_result import ListResult
from bot.coaching.shapes.picker.model import PickerModel
from bot.coaching.shapes.picker.result import RankingResult
from bot.coaching.shapes.picker.two_sided import marks_by_side, rank_two_sided
from bot.coaching.shapes.voices import NOBODY, SIDES, Voices
from bot.model.runs import VariantName
from bot.model.teams import Side


class Picker(PickerModel, Playbook):
    """Candidates × criteria: gates, then a ranking, then one choice."""

    group: ClassVar[Group] = Group.CHOOSE

    @cached_property
    def variants(self) -> Mapping[VariantName, Variant]:
        """The usual variant; where both sides score, the list that one person makes and everybody's marks on it."""
        if not self.both:
            usual = {VariantName.USUAL: self._make_variant(usual_pages(self.page), VariantName.USUAL)}
            marks = {VariantName.MARKS: self._make_variant(self._full_pages(), VariantName.MARKS)}
            return {**usual, **marks} if any(page.full for page in self.page) else usual
        pages = usual_pages(self.page)
        once = [number for number, page in enumerate(pages) if not page.counts]
        listing = Variant(tuple(pages[number] for number in once), ending=Ending.LIST, previewed=True)
        scoring = Variant(pages, VariantName.SCORES, Ending.SCORES, read_only=frozenset(once))
        whole = {VariantName.USUAL: listing, VariantName.SCORES: scoring}
        return whole | {self.scores_of(side): self._scoring_of(scoring, side) for side in SIDES if self.known_by}

    def scores_of(self, side: Side) -> VariantName:
        if not self.known_by:
            return VariantName.SCORES
        return VariantName.OF_IT if side is Side.IT else VariantName.OF_MARKETING

    def begin_marks(self, listed: Answers, before: Answers) -> Answers:
        return own_marks.begin_marks(self, list_items(listed, self.candidates), before)

    def add_marks(self, variant: Variant, before: Answers, given: Answers) -> Answers:
        return own_marks.add_marks(self, variant, before, given)

    def _scoring_of(self, scoring: Variant, side: Side) -> Variant:
        """Return the scoring without what the other side knows."""
        others = {number for number, page in enumerate(scoring.pages) if page.known_by not in (None, side)}
        return replace(scoring, name=self.scores_of(side), read_only=scoring.read_only | others)

    @property
    def full_variant(self) -> VariantName:
        """The variant in full, which one person goes through alone."""
        return VariantName.MARKS

    def _make_variant(self, pages: Iterable[Page], name: VariantName) -> Variant:
        bare = Variant(tuple(pages), name, private=True, previewed=True)
        return replace(bare, pick=lambda live: find_pick(self, bare, live))

    def _full_pages(self) -> list[Page]:
        return [page for page in self.page if not page.brief and not page.followup]

    def evaluate(
        self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY
    ) -> RankingResult:
        if self.both:
            return self._evaluate_list(answers, voices)
        variant = self.variant(name)
        live = select_current(variant, answers)
        return RankingResult(variant, live, self, rank_candidates(self, variant, live), written=voices.written)

    def _evaluate_list(self, listed: Answers, voices: Voices) -> ListResult:
        """Return what a list has come to: `listed` is what was answered once, `voices` have everybody's marks."""
        variant, scored = self.variant(VariantName.SCORES), marks_by_side(self, listed, voices)
        live = select_current(variant, listed)
        by_must_haves = rank_candidates(self, variant, live)
        ranking = rank_two_sided(self, variant, listed, by_must_haves, scored) or by_must_haves
        people = list(voices.sides.values())
        counts = tuple((side, len(scored[side]), people.count(side)) for side in SIDES)
        return ListResult(variant, live, self, ranking, counts)

    @property
    def weights(self) -> Mapping[str, int]:
        variant = self.variant(VariantName.SCORES if self.both else VariantName.USUAL)
        return {question.label: question.weight for question in list_criteria(variant)}

    def sample_facts(self) -> Known:
        names = ["score", "tie", "weak", "item", "rival"]
        return dict.fromkeys([*names, "apart", "apart_item", "apart_on", "alike"] if self.both else names, 1)

    def texts(self) -> Iterator[Text]:
        yield from super().texts()
        yield from checks.gate_texts(self)

    def faults(self) -> Iterator[str]:
        yield from checks.find_faults(self)
