"""The part that a document gives to each person: the rows that name them, and what they answer for by name."""

from collections.abc import Collection, Iterator, Mapping

from bot.coaching.interview.route import Answers
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.document import make_line, make_rows
from bot.coaching.shapes.charter.model import CharterModel

Part = frozenset[tuple[str, ...]]  # all that a document says of it, to be compared


def find_parts(charter: CharterModel, live: Answers) -> dict[Person, Part]:
    """Return person → part, in the document's order.

    Who is listed beside a table, to be asked or told, has no part in its rows; without a table they have.
    """
    parts: dict[Person, set[tuple[str, ...]]] = {}
    for person, words in (*_find_in_rows(charter, live), *_find_in_lines(charter, live)):
        parts.setdefault(person, set()).add(words)
    return {person: frozenset(words) for person, words in parts.items()}


def carry_confirmed(
    before: Mapping[Person, Part], after: Mapping[Person, Part], confirmed: Collection[str], author: str
) -> list[str]:
    """Return who need not be asked again: the part that they have confirmed is as it was, or they wrote it themselves.

    `before` are the parts of the version that `author` has changed, empty for a new document.
    """
    return [
        person
        for person, part in after.items()
        if person == author or (person in confirmed and before.get(person) == part)
    ]


def _find_in_rows(charter: CharterModel, live: Answers) -> Iterator[tuple[Person, tuple[str, ...]]]:
    for table in charter.tables:
        for row in make_rows(charter, live, table):
            words = (row.name, *(word for line in row.lines for word in (line.question.name, *line.parts)))
            yield from ((each, words) for line in row.lines for each in line.parts if isinstance(each, Person))


def _find_in_lines(charter: CharterModel, live: Answers) -> Iterator[tuple[Person, tuple[str, ...]]]:
    for question in _list_owners(charter):
        for each in make_line(question, live.get((question.name, ""))).parts:
            if isinstance(each, Person):
                yield each, (question.name,)


def _list_owners(charter: CharterModel) -> list[Question]:
    """Return the questions outside of tables whose answer is somebody with a part."""
    kinds = ("person",) if charter.tables else ("person", "people")
    columns = {question.name for questions in charter.tables.values() for question in questions}
    return [each for each in charter.questions.values() if each.kind in kinds and each.name not in columns]
