"""The model of a checklist file: one subject, questions with points, dimensions and bands."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field, PrivateAttr, TypeAdapter, ValidationError, model_validator

from bot.coaching.playbook.base import Extra, PlaybookModel
from bot.coaching.playbook.choices import Option, Options
from bot.coaching.playbook.parts import Condition, Name, Part
from bot.coaching.playbook.phrase_book import PhraseBook
from bot.coaching.playbook.phrases import Guard, Phrase, Phrases, Slot, Topic, Wordings
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import Wording

_OPTIONS: TypeAdapter[tuple[Option, ...]] = TypeAdapter(Options)
_STAND_IN = (Option(value="no", text="No", points=0), Option(value="yes", text="Yes", points=0))


class Dimension(Part):
    """A group of checklist questions with a score of its own."""

    name: Name = Field(description="Questions say this in `dimension`.")
    title: str = Field(min_length=1, max_length=40, description="What results call it.")
    # 60: three of them stand in a post, each behind a quote.
    check: str = Field(
        min_length=1, max_length=60, description="What to ask first about it, in small letters: who looks after it?"
    )
    call: Wording = Field(description="Who must be in the next call when something here is red.")
    spoken: Wordings = Field(
        (), description="Wordings, as in a [[phrase]], by which a text speaks of it. Without any it is silent about it."
    )


class Band(Part):
    """What a score means."""

    upto: int = Field(100, ge=0, le=100, description="The highest score, 0 to 100, that still belongs to this band.")
    when: Condition | None = Field(None, description="Whatever the score is: this band when the condition holds.")
    early: bool = Field(False, description="With `when`: the verdict also while three or fewer answers are known.")
    title: str = Field(min_length=1, max_length=30, description="The verdict in a word or two.")
    verdict: str = Field(
        min_length=1, max_length=60, description="The verdict as a heading, after the subject and a colon."
    )
    text: Wording = Field(description="What it means, and what to do about it.")


class ChecklistModel(PlaybookModel):
    """The keys and tables of a checklist."""

    extras: ClassVar[frozenset[Extra]] = frozenset({Extra.FULL})

    shape: Literal["checklist"] = Field(description="One subject, questions with points, a score from 0 to 100.")
    subject: Name = Field(description="The text question whose answer says what this is about.")
    red: int = Field(ge=1, description="From how many points on an answer is red.")
    unknown: str = Field(description="The option value that means: we do not know.")
    in_writing: str = Field(
        "", description="The option value for what a filled-in questionnaire plainly answers; none, and it reads none."
    )
    receiver: str = Field("the other side", max_length=60, description="Who gets the questions to send.")
    mail: Wording = Field(
        "before we go on, we would like to know:", description="How the mail with the questions begins, after Hello."
    )
    unsure: str | None = Field(None, description="What to say about answers that nobody knows.")
    number: str = Field("work", min_length=1, max_length=30, description="What its number is called; 0 is best.")
    ends: str = Field("0 is none", min_length=1, max_length=30, description="What 0 means, the good end.")
    map: str = Field("Where the work is", max_length=60, description="Above the list of dimensions.")
    meet: str = Field("In the next call", max_length=60, description="Before the people whom red answers call for.")
    compares: bool = Field(
        False, description="/align WORD compare shows the newest results about two or three subjects side by side."
    )
    order: Literal["hardest", "asked"] = Field("hardest", description="Which dimension results list first.")
    option: Options = Field((), description="Options of every question with a dimension that lists none itself.")
    dimension: tuple[Dimension, ...] = Field(min_length=1, description="Groups of questions, each with a score.")
    band: tuple[Band, ...] = Field(min_length=1, description="What the score means: rising, the last upto = 100.")
    reads: Name | None = Field(None, description="The long question whose text is read for every [[phrase]].")
    # 24: Slack refuses a manifest with a longer name of a shortcut.
    shortcut: str | None = Field(
        None, min_length=1, max_length=24, description="Name of the message shortcut that reads a posted text."
    )
    phrases: Name | None = Field(
        None, description="The file in the folder `phrases` that texts are read for, beside what stands in this one."
    )
    slot: tuple[Slot, ...] = Field((), description="Words that wordings have a place for.")
    phrase: tuple[Phrase, ...] = Field((), description="Wordings that play something down, and what each hides.")
    guard: tuple[Guard, ...] = Field((), description="Wordings that tell what only looks like a phrase.")
    _shared: Phrases | None = PrivateAttr(None)

    @model_validator(mode="before")
    @classmethod
    def shares_options(cls, values: Any) -> Any:
        """Give the shared options and weight 1 to each choice question with a dimension that has none of its own."""
        # Before validation: on its own, a choice without options is a fault.
        if isinstance(values, dict) and isinstance(values.get("page"), list):
            shared = {"options": _sound_options(values.get("option", [])), "weight": 1}
            return {**values, "page": [_share_options(shared, page) for page in values["page"]]}
        return values

    @cached_property
    def scored(self) -> tuple[Question, ...]:
        """The questions that count, in the order asked."""
        return scored(self.questions.values())

    @cached_property
    def book(self) -> PhraseBook:
        """What a text is read for."""
        read = self._shared.add(self.own_phrases) if self._shared else self.own_phrases
        return PhraseBook(read.slot, read.phrase, read.guard, self.topics)

    @cached_property
    def own_phrases(self) -> Phrases:
        """What stands in this file itself."""
        return Phrases(shape="phrases", slot=self.slot, phrase=self.phrase, guard=self.guard)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """What a text may speak of."""
        return tuple(Topic(each.name, each.spoken) for each in self.dimension)

    @property
    def shared_phrases(self) -> Phrases | None:
        """What stands in the file that `phrases` names; None where there is no such file."""
        return self._shared

    @property
    def subject_question(self) -> Question | None:
        return self.questions.get(self.subject)


def scored(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions that count, in their order."""
    return tuple(question for question in questions if question.kind == "choice" and question.weight)


def _sound_options(options: Any) -> tuple[Option, ...]:
    """Return the shared options, or some that are sound in their place."""
    # Their faults are found where they stand, and must not be told again for each question.
    try:
        return _OPTIONS.validate_python(options)
    except ValidationError:
        return _STAND_IN


def _share_options(shared: dict[str, Any], page: Any) -> Any:
    if not isinstance(page, dict) or not isinstance(page.get("question"), list):
        return page
    return {**page, "question": [{**shared, **q} if _takes_shared(q) else q for q in page["question"]]}


def _takes_shared(question: Any) -> bool:
    return isinstance(question, dict) and "dimension" in question and question.get("kind", "choice") == "choice"
