"""Rules of follow-ups: a finished run → what is asked later, when, of whom, and what the answers lead to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median
from typing import Any

from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.followup_models import STARTER, FollowUp, Then
from bot.coaching.playbook.questions import Question
from bot.model.followups import Followup

Said = Mapping[str, Mapping[str, Any]]  # person → question → answer, whoever spoke last at the end


@dataclass(frozen=True)
class Factor:
    """The ratio of what things came to and what was estimated, over `count` of them."""

    times: float
    count: int

    def applied(self, estimate: float) -> int:
        """Return what this estimate may come to, in its own unit."""
        return round(self.times * estimate)


def find_followup(playbook: PlaybookModel, name: str) -> FollowUp | None:
    """Return the follow-up of this name; None where a file has it no longer."""
    return next((followup for followup in playbook.followup if followup.name == name), None)


def schedule(playbook: PlaybookModel, answers: Mapping[str, Any], today: date) -> list[tuple[str, int, date]]:
    """Return (follow-up, its day, the date), the earliest first; none for what does not apply to these answers.

    `answers` are those of the run's result.
    """
    planned = [
        (followup.name, day, today + timedelta(days=day))
        for followup in playbook.followup
        if holds(followup.when, answers)
        for day in _list_days(followup, answers, today)
    ]
    return sorted(planned, key=lambda each: each[2])


def count_days(began: date, today: date, ends: date) -> tuple[int, int]:
    """Return on which day of how many something is that began then and ends then: (1, 90) on its first day."""
    length = max((ends - began).days, 1)
    return min(max((today - began).days + 1, 1), length), length


def list_questions(playbook: PlaybookModel, name: str) -> tuple[Question, ...]:
    """Return the questions that the follow-up asks."""
    return tuple(question for page in playbook.page if page.followup == name for question in page.question)


def list_asked(followup: FollowUp, answers: Mapping[str, Any], starter: str, not_in: Collection[str] = ()) -> list[str]:
    """Return the persons to ask, each once; the starter when nobody was named. `not_in` are questions whose person has
    not said yes to taking part.
    """
    named = [starter if name == STARTER else answers.get(name) for name in followup.who if name not in not_in]
    return list(dict.fromkeys(user for user in named if user)) or [starter]


def combine_answers(playbook: PlaybookModel, name: str, answers: Mapping[str, Any], said: Said) -> dict[str, Any]:
    """Return all that a consequence may read: the run's answers, everybody's last word since, and `alike`."""
    asked = list_questions(playbook, name)
    # Every question has a value, if only None: a condition that reads a name without one does not hold, not even where
    # the other half of an `or` is true.
    since: dict[str, Any] = dict.fromkeys(question.name for question in asked)
    for mine in said.values():
        since |= {question: value for question, value in mine.items() if value is not None}
    chosen = {tuple(mine.get(q.name) for q in asked if q.kind == "choice") for mine in said.values()}
    return {**answers, **since, "alike": len(chosen) <= 1}


def find_consequence(followup: FollowUp, known: Mapping[str, Any], *, day: int, last: bool) -> Then | None:
    """Return the first consequence that holds, None without any. `known` comes from `combine_answers`."""
    facts = {**known, "day": day, "last": last}
    return next((then for then in followup.then if holds(then.when, facts)), None)


def decide(
    playbook: PlaybookModel, asked: Followup, answers: Mapping[str, Any], said: Said, *, last: bool
) -> Then | None:
    """Return what everybody's answers to a follow-up lead to; None before anybody has answered.

    `answers` are those of the run's result; `last`: no later day of this follow-up is still to come.
    """
    followup = find_followup(playbook, asked.name)
    if followup is None or not said:
        return None
    known = combine_answers(playbook, followup.name, answers, said)
    return find_consequence(followup, known, day=asked.day, last=last)


def read_effort(playbook: PlaybookModel, followup: FollowUp, mine: Mapping[str, Any]) -> int | None:
    """Return what one person says it took in the end, in the unit of its question; None while it is not final."""
    facts = {**dict.fromkeys(question.name for question in list_questions(playbook, followup.name)), **mine}
    took = facts.get(followup.took or "")
    return took if isinstance(took, int) and holds(followup.final, facts) else None


def factor(came_to: Iterable[tuple[float, Iterable[float]]]) -> Factor | None:
    """Return the median ratio of what people said it took to the estimate, over (estimate, took) of each run.

    None without any.
    """
    ratios = [mean(list(took)) / estimate for estimate, took in came_to if estimate > 0]
    # The median: these are few ratios with a long tail, and one project that got out of hand must not move them all.
    return Factor(round(median(ratios), 1), len(ratios)) if ratios else None


def _list_days(followup: FollowUp, answers: Mapping[str, Any], today: date) -> list[int]:
    until = answers.get(followup.on) if followup.on else None
    stop = (date.fromisoformat(until) - today).days if until else 0
    if stop <= 0:  # none, or one that is past already
        return sorted(set(followup.after))
    return sorted({day for day in followup.after if day < stop} | {stop})
