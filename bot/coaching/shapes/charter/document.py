"""A charter's answers → the sections of its document, and what changed from one version to the next.

`live` are the answers that count (`select_current`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.coaching.interview.contracts import list_contracts
from bot.coaching.interview.route import Answers, list_items
from bot.coaching.interview.values import format_day
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.model import CharterModel

TICKED = "yes"


@dataclass(frozen=True)
class Line:
    """An answer as it is shown: `parts` are words and persons, none when it was left empty."""

    question: Question
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table: `item` is its key in the answers, `name` what people call it."""

    item: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A page of the document: lines, and rows where it is a table. `beside`: its lines are read side by side."""

    title: str
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    beside: bool


@dataclass(frozen=True)
class Change:
    """An answer that differs between two versions; `item` is the row it is in, "" outside of tables."""

    question: Question
    item: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def compose_sections(charter: CharterModel, live: Answers) -> tuple[Section, ...]:
    """Return the document, page by page; pages about the same items are one table.

    What was left empty is left out, and so is the subject: it stands above the document.
    """
    columns = {question.name for questions in charter.tables.values() for question in questions}
    elsewhere = {charter.subject, *charter.tables, *columns}
    sections = []
    for page in charter.page:
        if page.each is None:
            lines = [make_line(q, live.get((q.name, ""))) for q in page.question if q.name not in elsewhere]
            tables = [q.name for q in page.question if q.name in charter.tables]
            rows = tuple(row for table in tables for row in make_rows(charter, live, table))
            sections.append(Section(page.title, tuple(line for line in lines if line.parts), rows, page.beside))
    return tuple(section for section in sections if section.lines or section.rows)


def list_persons(charter: CharterModel, live: Answers) -> list[Person]:
    """Return everybody whom the document names, once each, in its order."""
    named = [_list_people(charter.questions[name], value) for (name, _), value in live.items()]
    return [Person(user) for user in dict.fromkeys(user for users in named for user in users)]


def compare_answers(charter: CharterModel, before: Answers, after: Answers) -> list[Change]:
    """Return what differs, in the document's order; a row that came or went is one change, by its name."""
    return [
        change for question in charter.questions.values() for change in _find_changes(charter, question, before, after)
    ]


def merge_answers(base: Answers, mine: Answers, theirs: Answers) -> dict[tuple[str, str], Any]:
    """Return my version on top of theirs: what I have not changed since `base` is as they have it now."""
    # Two people may change a document at a time: whoever is second must not undo what the first one did.
    keys = {**theirs, **mine}
    return {key: mine[key] if key in mine and mine[key] != base.get(key) else theirs.get(key) for key in keys}


def make_rows(charter: CharterModel, live: Answers, table: str) -> Iterator[Row]:
    """Yield the rows of a table, each with what was answered in it."""
    for item, name in list_items(live, table).items():
        lines = [make_line(question, _answer_of(question, live, item)) for question in charter.tables[table]]
        yield Row(item, name, tuple(line for line in lines if line.parts))


def _answer_of(question: Question, answers: Answers, item: str) -> Any:
    """Return what is answered about an item; of ticks, whether it is ticked, as a word."""
    if question.kind == "ticks":
        return TICKED if item in (answers.get((question.name, "")) or ()) else None
    return answers.get((question.name, item))


def make_line(question: Question, value: Any) -> Line:
    """Return an answer as it is shown."""
    return Line(question, split_parts(question, value))


def split_parts(question: Question, value: Any) -> tuple[str, ...]:
    """Return an answer as words and persons, none where it was left empty."""
    if not value:
        return ()
    if question.kind in ("person", "people"):
        return tuple(Person(user) for user in _list_people(question, value))
    if question.contract:
        return tuple(contract.shown for contract in list_contracts(value))
    if question.kind == "items":
        return tuple(value.values())
    if question.kind == "choice":
        return tuple(option.text for option in question.options if option.value == value)
    return (format_day(value) if question.kind == "date" else str(value),)


def _list_people(question: Question, value: Any) -> list[str]:
    if question.kind == "people":
        return list(value or [])
    return [value] if question.kind == "person" and value else []


def _find_changes(charter: CharterModel, question: Question, old: Answers, new: Answers) -> Iterator[Change]:
    if question.kind == "items":
        yield from _find_renamed(question, list_items(old, question.name), list_items(new, question.name))
        return
    table = _find_table(charter, question)
    # Answers about a row that went are not changes of their own: the row is one (_find_renamed).
    names = list_items(new, table) if table else {"": ""}
    for item in names:
        before, after = (split_parts(question, _answer_of(question, answers, item)) for answers in (old, new))
        if before != after:
            yield Change(question, names[item], before, after)


def _find_renamed(question: Question, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for item in dict.fromkeys((*old, *new)):
        before, after = old.get(item), new.get(item)
        if before != after:
            yield Change(question, "", (before,) if before else (), (after,) if after else ())


def _find_table(charter: CharterModel, question: Question) -> str:
    return next((table for table, columns in charter.tables.items() if question in columns), "")
