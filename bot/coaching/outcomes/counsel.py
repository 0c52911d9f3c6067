"""A playbook and its answers → the advice that applies, each with what its texts are filled in with."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bot.coaching.asking.interview import Answers, current, items, values_for
from bot.coaching.format.checklist import Checklist
from bot.coaching.format.conditions import holds
from bot.coaching.format.picker import Picker
from bot.coaching.format.promises import Promise
from bot.coaching.format.questions import Question
from bot.coaching.format.shapes import Playbook
from bot.coaching.format.wording import Chosen, Person, fill
from bot.coaching.outcomes import joining
from bot.coaching.outcomes.joining import Joined, Joint
from bot.coaching.outcomes.picking import Ranking, Standing, rank
from bot.coaching.outcomes.scoring import assess

Values = Mapping[str, Any]


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
    """Answers and facts by name, as texts and conditions read them. `standing` is the candidate they are about."""
    item = standing.item if standing else ""
    values = values_for(playbook, current(playbook, answers), item)
    return {name: _typed(question, values[name]) for name, question in playbook.questions.items()}


def facts(playbook: Playbook, answers: Answers, joint: Joint | None = None) -> dict[str, Any]:
    """The same with what came out: score and red, or in a picker score, tie, item and rival, about its first candidate.
    `joint` where both sides scored; there what everybody marked reads as the mean of both sides.
    """
    if isinstance(playbook, Checklist):
        return {**about(playbook, answers), **assess(playbook, answers).facts}
    if isinstance(playbook, Picker):
        ranking = joint or rank(playbook, answers)
        return _candidate(playbook, answers, ranking, ranking.first) if ranking.first else about(playbook, answers)
    return about(playbook, answers)


def advice(playbook: Playbook, answers: Answers, joint: Joint | None = None) -> list[Counsel]:
    """What to do next. Where no candidate is ready, it is what opens the gates of the nearest one."""
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


def offer(given: Iterable[Counsel], key: str, names: Mapping[str, str]) -> Offer | None:
    """The promise that a button means, in plain words with people by name; None when the file has it no longer."""
    for one in given:
        if key and one.key == key:
            named = {name: _named(value, names) for name, value in one.values.items()}
            cue, action = fill(one.part.cue or "", named), fill(one.part.action or "", named)
            return Offer(cue, action, one.values.get(one.part.owner or ""), one.values.get(one.part.partner or ""))
    return None


def people(playbook: Playbook, answers: Answers) -> list[str]:
    """Everybody whom the answers name, once each."""
    asked = {name for name, question in playbook.questions.items() if question.kind == "person"}
    return list(dict.fromkeys(user for (name, _), user in answers.items() if name in asked and user))


def _opening(picker: Picker, answers: Answers, ranking: Ranking | Joint) -> Iterator[Counsel]:
    first = nearest(ranking)
    yield from opening(picker, answers, ranking)[first.item] if first else ()


def _candidate(picker: Picker, answers: Answers, ranking: Ranking | Joint, one: Standing | Joined) -> dict[str, Any]:
    called = items(answers, picker.candidates).get(one.item, "")
    rival = ranking.open[1].name if len(ranking.open) > 1 else ""
    known = {**about(picker, answers, one), "score": one.score, "tie": ranking.tie, "item": called, "rival": rival}
    return (
        {**known, **joining.facts(picker, ranking, one)}
        if isinstance(ranking, Joint) and isinstance(one, Joined)
        else known
    )


def _typed(question: Question, value: Any) -> Any:
    if value and question.kind == "person":
        return Person(value)
    texts = {option.value: option.text for option in question.options}
    return Chosen(texts[value], value) if question.kind == "choice" and value in texts else value


def _named(value: Any, names: Mapping[str, str]) -> Any:
    return names.get(value, "them") if isinstance(value, Person) else value
