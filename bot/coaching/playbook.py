"""The shape of a playbook file: what may stand in the TOML, and what each key means."""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from bot.coaching import conditions

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Kind = Literal["choice", "scale", "text", "long", "items", "person", "date"]
SHARE = "share"  # the closing question, asked at the end of every playbook


class Part(BaseModel):
    """Any table of a playbook file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Part):
    """One answer that can be chosen."""

    value: str = Field(min_length=1, max_length=75, description="What conditions compare with.")
    text: str = Field(min_length=1, max_length=75, description="What people read.")
    points: int | None = Field(None, ge=0, description="How hard this makes it: 0 is easiest. For scored questions.")


class Source(Part):
    """Where a piece of advice comes from. Only grades A (primary) and B (credible second-hand) are ever printed."""

    text: str = Field(min_length=1, description="Who, what and the year, in our own words.")
    grade: Literal["A", "B"] | None = Field(None, description="How sure a figure is; none for an argument.")


class Question(Part):
    """One question on a page."""

    name: Name = Field(description="Answers are kept by this name, and conditions use it.")
    ask: str = Field(min_length=1, max_length=300, description="The question as people read it.")
    kind: Kind = Field("choice", description="How it is answered.")
    hint: str | None = Field(None, max_length=300, description="One line under the question.")
    optional: bool = Field(False, description="May be left empty.")
    when: str | None = Field(None, description="Asked only when this condition over earlier answers holds.")
    options: tuple[Option, ...] = Field((), max_length=100, description="For kind choice: at least two.")
    least: int = Field(1, ge=1, description="For kind items: how many at least.")
    most: int = Field(8, ge=1, le=20, description="For kind items: how many at most.")
    item: str = Field("Item", max_length=40, description="For kind items: what one of them is called.")
    low: str = Field("", max_length=60, description="For kind scale: what 1 means.")
    high: str = Field("", max_length=60, description="For kind scale: what 5 means.")
    weight: int = Field(0, ge=0, le=10, description="How much a scale or choice counts in the score; 0 does not count.")
    reversed: bool = Field(False, description="For kind scale: a high answer is bad (effort, risk).")
    short: str | None = Field(None, max_length=60, description="What results call it; the question itself when absent.")
    dimension: Name | None = Field(None, description="Which [[dimension]] a checklist question belongs to.")
    send: str | None = Field(
        None, description="The question to send to the other party while the answer is unknown or hard."
    )

    @property
    def label(self) -> str:
        return self.short or self.ask

    @model_validator(mode="after")
    def fits_its_kind(self) -> Self:
        if self.kind == "choice" and len(self.options) < 2:
            raise ValueError("a choice needs at least two options: add [[page.question.options]] with value and text")
        if self.kind != "choice" and self.options:
            raise ValueError(f"kind = '{self.kind}' takes no options: remove them or write kind = 'choice'")
        if len({o.value for o in self.options}) < len(self.options):
            raise ValueError("two options have the same value: give each its own")
        if self.kind == "items" and self.least > self.most:
            raise ValueError("least is larger than most: swap them")
        return self


class Page(Part):
    """What is asked at once: one view of a modal."""

    title: str = Field(min_length=1, max_length=150)
    intro: str | None = Field(None, max_length=1000, description="A sentence or two above the questions.")
    each: Name | None = Field(None, description="Repeat this page for every item of that question (kind items).")
    when: str | None = Field(None, description="Shown only when this condition over earlier answers holds.")
    question: tuple[Question, ...] = Field(min_length=1, max_length=12)


class Advice(Part):
    """What to do next, said when the condition holds."""

    when: str | None = None
    text: str = Field(min_length=1)


class Base(Part):
    """What every shape has."""

    word: Name = Field(description="The word after /align; the file's name without .toml.")
    version: str = Field(description="Hash of the file; filled in when it is loaded.")
    title: str = Field(min_length=1, max_length=24, description="Title of the modal and of the result.")
    line: str = Field(min_length=1, max_length=120, description="One line in /align help.")
    opening: str | None = Field(None, max_length=1000, description="Read once, above the first page.")
    how: str = Field(min_length=1, description="How this works, in a few sentences.")
    source: tuple[Source, ...] = ()
    page: tuple[Page, ...] = Field(min_length=1)
    advice: tuple[Advice, ...] = ()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by name, in the order asked."""
        return {question.name: question for page in self.page for question in page.question}

    @model_validator(mode="after")
    def names_hang_together(self) -> Self:
        known: dict[str, Question] = {}
        for page in self.page:
            if page.each and (page.each not in known or known[page.each].kind != "items"):
                raise ValueError(f"page '{page.title}': each = '{page.each}' names no earlier question of kind 'items'")
            for condition in [page.when, *(q.when for q in page.question)]:
                check_names(condition, known, f"page '{page.title}'")
            for question in page.question:
                if question.name in known or question.name == SHARE:
                    raise ValueError(f"page '{page.title}': the name '{question.name}' is taken: choose another")
                known[question.name] = question
        for advice in self.advice:
            check_names(advice.when, {*known, *self.facts()}, f"advice '{advice.text[:40]}'")
        return self

    def facts(self) -> Iterator[str]:
        """Names that advice may use besides the answers."""
        yield "score"


class Gate(Part):
    """Something a candidate must have; no score buys it."""

    name: Name
    open: str = Field(description="Condition over the candidate's answers: true when the gate is open.")
    closed: str = Field(min_length=1, description="What is missing, in a few words.")
    opens: str = Field(min_length=1, description="What would open it: something to do.")


class Picker(Base):
    """Candidates × criteria: gates, then a ranking, then one choice."""

    shape: Literal["picker"]
    candidates: Name = Field(description="The question of kind items that lists the candidates.")
    gate: tuple[Gate, ...] = ()

    @model_validator(mode="after")
    def ranks_something(self) -> Self:
        listed = self.questions.get(self.candidates)
        if listed is None or listed.kind != "items":
            raise ValueError(f"candidates = '{self.candidates}' names no question of kind 'items'")
        if not self.criteria:
            raise ValueError("nothing to rank by: give at least one scale question a weight")
        for gate in self.gate:
            check_names(gate.open, self.questions, f"gate '{gate.name}'")
        return self

    @cached_property
    def criteria(self) -> tuple[Question, ...]:
        """The questions that count, heaviest first as asked."""
        return tuple(q for q in self.questions.values() if q.kind == "scale" and q.weight)

    def facts(self) -> Iterator[str]:
        yield from ("score", "tie")


class Dimension(Part):
    """A group of checklist questions with a score of its own."""

    name: Name
    title: str = Field(min_length=1, max_length=40)
    call: str = Field(min_length=1, description="Who must be in the next call when something here is red.")


class Band(Part):
    """What a score means."""

    upto: int = Field(ge=0, le=100, description="The highest score, 0 to 100, that still belongs to this band.")
    title: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1)


class Checklist(Base):
    """One subject, questions with points, a score from 0 to 100 in dimensions."""

    shape: Literal["checklist"]
    subject: Name = Field(description="The text question whose answer says what this is about.")
    red: int = Field(ge=1, description="From how many points on an answer is red.")
    unknown: str = Field(description="The option value that means: we do not know.")
    option: tuple[Option, ...] = Field((), description="Options of every choice question that lists none itself.")
    dimension: tuple[Dimension, ...] = Field(min_length=1)
    band: tuple[Band, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def shares_options(cls, values: Any) -> Any:
        """A question with a dimension counts once and takes the shared options, unless it says otherwise."""
        if isinstance(values, dict) and isinstance(values.get("page"), list):
            shared = {"options": values.get("option", []), "weight": 1}
            pages = [
                {**page, "question": [_with(shared, q) for q in page.get("question", [])]} for page in values["page"]
            ]
            return {**values, "page": pages}
        return values

    @model_validator(mode="after")
    def scores_something(self) -> Self:
        if self.subject not in self.questions:
            raise ValueError(f"subject = '{self.subject}' names no question")
        titles = {d.name for d in self.dimension}
        for question in self.scored:
            if question.dimension not in titles:
                raise ValueError(f"question '{question.name}': dimension = '{question.dimension}' is not defined")
            if any(option.points is None for option in question.options):
                raise ValueError(f"question '{question.name}': every option needs points, or the question weight = 0")
        if not self.scored:
            raise ValueError("nothing to score: give at least one choice question a weight")
        if [b.upto for b in self.band] != sorted({b.upto for b in self.band}) or self.band[-1].upto != 100:
            raise ValueError("bands must rise, and the last must be upto = 100")
        return self

    @cached_property
    def scored(self) -> tuple[Question, ...]:
        return tuple(q for q in self.questions.values() if q.kind == "choice" and q.weight)


Playbook = Picker | Checklist
PLAYBOOK: TypeAdapter[Playbook] = TypeAdapter(Annotated[Playbook, Field(discriminator="shape")])


def _with(shared: dict[str, Any], question: dict[str, Any]) -> dict[str, Any]:
    return {**shared, **question} if "dimension" in question else question


def check_names(condition: str | None, known: Collection[str], where: str) -> None:
    """ValueError, in words for the author, when a condition reads a name that no earlier question has."""
    unknown = conditions.names(condition) - set(known) if condition else set()
    if unknown:
        choices = ", ".join(known) or "none yet"
        raise ValueError(
            f"{where}: '{condition}' names {sorted(unknown)[0]!r}, which nothing before it asks. Known: {choices}"
        )
