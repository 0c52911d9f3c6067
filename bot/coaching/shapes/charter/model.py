"""The model of a charter file: a document's sides, checks, states, and what of it stands in its post."""

from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from bot.coaching.playbook.base import Extra, PlaybookModel
from bot.coaching.playbook.comparisons import PEOPLE
from bot.coaching.playbook.parts import Condition, Name, Part
from bot.coaching.playbook.phrase_book import PhraseBook
from bot.coaching.playbook.phrases import Phrase, Wordings
from bot.coaching.playbook.questions import Question, by_name
from bot.coaching.playbook.texts import Wording

# Not Literal[Side.MARKETING, …]: pydantic would tell authors to write <Side.MARKETING: 'marketing'>.
SideName = Literal["marketing", "it", "sales"]
NAMED = "named"  # everybody whom the document names


def _check_two(sides: tuple[SideName, ...]) -> tuple[SideName, ...]:
    if len(set(sides)) != 2 or len(sides) != 2:
        raise ValueError('a charter has two sides: write sides = ["marketing", "it"]')
    return sides


class Check(Part):
    """Something that should not stand in the document: told in it, until it is mended."""

    when: Condition = Field(description="What is wrong, as a condition: over the whole, or over each item.")
    each: Name | None = Field(
        None, description="Try it for every item of that question (kind items or people), or for everybody `named`."
    )
    text: Wording = Field(
        description="What is wrong, in one line. {{ item }} and {{ name_of_a_question }} are filled in."
    )
    many: Wording | None = Field(
        None, description="Said once instead when it is so for several items: {{ items | join(', ') }} names them."
    )


class OtherSides(Part):
    """Two other sides that have to agree, where the document is between them."""

    when: Condition = Field(description="A condition over the answers of the whole document.")
    sides: Annotated[tuple[SideName, ...], AfterValidator(_check_two)] = Field(description="The two sides.")


class EmptyWords(Part):
    """Words that could stand in anybody's document: where they stand, they are asked about."""

    says: Wordings = Field(
        min_length=1, description="The words, in any of the four languages, written as those of a [[phrase]]."
    )
    unless: Wordings = Field((), description="Where they stand inside one of these wordings, they are not meant.")
    ask: str = Field(min_length=1, max_length=160, description="The question about them: who would notice, and how?")


class Column(Part):
    """A column of the table that the post shows; the first one, with the items, is there by itself."""

    title: str = Field(min_length=1, max_length=30, description="The head of the column, a word or two.")
    text: Wording = Field(description="A cell, a few words: {{ name_of_a_question }} as it was answered for the item.")


class State(Part):
    """A word on how the document stands, said wherever it is shown or listed; the first that holds."""

    when: Condition = Field(description="A condition over the whole document.")
    text: str = Field(min_length=1, max_length=40, description="A word or two, such as disputed.")


class CharterModel(PlaybookModel):
    """The keys and tables of a charter."""

    extras: ClassVar[frozenset[Extra]] = frozenset({Extra.BESIDE, Extra.PREFILL, Extra.ADVICE_EACH, Extra.SAME})

    shape: Literal["charter"] = Field(description="A one-page document that two sides agree to.")
    sides: Annotated[tuple[SideName, ...], AfterValidator(_check_two)] = Field(
        ("marketing", "it"), description="The two sides that have to agree."
    )
    other_sides: tuple[OtherSides, ...] = Field(
        (), description="When two other sides agree instead; the first that holds."
    )
    heading: Wording | None = Field(
        None, description="What the post calls it, such as Roles for {{ project }}; its title and subject if left out."
    )
    front: tuple[Name, ...] = Field(
        (),
        description="Questions whose answers the post repeats; the first ones where it has no table either.",
    )
    table: Name | None = Field(None, description="The items question whose rows the post shows as a table.")
    subject: Name | None = Field(
        None, description="The text question that says what a document is about; without it there is one a team."
    )
    # 24: Slack refuses a manifest with a longer name of a shortcut.
    lookup: str | None = Field(
        None,
        min_length=1,
        max_length=24,
        description="Name of a message shortcut that looks the message's words up among the documents' subjects.",
    )
    check: tuple[Check, ...] = Field((), description="What should not stand in the document.")
    empty: tuple[EmptyWords, ...] = Field((), description="Empty words, which are asked about.")
    state: tuple[State, ...] = Field((), description="A word on how the document stands.")
    # 4: with the one for the items there are five, and more are not read on a phone.
    column: tuple[Column, ...] = Field((), max_length=4, description="The columns of the table in the post.")

    @cached_property
    def tables(self) -> dict[str, tuple[Question, ...]]:
        """Every items question that is a table of the document, with its columns: the questions asked for each item, or
        over them.
        """
        tables: dict[str, tuple[Question, ...]] = {}
        for page in self.page:
            for question in page.question:
                table = page.each or question.over
                if table:
                    tables[table] = (*tables.get(table, ()), question)
        return tables

    @cached_property
    def book(self) -> PhraseBook:
        """What its answers are read for: the empty words, each with the question about it."""
        said = (
            Phrase(says=each.says, unless=each.unless, hides="empty", why=each.ask, send=each.ask)
            for each in self.empty
        )
        return PhraseBook(phrases=tuple(said))

    @cached_property
    def part(self) -> str:
        """What people call their part in it: a row, by the name of its items, where the rows name people."""
        naming = (name for name, asked in self.tables.items() if any(each.kind in PEOPLE for each in asked))
        table = next(naming, "")
        return self.questions[table].item.lower() if table else "part"

    @property
    def rows(self) -> list[Question]:
        """The questions that ask for people, a row for each item."""
        return [question for question in self.questions.values() if question.kind == "people" and question.over]

    @property
    def subject_question(self) -> Question | None:
        return self.questions.get(self.subject or "")

    @cached_property
    def contract_question(self) -> Question | None:
        """The question whose items are contracts, None without one."""
        return next((question for question in self.questions.values() if question.contract), None)

    def readable(self, each: str | None) -> dict[str, Question]:
        """Return what is asked once, and of each of these items."""
        return by_name(page for page in self.page if page.each in (None, each))
