"""A playbook and its answers → the advice that applies, each with what its texts are filled in with."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.coaching.interview import values
from bot.coaching.interview.route import Answers, current, items
from bot.coaching.playbook.advice_models import Promise
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.texts import Person, fill, names
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.charter.reading import Reading, Voices
from bot.coaching.shapes.checklist.assessment import assess
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.picker import two_sided
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.ranking import Ranking, Standing, rank
from bot.coaching.shapes.picker.two_sided import Joined, Joint
from bot.coaching.shapes.table import Playbook

Values = Mapping[str, Any]
NOBODY = Voices()


class Counsel(NamedTuple):
    """Something to do: the playbook's table, its text, and the values for all of its texts."""

    part: Promise
    text: str
    values: Values

    @property
    def key(self) -> str:
        """What a button says to mean this one, whatever else changes in the file; "" without a promise."""
        return hashlib.blake2s(self.part.action.encode(), digest_size=4).hexdigest() if self.part.action else ""


class Offer(NamedTuple):
    """A promise ready to be made; people by id, None where the answers name nobody."""

    cue: str
    action: str
    owner: str | None
    partner: str | None


def about(playbook: Playbook, answers: Answers, standing: Standing | Joined | None = None) -> dict[str, Any]:
    """Answers by name, as texts and conditions read them. `standing` is the candidate they are about."""
    return values.values(playbook, current(playbook, answers), standing.item if standing else "")


def facts(playbook: Playbook, answers: Answers, joint: Joint | None = None, voices: Voices = NOBODY) -> dict[str, Any]:
    """The same with what came out: score and red, or in a picker score, tie, item and rival, about its first candidate.
    `joint` where both sides scored; there what everybody marked reads as the mean of both sides. `voices` are those of
    a charter.
    """
    if isinstance(playbook, Charter):
        return Reading(playbook, answers, voices).facts()
    if isinstance(playbook, Checklist):
        return {**about(playbook, answers), **assess(playbook, answers).facts}
    ranking = joint or rank(playbook, answers)
    return _candidate(playbook, answers, ranking, ranking.first) if ranking.first else about(playbook, answers)


def advice(playbook: Playbook, answers: Answers, joint: Joint | None = None, voices: Voices = NOBODY) -> list[Counsel]:
    """What to do next. Where no candidate is ready, it is what opens the gates of the nearest one; what a charter
    advises about its rows is about the first that it holds for.
    """
    if isinstance(playbook, Charter):
        reading = Reading(playbook, answers, voices)
        found = [(one, next(reading.where(one), None)) for one in playbook.advice]
        return [Counsel(one, one.text, values) for one, values in found if values is not None]
    if isinstance(playbook, Picker):
        ranking = joint or rank(playbook, answers)
        if ranking.first is None:
            return list(_opening(playbook, answers, ranking))
    values = facts(playbook, answers, joint)
    return [Counsel(one, one.text, values) for one in playbook.advice if holds(one.when, values)]


def opening(picker: Picker, answers: Answers, ranking: Ranking | Joint) -> dict[str, list[Counsel]]:
    """Item → what is missing there, gate by gate: Counsel's text is what opens it."""
    return {
        one.item: [Counsel(gate, gate.opens, _candidate(picker, answers, ranking, one)) for gate in one.closed]
        for one in ranking.closed
    }


def nearest(ranking: Ranking | Joint) -> Standing | Joined | None:
    """The candidate that misses the fewest must-haves."""
    closed: Sequence[Standing | Joined] = ranking.closed
    return min(closed, key=lambda one: len(one.closed), default=None)


def meant(given: Iterable[Counsel], key: str) -> Counsel | None:
    """What a button means; None when the file has it no longer, or it does not hold any more."""
    return next((one for one in given if key and one.key == key), None)


def people(one: Counsel) -> list[str]:
    """Everybody whom its promise speaks of, once each."""
    spoken = names(one.part.cue or "") | names(one.part.action or "")
    return list(dict.fromkeys(_persons([value for name, value in one.values.items() if name in spoken])))


def offer(one: Counsel, called: Mapping[str, str], by: str = "") -> Offer:
    """Its promise in plain words, people by name as they are `called`. Of several owners it is the one who asks for it
    (`by`), else the first; of several partners the first other one.
    """
    named = {name: _named(value, called) for name, value in one.values.items()}
    owners, partners = (list(_persons([one.values.get(name or "")])) for name in (one.part.owner, one.part.partner))
    owner = by if by in owners else next(iter(owners), None)
    partner = next((user for user in partners if user != owner), None)
    return Offer(fill(one.part.cue or "", named), fill(one.part.action or "", named), owner, partner)


def _opening(picker: Picker, answers: Answers, ranking: Ranking | Joint) -> Iterator[Counsel]:
    first = nearest(ranking)
    yield from opening(picker, answers, ranking)[first.item] if first else ()


def _candidate(picker: Picker, answers: Answers, ranking: Ranking | Joint, one: Standing | Joined) -> dict[str, Any]:
    called = items(answers, picker.candidates).get(one.item, "")
    rival = ranking.open[1].name if len(ranking.open) > 1 else ""
    known = {**about(picker, answers, one), "score": one.score, "tie": ranking.tie, "item": called, "rival": rival}
    return (
        {**known, **two_sided.facts(picker, ranking, one)}
        if isinstance(ranking, Joint) and isinstance(one, Joined)
        else known
    )


def _persons(values: Iterable[Any]) -> Iterator[Person]:
    for value in values:
        if isinstance(value, Person):
            yield value
        elif isinstance(value, list):
            yield from _persons(value)
        elif type(value) is dict:  # a row
            yield from _persons(value.values())


def _named(value: Any, called: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_named(each, called) for each in value]
    if type(value) is dict:
        return {name: _named(each, called) for name, each in value.items()}
    return called.get(value, "them") if isinstance(value, Person) else value
