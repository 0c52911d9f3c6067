"""The shape of a playbook file: what may stand in the TOML, and what each key means."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError, model_validator

from bot.coaching.followups import FollowUp
from bot.coaching.parts import Condition as Condition
from bot.coaching.parts import Name as Name
from bot.coaching.parts import Part as Part
from bot.coaching.phrases import Phrase
from bot.coaching.promises import Advice as Advice
from bot.coaching.promises import Next, Promise
from bot.coaching.wording import Wording

SHARE = "share"  # the closing question, asked at the end of every playbook
LOW, TOP = 1, 5  # the ends of a scale


Kind = Literal["choice", "scale", "text", "long", "items", "person", "people", "date", "number"]
Suggestion = Annotated[str, Field(min_length=1, max_length=75)]


class Option(Part):
    """One answer that can be chosen."""

    value: str = Field(min_length=1, max_length=75, description="What conditions compare with.")
    text: str = Field(min_length=1, max_length=75, description="What people read.")
    points: int | None = Field(None, ge=0, description="How hard this makes it: 0 is easiest. For scored questions.")


def _distinct(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if len(options) == 1:
        raise ValueError("one option is no choice: give at least two")
    if len({option.value for option in options}) < len(options):
        raise ValueError("two options have the same value: give each its own")
    return options


Options = Annotated[tuple[Option, ...], Field(max_length=100), AfterValidator(_distinct)]
_OPTIONS: TypeAdapter[tuple[Option, ...]] = TypeAdapter(Options)
_ANY = (Option(value="no", text="No", points=0), Option(value="yes", text="Yes", points=0))


class Source(Part):
    """Where a piece of advice comes from. Only grades A (primary) and B (credible second-hand) are ever printed."""

    text: str = Field(min_length=1, description="Who, what and the year, in our own words.")
    grade: Literal["A", "B"] | None = Field(None, description="How sure a figure is; none for an argument.")

    @model_validator(mode="after")
    def is_dated(self) -> Self:
        if self.grade and not re.search(r"\b(19|20)\d\d\b", self.text):
            raise ValueError(f"grade = '{self.grade}' is for a figure, and a figure has a year: write it into the text")
        return self


class Question(Part):
    """One question on a page."""

    name: Name = Field(description="Answers are kept by this name, and conditions use it.")
    ask: str = Field(min_length=1, max_length=300, description="The question as people read it.")
    kind: Kind = Field("choice", description="How it is answered.")
    hint: str | None = Field(None, max_length=300, description="One line under the question.")
    optional: bool = Field(False, description="May be left empty.")
    when: Condition | None = Field(None, description="Asked only when this condition over earlier pages holds.")
    options: Options = Field((), description="For kind choice: at least two.")
    least: int = Field(1, ge=1, description="For kind items: how many at least.")
    most: int = Field(8, ge=1, le=20, description="For kind items: how many at most.")
    item: str = Field("Item", max_length=40, description="For kind items: what one of them is called.")
    suggest: tuple[Suggestion, ...] = Field((), description="For kind items: what stands there to begin with.")
    low: str = Field("", max_length=60, description="For kind scale: what 1 means.")
    high: str = Field("", max_length=60, description="For kind scale: what 5 means.")
    within: int | None = Field(
        None, ge=1, le=3650, description="For kind date: not in the past, and at most so many days from today."
    )
    unit: str = Field("", max_length=20, description="For kind number: what is counted, such as days.")
    weight: int = Field(0, ge=0, le=10, description="How much it counts: scales in a picker, choices in a checklist.")
    reversed: bool = Field(False, description="For kind scale: a high answer is bad (effort, risk).")
    short: str | None = Field(None, max_length=60, description="What results call it; the question itself when absent.")
    dimension: Name | None = Field(None, description="Which [[dimension]] a checklist question belongs to.")
    send: Wording | None = Field(
        None, description="The question to send to the other party while the answer is unknown or hard."
    )
    record: bool = Field(
        False, description="Keep this choice as a measure: results show the team's median, in the order of the options."
    )

    full: bool = Field(False, description="In a checklist: asked only in full, with /align WORD full.")
    shown: bool = Field(False, description="The result repeats the answer.")

    @property
    def label(self) -> str:
        return self.short or self.ask

    @model_validator(mode="after")
    def fits_its_kind(self) -> Self:
        if self.kind == "choice" and not self.options:
            raise ValueError("a choice needs at least two options: add [[page.question.options]] with value and text")
        if self.kind != "choice" and self.options:
            raise ValueError(f"kind = '{self.kind}' takes no options: remove them or write kind = 'choice'")
        if self.kind != "choice" and self.record:
            raise ValueError("only a choice can be a measure, its options in order: remove record")
        if self.kind != "date" and self.within:
            raise ValueError("within is for kind = 'date': remove it")
        if self.kind == "items" and self.least > self.most:
            raise ValueError(f"least = {self.least} is larger than most = {self.most}: swap them")
        if len(self.suggest) > (self.most if self.kind == "items" else 0):
            raise ValueError("suggest is for kind = 'items', and no longer than most")
        return self


class Page(Part):
    """What is asked at once: one view of a modal."""

    title: str = Field(min_length=1, max_length=150, description="Above the questions, in large letters.")
    intro: str | None = Field(None, max_length=1000, description="A sentence or two above the questions.")
    each: Name | None = Field(None, description="Repeat this page for every item of that question (kind items).")
    when: Condition | None = Field(None, description="Shown only when this condition over earlier pages holds.")
    full: bool = Field(False, description="In a checklist: asked only in full, with /align WORD full.")
    followup: Name | None = Field(None, description="Asked only by that [[followup]], not when going through it.")
    question: tuple[Question, ...] = Field(min_length=1, max_length=12, description="What is asked, in this order.")

    @cached_property
    def conditional(self) -> bool:
        """Whether any of it depends on earlier answers."""
        return self.when is not None or any(question.when is not None for question in self.question)


class Base(Part):
    """What every shape has."""

    private: ClassVar[bool] = True  # whether who went through it may keep the result to themselves

    word: Name = Field(description="The word after /align; the file's name without .toml.")
    version: str = Field(description="Hash of the file; filled in when it is loaded.")
    title: str = Field(min_length=1, max_length=24, description="Title of the modal and of the result.")
    line: str = Field(min_length=1, max_length=120, description="One line in /align help.")
    answers: tuple[str, ...] = Field((), description="Plain questions that this answers, as people would type them.")
    opening: str | None = Field(None, max_length=1000, description="Read once, above the first page.")
    how: str = Field(min_length=1, description="How this works, in a few sentences.")
    source: tuple[Source, ...] = Field((), description="Where the advice comes from.")
    page: tuple[Page, ...] = Field(min_length=1, description="What is asked, page by page.")
    advice: tuple[Advice, ...] = Field((), description="What to do next.")
    followup: tuple[FollowUp, ...] = Field((), description="What is asked weeks later.")
    next: tuple[Next, ...] = Field((), description="When this is the play to take next.")

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by name, in the order asked."""
        return {question.name: question for page in self.page for question in page.question}

    def asks(self, _page: Page) -> bool:
        """Whether it asks this page; of some playbooks a person is asked one part only."""
        return True

    def facts(self) -> Iterator[str]:
        """Names that advice may use besides the answers."""
        yield "score"


class Gate(Promise):
    """Something a candidate must have; no score buys it."""

    name: Name = Field(description="A short name for this must-have.")
    open: Condition = Field(description="Condition over the candidate's answers: true when the gate is open.")
    closed: Wording = Field(description="What is missing, in a few words.")
    opens: Wording = Field(description="What would open it: something to do.")


class Picker(Base):
    """Candidates × criteria: gates, then a ranking, then one choice."""

    shape: Literal["picker"] = Field(description="Candidates × criteria: gates, a ranking, one choice.")
    candidates: Name = Field(description="The question of kind items that lists the candidates.")
    both: bool = Field(False, description="One person lists, then everybody scores; both sides weigh the same.")
    gate: tuple[Gate, ...] = Field((), description="Must-haves; no score buys them.")

    @cached_property
    def criteria(self) -> tuple[Question, ...]:
        """The questions that count, in the order asked."""
        return tuple(q for q in self.questions.values() if q.kind == "scale" and q.weight)

    def facts(self) -> Iterator[str]:
        yield from ("score", "tie", "item", "rival")
        if self.both:
            yield from ("apart", "apart_item", "apart_on", "alike")


class Dimension(Part):
    """A group of checklist questions with a score of its own."""

    name: Name = Field(description="Questions say this in `dimension`.")
    title: str = Field(min_length=1, max_length=40, description="What results call it.")
    call: Wording = Field(description="Who must be in the next call when something here is red.")


class Band(Part):
    """What a score means."""

    upto: int = Field(100, ge=0, le=100, description="The highest score, 0 to 100, that still belongs to this band.")
    when: Condition | None = Field(None, description="Whatever the score is: this band when the condition holds.")
    title: str = Field(min_length=1, max_length=60, description="The verdict in a word or two.")
    text: Wording = Field(description="What it means, and what to do about it.")


class Checklist(Base):
    """One subject, questions with points, a score from 0 to 100 in dimensions."""

    shape: Literal["checklist"] = Field(description="One subject, questions with points, a score from 0 to 100.")
    subject: Name = Field(description="The text question whose answer says what this is about.")
    red: int = Field(ge=1, description="From how many points on an answer is red.")
    unknown: str = Field(description="The option value that means: we do not know.")
    receiver: str = Field("the other side", max_length=60, description="Who gets the questions to send.")
    unsure: str | None = Field(None, description="What to say about answers that nobody knows.")
    map: str = Field("Where the work is", max_length=60, description="Above the list of dimensions.")
    ends: str = Field("0 is easy, 100 is hard", max_length=60, description="What 0 and 100 mean there.")
    show: Literal["red", "all"] = Field("red", description="Which answers results list below each dimension.")
    option: Options = Field((), description="Options of every question with a dimension that lists none itself.")
    dimension: tuple[Dimension, ...] = Field(min_length=1, description="Groups of questions, each with a score.")
    band: tuple[Band, ...] = Field(min_length=1, description="What the score means: rising, the last upto = 100.")
    reads: Name | None = Field(None, description="The long question whose text is read for every [[phrase]].")
    shortcut: str | None = Field(
        None, min_length=1, max_length=24, description="Name of the message shortcut that reads a posted text."
    )
    phrase: tuple[Phrase, ...] = Field((), description="Wordings that play something down, and what each hides.")

    @model_validator(mode="before")
    @classmethod
    def shares_options(cls, values: Any) -> Any:
        """A choice question with a dimension counts once and takes the shared options, unless it says otherwise."""
        if isinstance(values, dict) and isinstance(values.get("page"), list):
            shared = {"options": _sound(values.get("option", [])), "weight": 1}
            return {**values, "page": [_with(shared, page) for page in values["page"]]}
        return values

    @cached_property
    def scored(self) -> tuple[Question, ...]:
        """The questions that count, in the order asked."""
        return tuple(q for q in self.questions.values() if q.kind == "choice" and q.weight)

    def facts(self) -> Iterator[str]:
        yield from ("score", "red")


def _sound(options: Any) -> tuple[Option, ...]:
    """The shared options; where something is wrong with them, it is said once, and not again for each question."""
    try:
        return _OPTIONS.validate_python(options)
    except ValidationError:
        return _ANY


def _with(shared: dict[str, Any], page: Any) -> Any:
    if not isinstance(page, dict) or not isinstance(page.get("question"), list):
        return page
    return {**page, "question": [{**shared, **q} if _shares(q) else q for q in page["question"]]}


def _shares(question: Any) -> bool:
    return isinstance(question, dict) and "dimension" in question and question.get("kind", "choice") == "choice"
