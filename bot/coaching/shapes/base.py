"""A playbook as everybody else sees it, whatever its shape: its variants, its faults, its result."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, NamedTuple, Self

from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Ending, Variant, usual_pages
from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.text_checks import Known, Text, common_texts, shorten_text
from bot.coaching.shapes.result import Result
from bot.coaching.shapes.voices import NOBODY, Voices
from bot.model.runs import VariantName
from bot.model.teams import Side


class Group(StrEnum):
    """The heading under which help lists a playbook."""

    CHOOSE = "Choose together"
    FIND_OUT = "Find out"
    AGREE = "Agree on one page"


class ListWords(StrEnum):
    """The words in which people are asked to mark a list: how they would rank it, or what they have seen of it."""

    RANKED = "ranked"
    WATCHED = "watched"


class Presumption(NamedTuple):
    """An answer that stands until somebody gives another one, and the words it was presumed from."""

    value: str
    quote: str


class Playbook(PlaybookModel, ABC):
    """A playbook file of some shape. A shape overrides what is different in it; nobody outside asks which one it is."""

    group: ClassVar[Group]
    list_words: ClassVar[ListWords] = ListWords.RANKED

    @classmethod
    def of(cls, playbook: "Playbook | None") -> Self | None:
        """Return the playbook as one of this shape, for what works on this shape alone; None for any other."""
        return playbook if isinstance(playbook, cls) else None

    @abstractmethod
    def evaluate(self, answers: Answers, name: VariantName = VariantName.USUAL, voices: Voices = NOBODY) -> Result:
        """Return what a run of that variant has come to."""

    @cached_property
    def variants(self) -> Mapping[VariantName, Variant]:
        """Every way to go through it; the usual one is always there."""
        return {VariantName.USUAL: Variant(usual_pages(self.page), private=True, previewed=True)}

    def variant(self, name: VariantName = VariantName.USUAL) -> Variant:
        """Return the variant of this name; the usual one where a file has it no longer."""
        return self.variants.get(name, self.variants[VariantName.USUAL])

    def scores_of(self, _side: Side) -> VariantName:
        """Return the variant in which somebody of this side marks a list."""
        return VariantName.SCORES

    def begin_marks(self, _listed: Answers, _before: Answers) -> Answers:
        """Return what somebody who marks a list begins with: `before` are the marks that they gave last, if any."""
        return {}

    def add_marks(self, _variant: Variant, _before: Answers, given: Answers) -> Answers:
        """Return somebody's marks with those that they have just given in this variant."""
        return given

    @property
    def full_variant(self) -> VariantName:
        """The variant in full; a team fills it in together, unless a shape says otherwise."""
        return VariantName.FULL

    @property
    def has_full(self) -> bool:
        """True when there is more to ask than the usual variant does."""
        return self.full_variant in self.variants

    @property
    def can_compare(self) -> bool:
        """True when results about different subjects can be read side by side."""
        return False

    @property
    def ending(self) -> Ending:
        """The thing that the usual variant leads to."""
        return self.variant().ending

    @property
    def weights(self) -> Mapping[str, int]:
        """Weights by the name that results call what counts."""
        return {}

    @property
    def leads_to(self) -> Iterable[tuple[str, str]]:
        """The place in the file and the word of each playbook that it leads to."""
        for followup in self.followup:
            for then in followup.then:
                if then.next:
                    yield f"followup '{followup.name}', then '{shorten_text(then.text)}', next", then.next

    @property
    def spoken(self) -> Iterable[str]:
        """The words in which it asks, by which it is found."""
        return [
            *(page.title for page in self.page),
            *(question.ask for question in self.questions.values()),
        ]

    @property
    def wordings(self) -> tuple[str, ...]:
        """The wordings that it looks for in texts."""
        return ()

    @property
    def reading_shortcut(self) -> str | None:
        """The name of a message shortcut that reads the message by this playbook."""
        return None

    @property
    def lookup_shortcut(self) -> str | None:
        """The name of a message shortcut that looks the message's words up among the team's documents."""
        return None

    def presume(self, _variant: Variant, _answers: Answers) -> Mapping[str, Presumption]:
        """Return what stands for scored questions that nobody has answered yet, by their names."""
        return {}

    def count_claims(self, _answers: Answers) -> int:
        """Return how many claims it finds in the text that it reads."""
        return 0

    def understands(self, _answers: Answers) -> bool:
        """Return True unless the text that it reads is in a language that it does not know."""
        return True

    def sample_facts(self) -> Known:
        """Return a sample of each fact that conditions and texts may read besides the answers."""
        return {}

    def texts(self) -> Iterator[Text]:
        """Yield every text with answers in it."""
        return common_texts(self)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with what this shape has of its own: place, fault, what to write."""
        yield from ()
