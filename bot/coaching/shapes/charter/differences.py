"""Where a document says something else than the team has written down in another playbook."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bot.coaching.interview.route import Answers
from bot.coaching.interview.values import format_day
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.lookup import find_subjects
from bot.coaching.shapes.charter.model import PEOPLE, CharterModel, Comparison
from bot.model.subjects import fold_subject

Written = Mapping[str, Mapping[str, Answers]]  # playbook → subject → answers
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "|".join(MONTHS)
_DAY = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.? (?P<m>{_NAMES})|\b(?P<m2>{_NAMES})\w*\.? (?P<d2>\d{{1,2}})\b"
    r"|\b\d{4}-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
)


class Difference(NamedTuple):
    """A comparison that differs, about `item` ("" for the whole), with what stands elsewhere as people read it."""

    comparison: Comparison
    item: str
    theirs: Any


def find_difference(
    charter: CharterModel, written: Written, comparison: Comparison, called: str, values: Mapping[str, Any]
) -> Difference | None:
    """Return the difference; None where one of the two says nothing, or both say the same.

    `values` are the answers as conditions read them, `called` what the other one has to be about.
    """
    word, _, name = comparison.theirs.partition(".")
    ours, question = values.get(comparison.ours), charter.questions[comparison.ours]
    theirs = next(filter(None, _find_theirs(written.get(word, {}), name, called)), None)
    if not ours or not theirs or not _differ(question, ours, theirs):
        return None
    return Difference(comparison, called, _as_read(question, theirs))


def _find_theirs(documents: Mapping[str, Answers], name: str, called: str) -> Iterator[Any]:
    """Yield what is answered about something: in a row of its name, else in the whole of a document about it."""
    for subject, answers in documents.items():
        yield from (answers.get((name, item)) for item, row in _list_named(answers) if _are_same(row, called))
        if not subject or _are_same(subject, called):
            yield answers.get((name, ""))
            yield _join(value for (question, item), value in answers.items() if question == name and item and subject)


def _list_named(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield the key and the name of every item."""
    for value in answers.values():
        if isinstance(value, dict):
            yield from ((key, called) for key, called in value.items() if called)


def _join(values: Iterator[Any]) -> list[Any]:
    return [each for value in values for each in (value if isinstance(value, list) else [])]


def _are_same(name: str, other: str) -> bool:
    """Return True where they are called alike, or one name stands in the other: CRM, New CRM."""
    if not name or not other:
        return False
    return fold_subject(name) == fold_subject(other) or bool(
        find_subjects(name, [other]) or find_subjects(other, [name])
    )


def _differ(question: Question, ours: Any, theirs: Any) -> bool:
    if question.kind in PEOPLE:
        return not set(_list(ours)) & set(_list(theirs))
    days = set(_list_days(str(theirs)))
    if days:
        named = set(_list_days(str(ours)))
        return bool(named) and not named & days
    return _fold_words(str(ours)) != _fold_words(str(theirs))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _list_days(text: str) -> Iterator[tuple[int, int]]:
    """Yield month and day of every day that a text names."""
    for found in _DAY.finditer(text.lower()):
        name = found["m"] or found["m2"]
        yield MONTHS.index(name) + 1 if name else int(found["m3"]), int(found["d"] or found["d2"] or found["d3"])


def _fold_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _as_read(question: Question, value: Any) -> Any:
    if question.kind in PEOPLE:
        return [Person(user) for user in dict.fromkeys(_list(value))]
    return format_day(str(value))
