"""Pages of questions, and the answers that can be given."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from bot.coaching.playbook.choices import Level, Options, Ready
from bot.coaching.playbook.parts import Condition, Name, Part
from bot.coaching.playbook.texts import Wording
from bot.model.teams import Side

SHARE = "share"  # the closing question, asked at the end of every playbook
OPTION = '{ value = "…", text = "…" }'  # how one is written
LOW, TOP = 1, 5  # the ends of a scale

PICK = "pick"  # the question which of two that are too close to call it is to be
SPECIAL = frozenset({SHARE, PICK})
Kind = Literal["choice", "scale", "ticks", "text", "long", "items", "person", "people", "date", "number"]
# Not Side itself: an enumeration would be a table of its own in the reference.
AskedSide = Literal[Side.MARKETING, Side.IT, Side.SALES, Side.AGENCY]
Suggestion = Annotated[str, Field(min_length=1, max_length=75)]


class Question(Part):
    """One question on a page."""

    name: Name = Field(description="Answers are kept by this name, and conditions use it.")
    ask: str = Field(min_length=1, max_length=300, description="The question as people read it.")
    kind: Kind = Field("choice", description="How it is answered.")
    hint: str | None = Field(None, max_length=300, description="One line under the question.")
    optional: bool = Field(False, description="May be left empty.")
    when: Condition | None = Field(None, description="Asked only when this condition over earlier pages holds.")
    options: Options = Field((), description="For kind choice: at least two.")
    over: Name | None = Field(
        None,
        description="The question of kind items that it is about: its items are ticked (kind ticks), or asked for one "
        "row each (kind people).",
    )
    same: bool = Field(False, description="With over: a row left empty is as the row before.")
    least: int = Field(1, ge=1, description="For kind items: how many at least.")
    most: int = Field(8, ge=1, le=20, description="For kind items: how many at most.")
    item: str = Field("Item", max_length=40, description="For kind items: what one of them is called.")
    suggest: tuple[Suggestion, ...] = Field((), description="For kind items: what stands there to begin with.")
    ready: tuple[Ready, ...] = Field((), description="For kind items: ready-made ones, to be ticked.")
    ready_ask: str = Field("Ready-made", max_length=75, description="For kind items: above the ready-made ones.")
    ready_by: Name | None = Field(
        None, description="For kind items: the choice question on the same page that says which ready-made ones fit."
    )
    contract: bool = Field(
        False, description="For kind items: each is a contract: its name, when it ends, its notice, its cost a year."
    )
    default: str = Field(
        "",
        max_length=75,
        description="What stands there to begin with: an option, or in how many days a date is; for a person me.",
    )
    remember: bool = Field(False, description="For kind choice: begins with what the team answered last.")
    example: str = Field("", max_length=75, description="Shown in an empty field, after Ex.")
    low: str = Field("", max_length=60, description="For kind scale: what 1 means.")
    high: str = Field("", max_length=60, description="For kind scale: what 5 means.")
    within: int | None = Field(
        None, ge=1, le=3650, description="For kind date: not in the past, and at most so many days from today."
    )
    unit: str = Field("", max_length=20, description="For kind number: what is counted, such as days.")
    figure: bool = Field(
        False, description="For kind text: words without a number in them, such as not yet, count as left empty."
    )
    side: AskedSide | None = Field(None, description="For kind person: people of this side are offered first.")
    weight: int = Field(
        0, ge=0, le=10, description="How much it counts: scales and ticks in a picker, choices in a checklist."
    )
    reversed: bool = Field(False, description="For kind scale: a high answer is bad (effort, risk).")
    short: str | None = Field(None, max_length=60, description="What results call it; the question itself when absent.")
    statement: str = Field("", max_length=75, description="On a page with levels: the question as a few words to tick.")
    group: str = Field(
        "", max_length=40, description="On a page with levels: above the statements that stand together."
    )
    dimension: Name | None = Field(None, description="Which [[dimension]] a checklist question belongs to.")
    send: Wording | None = Field(
        None, description="The question to send to the other party while the answer is unknown or hard."
    )
    also_in: tuple[Annotated[str, Field(max_length=40, pattern=r"^\S.* \S+-\S+( = no)?$")], ...] = Field(
        (),
        description="Items of standard questionnaires that ask the same, with their version: CAIQ v4 DSP-19.1; = no "
        "behind one where a no is good news.",
    )
    record: bool = Field(
        False, description="Keep this choice as a measure: results show the team's median, in the order of the options."
    )

    prefill_from: tuple[str, ...] = Field(
        (),
        description="In a charter: begins with what these were answered about the same subject, as playbook.question; "
        "people from all of them, otherwise from the first that has one.",
    )
    full: bool = Field(False, description="In a checklist: asked only in full, with /align WORD full.")
    shown: bool = Field(False, description="The result repeats the answer.")

    @property
    def label(self) -> str:
        return self.short or self.ask

    @model_validator(mode="after")
    def fits_its_kind(self) -> Self:
        fault = next((told for kinds, key, told in _FITS if self.kind not in kinds and getattr(self, key)), None)
        if fault:
            raise ValueError(fault.format(kind=self.kind))
        self._check_choice()
        self._check_items()
        return self

    def _check_choice(self) -> None:
        if self.kind == "choice" and not self.options:
            raise ValueError(
                f'a choice needs options: add options = [{OPTION}, …], or another kind, like kind = "text"'
            )
        if self.kind == "ticks" and not self.over:
            raise ValueError("ticks are about items: add over = the name of a question of kind 'items'")
        if self.kind == "choice" and self.default and self.default not in {option.value for option in self.options}:
            raise ValueError(f"default = '{self.default}' is none of its options")

    def _check_items(self) -> None:
        if self.kind == "items" and self.least > self.most:
            raise ValueError(f"least = {self.least} is larger than most = {self.most}: swap them")
        if len(self.suggest) > (self.most if self.kind == "items" else 0):
            raise ValueError("suggest is for kind = 'items', and no longer than most")


# Kinds that take a key, the key, what to say where another kind has it.
_FITS: tuple[tuple[tuple[Kind, ...], str, str], ...] = (
    (("choice",), "options", "kind = '{kind}' takes no options: remove them or write kind = 'choice'"),
    (("choice",), "record", "only a choice can be a measure, its options in order: remove record"),
    (("choice",), "remember", "only a choice is remembered: remove remember"),
    (("date",), "within", "within is for kind = 'date': remove it"),
    (("ticks", "people"), "over", "over is for kind = 'ticks' and 'people': remove it"),
    (("people",), "same", "same is for kind = 'people': remove it"),
    (("items",), "ready", "ready is for kind = 'items': remove it"),
    (("items",), "contract", "contract is for kind = 'items': remove it"),
    (("items",), "ready_by", "ready_by is for kind = 'items': remove it"),
    (("text",), "figure", "figure is for kind = 'text': remove it"),
    (("person",), "side", "side is for kind = 'person': remove it"),
    (("choice", "person", "date"), "default", "kind = '{kind}' takes no default: remove it"),
)


class Page(Part):
    """What is asked at once: one view of a modal."""

    # 150: Slack refuses a longer header.
    title: str = Field(min_length=1, max_length=150, description="Above the questions, in large letters.")
    intro: str | None = Field(None, max_length=1000, description="A sentence or two above the questions.")
    each: Name | None = Field(None, description="Repeat this page for every item of that question (kind items).")
    when: Condition | None = Field(None, description="Shown only when this condition over earlier pages holds.")
    full: bool = Field(False, description="In a checklist or picker: asked only in full, with /align WORD full.")
    brief: bool = Field(False, description="In a picker: not asked in full.")
    followup: Name | None = Field(None, description="Asked only by that [[followup]], not when going through it.")
    among: Condition | None = Field(
        None, description="Its ticks are asked only about the items for which this condition over earlier ticks holds."
    )
    left_out: str = Field("", max_length=300, description="What is said about the items that `among` leaves out.")
    chosen: bool = Field(
        False, description="In a picker: asked on the last view, about the one that is picked, and about no other."
    )
    asks: Name | None = Field(
        None, description="In a picker: asked of this person (kind person) once they have taken their part, not before."
    )
    known_by: Literal["marketing", "it"] | None = Field(
        None, description="In a picker that both sides score: marked by this side alone, the one that knows."
    )
    level: tuple[Level, ...] = Field((), description="Ask its choices as statements to tick, level by level.")
    untouched: str = Field("", max_length=75, description="With levels: the option of what nobody has ticked.")
    beside: bool = Field(False, description="In a charter: the document shows these answers side by side.")
    question: tuple[Question, ...] = Field(min_length=1, max_length=15, description="What is asked, in this order.")

    @cached_property
    def conditional(self) -> bool:
        """True when any of it depends on earlier answers."""
        return self.when is not None or any(question.when is not None for question in self.question)

    @property
    def is_about_pick(self) -> bool:
        """True when it is asked about the pick alone, of whoever picks or of somebody later."""
        return self.chosen or self.asks is not None

    @property
    def counts(self) -> bool:
        """True when something on it has a weight."""
        return any(question.weight for question in self.question)

    def asking(self, questions: Iterable[Question], **changed: Any) -> "Page":
        """Return the same page with these questions instead of its own; both have been validated."""
        # Not model_copy(): it would take along `conditional` as it was worked out for the questions before.
        same = {name: getattr(self, name) for name in type(self).model_fields}
        return Page.model_construct(**{**same, **changed, "question": tuple(questions)})


def by_name(pages: Iterable[Page]) -> dict[str, Question]:
    """Return every question of these pages by its name, in the order asked."""
    return {question.name: question for page in pages for question in page.question}
