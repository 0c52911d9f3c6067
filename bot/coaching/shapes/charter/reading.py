"""A charter's answers and who speaks for which side → what is wrong with the document, and whom advice is about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.coaching.interview import values
from bot.coaching.interview.route import Answers, current, items
from bot.coaching.playbook.advice_models import Advice
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.document import persons
from bot.coaching.shapes.charter.model import NAMED, Charter, Check

OTHER = "other"  # the side of everybody who has none


@dataclass(frozen=True)
class Voices:
    """Who speaks for which side (person → side), and who has agreed to this version, for which side."""

    sides: Mapping[str, str] = field(default_factory=dict)
    agreed: Mapping[str, str] = field(default_factory=dict)


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


class Reading:
    """A document as its checks and its advice read it."""

    def __init__(self, charter: Charter, answers: Answers, voices: Voices) -> None:
        self._charter, self._live, self._voices = charter, current(charter, answers), voices
        self._facts: dict[str, dict[str, Any]] = {}

    def facts(self, each: str | None = None) -> dict[str, Any]:
        """What conditions and texts may read of the whole; `rows` are those of this table, else of the first."""
        tables = self._charter.tables
        table = each if each in tables else next(iter(tables), "")
        if table not in self._facts:
            self._facts[table] = self._about_the_whole(table)
        return self._facts[table]

    def state(self) -> str:
        """A word on how it stands, "" without one."""
        whole = self.facts()
        return next((state.text for state in self._charter.state if holds(state.when, whole)), "")

    def where(self, part: Check | Advice) -> Iterator[dict[str, Any]]:
        """The facts for everything that it holds for: the whole, or each item or person it is tried for."""
        return (values for values in self._tries(part.each) if holds(part.when, values))

    def _tries(self, each: str | None) -> Iterator[dict[str, Any]]:
        whole, asked = self.facts(each), self._charter.questions.get(each or "")
        if each is None:
            yield whole
        elif asked and asked.kind == "items":
            yield from ({**whole, **self._row(*item)} for item in items(self._live, each).items())
        else:
            yield from ({**whole, "item": one} for one in whole[each])

    def _about_the_whole(self, table: str) -> dict[str, Any]:
        sides = _Sides(self._voices.sides)
        return {
            **values.values(self._charter, self._live),
            "rows": [self._row(*item) for item in items(self._live, table).items()],
            "side": sides,
            "sides": _seated(sides),
            "agreed": [Person(user) for user in self._voices.agreed],
            "settled": set(self._charter.sides) <= set(self._voices.agreed.values()),
            NAMED: persons(self._charter, self._live),
        }

    def _row(self, item: str, name: str) -> dict[str, Any]:
        return {**values.values(self._charter, self._live, item), "item": name}


def problems(charter: Charter, answers: Answers, voices: Voices) -> list[Finding]:
    """Every check that applies, in the file's order; one that is tried for each item applies once for each of them,
    or once for all where it has words for many.
    """
    reading, found = Reading(charter, answers, voices), []
    for check in charter.check:
        applies = list(reading.where(check))
        if check.many and len(applies) > 1:
            found.append(Finding(check.many, {**reading.facts(check.each), "items": [one["item"] for one in applies]}))
        else:
            found += [Finding(check.text, values) for values in applies]
    return found


def _seated(sides: Mapping[str, str]) -> Callable[..., list[str]]:
    def seated(*people: Any) -> list[str]:
        """The sides of these persons and lists of persons."""
        flat = [user for one in people for user in (one if isinstance(one, list) else [one]) if user]
        return [sides[user] for user in flat]

    return seated
