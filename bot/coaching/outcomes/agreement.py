"""A charter's answers and who speaks for which side → what is wrong with the document, and what to do next."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot.coaching.asking.interview import Answers, current, items, values_for
from bot.coaching.format.charter import NAMED, Charter, Check
from bot.coaching.format.conditions import holds
from bot.coaching.format.questions import Question
from bot.coaching.format.wording import Person
from bot.coaching.outcomes.document import persons

OTHER = "other"  # the side of everybody who has none


@dataclass(frozen=True)
class Voices:
    """Who speaks for which side (person → side), and who has agreed to this version."""

    sides: Mapping[str, str] = field(default_factory=dict)
    agreed: Collection[str] = ()


@dataclass(frozen=True)
class Version:
    """One version of a document: who wrote it, and who has turned a key (side, person). `replaced` is the number of
    the version that is current instead, 0 for the current one; `before` are the answers of the version before.
    """

    run_id: str
    number: int
    subject: str
    by: str
    on: str
    answers: Answers
    before: Answers | None
    voices: Voices
    keys: tuple[tuple[str, str], ...]
    replaced: int
    pinned: bool


@dataclass(frozen=True)
class Finding:
    """A text of the playbook that applies, with what it is filled in with."""

    text: str
    values: Mapping[str, Any]


class _Sides(dict[str, str]):
    """Person → side; whoever has none is on neither."""

    def __missing__(self, person: str) -> str:
        return OTHER


def problems(charter: Charter, answers: Answers, voices: Voices) -> list[Finding]:
    """Every check that applies, in the file's order; one that is tried for each item applies once for each of them,
    or once for all where it has words for many.
    """
    live = current(charter, answers)
    facts_for = cache(lambda table: _facts(charter, live, voices, table))
    found = []
    for check in charter.check:
        whole = facts_for(check.each if check.each in charter.tables else "")
        applies = [values for values in _tries(charter, check, live, whole) if holds(check.when, values)]
        if check.many and len(applies) > 1:
            found.append(Finding(check.many, {**whole, "items": [values["item"] for values in applies]}))
        else:
            found += [Finding(check.text, values) for values in applies]
    return found


def advice(charter: Charter, answers: Answers, voices: Voices) -> list[str]:
    """What to do next."""
    values = facts(charter, answers, voices)
    return [one.text for one in charter.advice if holds(one.when, values)]


def facts(charter: Charter, answers: Answers, voices: Voices) -> dict[str, Any]:
    """What conditions and texts about the whole may read."""
    return _facts(charter, current(charter, answers), voices, "")


def _facts(charter: Charter, live: Answers, voices: Voices, table: str) -> dict[str, Any]:
    """`table` is the items question whose rows are `rows`: the first one unless it is said."""
    table = table or next(iter(charter.tables), "")
    sides = _Sides(voices.sides)
    return {
        **_values(charter, live, ""),
        "rows": [_row(charter, live, *item) for item in items(live, table).items()],
        "side": sides,
        "sides": _seated(sides),
        "agreed": [Person(user) for user in voices.agreed],
        NAMED: persons(charter, live),
    }


def _seated(sides: Mapping[str, str]) -> Callable[..., list[str]]:
    def seated(*people: Any) -> list[str]:
        """The sides of these persons and lists of persons."""
        flat = [user for one in people for user in (one if isinstance(one, list) else [one]) if user]
        return [sides[user] for user in flat]

    return seated


def _tries(charter: Charter, check: Check, live: Answers, whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    each = charter.questions.get(check.each or "")
    if check.each is None:
        yield whole
    elif each and each.kind == "items":
        yield from ({**whole, **_row(charter, live, *item)} for item in items(live, each.name).items())
    else:
        yield from ({**whole, "item": person} for person in whole[check.each])


def _row(charter: Charter, live: Answers, item: str, name: str) -> dict[str, Any]:
    return {**_values(charter, live, item), "item": name}


def _values(charter: Charter, live: Answers, item: str) -> dict[str, Any]:
    """Answers by name, persons as persons; a list of people left empty is an empty list."""
    values = values_for(charter, live, item)
    return {name: _typed(question, values[name]) for name, question in charter.questions.items()}


def _typed(question: Question, value: Any) -> Any:
    if question.kind == "people":
        return [Person(user) for user in value or []]
    return Person(value) if question.kind == "person" and value else value
