"""Where an answer says something else than the team has given in another playbook."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bot.coaching.interview.contracts import find_contract, list_contracts
from bot.coaching.interview.route import Answers
from bot.coaching.interview.values import format_day
from bot.coaching.playbook.comparisons import PEOPLE, Comparison
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import Person
from bot.coaching.schedule.named_days import list_named_days
from bot.coaching.shapes.lookup import find_subjects
from bot.model.subjects import fold_subject

Written = Mapping[str, Mapping[str, Answers]]  # playbook → subject → answers


class Difference(NamedTuple):
    """A comparison that differs, about `item` ("" for the whole), with what stands elsewhere as people read it."""

    comparison: Comparison
    item: str
    theirs: Any


def find_difference(
    question: Question, written: Written, comparison: Comparison, called: str, ours: Any
) -> Difference | None:
    """Return the difference; None where one of the two says nothing, or both say the same.

    `ours` is the answer to `question` as conditions read it, `called` what the other one has to be about.
    """
    word, _, name = comparison.theirs.partition(".")
    theirs = next(filter(None, _find_theirs(written.get(word, {}), name, called)), None)
    if not ours or not theirs or not _differ(question, ours, theirs):
        return None
    return Difference(comparison, called, _as_read(question, theirs))


def _find_theirs(documents: Mapping[str, Answers], name: str, called: str) -> Iterator[Any]:
    """Yield what is answered about something: in a row of its name, else in the whole of a document about it."""
    for subject, answers in documents.items():
        yield from (answers.get((name, item)) for item, row in _list_named(answers) if _are_same(row, called))
        whole = answers.get((name, ""))
        if isinstance(whole, dict):
            yield _find_notice(whole, called)
        elif not subject or _are_same(subject, called):
            yield whole
            yield _join(value for (question, item), value in answers.items() if question == name and item and subject)


def _find_notice(lines: Mapping[str, str], called: str) -> str:
    """Return the last day to give notice of the contract of something, "" where no line says it."""
    found = find_contract(list_contracts(lines), called)
    return found.notice_by if found and found.notice else ""


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
    days, named = list_named_days(str(theirs)), list_named_days(str(ours))
    if days:
        return bool(named) and not any(one.may_be(other) for one in named for other in days)
    return _fold_words(str(ours)) != _fold_words(str(theirs))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _fold_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _as_read(question: Question, value: Any) -> Any:
    if question.kind in PEOPLE:
        return [Person(user) for user in dict.fromkeys(_list(value))]
    return format_day(str(value))
