"""Advice that applies, with the values for its texts, and the promise that it offers."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bot.coaching.playbook.advice_models import Advice, SuggestedCommitment
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.texts import FilledText, Person, fill_text, list_names

Values = Mapping[str, Any]


class Recommendation(NamedTuple):
    """Something to do: the playbook's table, its text, and the values for all of its texts."""

    part: SuggestedCommitment
    text: str
    values: Values

    @property
    def key(self) -> str:
        """The word by which a button names this one; "" without a promise."""
        # A hash of the promise, not its number: a button posted weeks ago must mean the same one after the file has
        # been changed or reordered. Not hash() either, which differs from process to process.
        return hashlib.blake2s(self.part.action.encode(), digest_size=4).hexdigest() if self.part.action else ""

    @property
    def filled(self) -> FilledText:
        """Its text, beginning with a capital as a sentence of its own does."""
        return FilledText(self.text[0].upper() + self.text[1:], self.values)


class Offer(NamedTuple):
    """A promise ready to be made; people by id, None where the answers name nobody."""

    cue: str
    action: str
    owner: str | None
    partner: str | None


def recommend(advice: Iterable[Advice], values: Values) -> list[Recommendation]:
    """Return the advice whose condition holds for these values, in the file's order."""
    return [Recommendation(each, each.text, values) for each in advice if holds(each.when, values)]


def find_recommendation(given: Iterable[Recommendation], key: str) -> Recommendation | None:
    """Return the recommendation that a button names; None when the file has it no longer, or it holds no more."""
    return next((each for each in given if key and each.key == key), None)


def list_people(recommendation: Recommendation) -> list[str]:
    """Return everybody whom its promise speaks of, once each."""
    part = recommendation.part
    names = list_names(part.cue or "") | list_names(part.action or "")
    return list(dict.fromkeys(_list_persons(value for name, value in recommendation.values.items() if name in names)))


def make_offer(recommendation: Recommendation, called: Mapping[str, str], by: str = "") -> Offer:
    """Return its promise in plain words, people by name as they are `called` (id → name).

    Of several owners it is the one who asks for it (`by`), else the first; of several partners the first other one.
    """
    part, values = recommendation.part, recommendation.values
    named = {name: _name_persons(value, called) for name, value in values.items()}
    owners, partners = (list(_list_persons([values.get(name or "")])) for name in (part.owner, part.partner))
    owner = by if by in owners else next(iter(owners), None)
    partner = next((user for user in partners if user != owner), None)
    return Offer(fill_text(part.cue or "", named), fill_text(part.action or "", named), owner, partner)


def _list_persons(values: Iterable[Any]) -> Iterator[Person]:
    for value in values:
        if isinstance(value, Person):
            yield value
        elif isinstance(value, list):
            yield from _list_persons(value)
        elif type(value) is dict:
            yield from _list_persons(value.values())


def _name_persons(value: Any, called: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_name_persons(each, called) for each in value]
    # A row of answers is a plain dict. A charter's `side` is a dict with a default for strangers, which a copy would
    # lose, so isinstance() would catch too much.
    if type(value) is dict:
        return {name: _name_persons(each, called) for name, each in value.items()}
    return called.get(value, "them") if isinstance(value, Person) else value
