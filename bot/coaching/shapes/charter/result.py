"""The result of a charter: the document as its checks, states and advice read it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.coaching.advice import Recommendation
from bot.coaching.interview import values
from bot.coaching.interview.contracts import ContractLine
from bot.coaching.interview.route import Answers, list_items
from bot.coaching.playbook.advice_models import Advice
from bot.coaching.playbook.comparisons import PEOPLE, Comparison
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.texts import FilledText, Person
from bot.coaching.shapes.charter.contracts import find_lines, make_facts
from bot.coaching.shapes.charter.document import Line, Section, compose_sections, list_persons, make_line
from bot.coaching.shapes.charter.empty_words import ask_empty_words
from bot.coaching.shapes.charter.model import NAMED, CharterModel, Check
from bot.coaching.shapes.charter.parts import Part, find_parts
from bot.coaching.shapes.differences import find_difference
from bot.coaching.shapes.result import Headline, Result
from bot.coaching.shapes.voices import Voices
from bot.model.teams import Side


@dataclass(frozen=True)
class Version:
    """A version of a document, written `by` a person, finished `on` a day (ISO, UTC). `approvals` are (side, person),
    `confirmed` the persons who have said that their part in it is theirs.

    `document_id` is the first version, by which the document is known; `replaced` the number of the version that is
    current instead, 0 for the current one; `before` are the answers of the version before, None for the first.
    """

    run_id: str
    document_id: str
    number: int
    subject: str
    by: str
    on: str
    answers: Answers
    before: Answers | None
    voices: Voices
    approvals: tuple[tuple[Side, str], ...]
    confirmed: tuple[str, ...]
    replaced: int
    pinned: bool


class _Sides(dict[str, Side]):
    """Person → side; OTHER for strangers: a document may name somebody who is not in the team."""

    def __missing__(self, person: str) -> Side:
        return Side.OTHER


@dataclass(frozen=True)
class Table:
    """The table in a document's post: its heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[FilledText | str, ...], ...]


@dataclass(frozen=True)
class Document(Result):
    """A document as it stands."""

    charter: CharterModel
    voices: Voices

    @property
    def headline(self) -> Headline:
        return Headline(self.subject, self.state)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The two sides that have to agree to it."""
        # By the answers alone: whether it is settled depends on this.
        known = values.collect_values(self.variant, self.live)
        named = next((each.sides for each in self.charter.other_sides if holds(each.when, known)), self.charter.sides)
        return tuple(map(Side, named))

    @property
    def subject(self) -> str:
        """The subject of the document; "" where a team has only one."""
        return str(self.live.get((self.charter.subject or "", "")) or "")

    @property
    def facts(self) -> Mapping[str, Any]:
        return self._facts_with()

    @property
    def recommendations(self) -> list[Recommendation]:
        """Things to do next; advice about each row is about the first one that it holds for."""
        tried = [(each, next(self._applies(each), None)) for each in self.charter.advice]
        return [Recommendation(each, each.text, facts) for each, facts in tried if facts is not None]

    @property
    def heading(self) -> FilledText | None:
        """What its post calls it, where the file says so."""
        return FilledText(self.charter.heading, self.facts) if self.charter.heading else None

    @cached_property
    def table(self) -> Table | None:
        """The rows that its post shows; None without any."""
        shown = self.charter.table
        items = list_items(self.live, shown) if shown else {}
        if not shown or not items:
            return None
        common = self._facts_with(shown)
        rows: Iterator[tuple[FilledText | str, ...]] = (
            (name, *(FilledText(each.text, {**common, **self._row(key, name)}) for each in self.charter.column))
            for key, name in items.items()
        )
        heads = (self.charter.questions[shown].item, *(each.title for each in self.charter.column))
        return Table(heads, tuple(rows))

    @property
    def front(self) -> list[Line]:
        """The answers that its post repeats: those that the file names, or the first ones where there is no table."""
        if not self.charter.front and not self.table:
            return [line for section in self.sections for line in section.lines]
        shown = (self.charter.questions[name] for name in self.charter.front)
        lines = (make_line(question, self.live.get((question.name, ""))) for question in shown)
        return [line for line in lines if line.parts]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return compose_sections(self.charter, self.live)

    @cached_property
    def persons(self) -> list[Person]:
        """The persons whom it names, once each."""
        return list_persons(self.charter, self.live)

    @cached_property
    def parts(self) -> Mapping[Person, Part]:
        """The part that each person has in it, by their name."""
        return find_parts(self.charter, self.live)

    @cached_property
    def state(self) -> str:
        """A word on how it stands, "" without one."""
        return next((state.text for state in self.charter.state if holds(state.when, self.facts)), "")

    @cached_property
    def problems(self) -> list[FilledText]:
        """Everything to ask about: where it differs from what is written elsewhere, empty words, and every check that
        applies, in the file's order: once, or for each item, or once for all where it has words for many.
        """
        problems = [*self._differences(), *ask_empty_words(self.charter, self.live)]
        for check in self.charter.check:
            applies = list(self._applies(check))
            if check.many and len(applies) > 1:
                named = [facts["item"] for facts in applies]
                problems.append(FilledText(check.many, {**self._facts_with(check.each), "items": named}))
            else:
                problems += [FilledText(check.text, facts) for facts in applies]
        return problems

    def _differences(self) -> Iterator[FilledText]:
        """Yield what stands otherwise in another playbook, as a question."""
        for comparison in self.charter.same:
            for facts in self._tries(comparison.each):
                asked, (called, ours) = self.charter.questions[comparison.ours], self._said(comparison, facts)
                found = find_difference(asked, self.voices.written, comparison, called, ours)
                if found and holds(comparison.when, facts):
                    yield FilledText(comparison.text, {**facts, "theirs": found.theirs})

    def _said(self, comparison: Comparison, facts: Mapping[str, Any]) -> tuple[str, Any]:
        """Return what the answer is about, and the answer: of a contract its last day to give notice; where it is asked
        for each item and compared once, that to all items.
        """
        question, called = self.charter.questions[comparison.ours], facts.get("item", self.subject)
        if question.contract:
            line = facts["contract"]
            return (line["name"], line["notice"] and line["notice_by"]) if line else ("", "")
        if comparison.each or question.kind not in PEOPLE or not question.over:
            return comparison.called or called, facts[comparison.ours]
        people = [each for row in self._rows(question.over) for each in row[comparison.ours]]
        return comparison.called or called, people

    def _facts_with(self, each: str | None = None) -> Mapping[str, Any]:
        """Return what conditions and texts may read of the whole; `rows` are those of this table, else of the first."""
        tables = self.charter.tables
        return self._facts[each if each in tables else next(iter(tables), "")]

    @cached_property
    def _facts(self) -> Mapping[str, Mapping[str, Any]]:
        """Table → the facts with its rows; under "" where there is no table."""
        sides = _Sides(self.voices.sides)
        # These names are part of the format of playbook files (docs/playbooks.md), whatever we call things elsewhere.
        common = {
            **values.collect_values(self.variant, self.live),
            "side": sides,
            "sides": _make_seated(sides),
            "agreed": [Person(user) for user in self.voices.agreed],
            "settled": set(self.sides) <= set(self.voices.agreed.values()),
            NAMED: self.persons,
            **({"contract": None} if self.charter.contract_question else {}),
            **self._part_by_side({name: [] for name in self.charter.questions}),
        }
        return {table: {**common, "rows": self._rows(table)} for table in self.charter.tables or ("",)}

    def _applies(self, part: Check | Advice) -> Iterator[Mapping[str, Any]]:
        """Return the facts of everything that it holds for: the whole, or each item or person it is tried for."""
        return (facts for facts in self._tries(part.each) if holds(part.when, facts))

    def _tries(self, each: str | None) -> Iterator[Mapping[str, Any]]:
        whole, asked = self._facts_with(each), self.charter.questions.get(each or "")
        if each is None:
            yield whole
        elif asked and asked.kind == "items":
            yield from ({**whole, **self._row(*item)} for item in list_items(self.live, each).items())
        else:
            yield from ({**whole, "item": person} for person in whole[each])

    def _rows(self, table: str) -> list[dict[str, Any]]:
        return [self._row(*item) for item in list_items(self.live, table).items()]

    def _row(self, item: str, name: str) -> dict[str, Any]:
        row = values.collect_values(self.variant, self.live, item)
        contract = {"contract": make_facts(self._contracts, name)} if self.charter.contract_question else {}
        return {**row, **self._part_by_side(row), **contract, "item": name}

    @cached_property
    def _contracts(self) -> list[ContractLine]:
        return find_lines(self.charter, self.live)

    def _part_by_side(self, row: Mapping[str, Any]) -> dict[str, dict[Side, list[Person]]]:
        """Return the people of each row, parted by side: NAME_by_side.it are those of IT."""
        # Not a function that texts could call: to them people are mentions already.
        sides = _Sides(self.voices.sides)
        return {
            f"{question.name}_by_side": {
                side: [user for user in row[question.name] if sides[user] == side] for side in Side
            }
            for question in self.charter.rows
        }


def _make_seated(sides: Mapping[str, Side]) -> Callable[..., list[Side]]:
    def seated(*people: Any) -> list[Side]:
        """Return the sides of these persons and lists of persons, in their order."""
        return [sides[user] for user in _flatten(people)]

    return seated


def _flatten(people: tuple[Any, ...]) -> list[Any]:
    return [user for each in people for user in (each if isinstance(each, list) else [each]) if user]
