"""A document waits for the key of a side: whom of that side to remind, and from when on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.coaching.nudging import Candidate

FIRST, EVERYBODY = timedelta(days=2), timedelta(days=9)  # after the version was written


@dataclass(frozen=True)
class Owed:
    """A version `ref` that was written by `by`, and waits `since` then. `side` are those who could turn the key, in
    the order they joined; `answers` are what it says.
    """

    ref: str
    team: str
    since: date
    by: str
    side: Sequence[str]
    answers: Iterable[Any]


def candidates(owed: Iterable[Owed], user: str, today: date) -> list[Candidate]:
    """The documents to remind this person of today."""
    return [Candidate("key", one.ref, one.team, day) for one in owed if (day := _from(one, user)) and day <= today]


def days(owed: Iterable[Owed], user: str) -> Iterator[date]:
    """When each of them may become one for this person."""
    return (day for one in owed if (day := _from(one, user)))


def _from(one: Owed, user: str) -> date | None:
    """The day from which this person is reminded: those it is nearest to first, a week later everybody of the side."""
    if user not in one.side:
        return None
    return one.since + (FIRST if user in _nearest(one) else EVERYBODY)


def _nearest(one: Owed) -> list[str]:
    """Who wrote it and has not agreed to it; else those whom it names; else who has been there longest."""
    if one.by in one.side:
        return [one.by]
    named = set(_words(one.answers))
    return [user for user in one.side if user in named] or list(one.side[:1])


def _words(value: Any) -> Iterator[str]:
    """Every text in it: a person is one by itself."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _words(value.values())
    elif isinstance(value, Iterable):
        for each in value:
            yield from _words(each)
