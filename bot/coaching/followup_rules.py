"""A finished run → what is asked about it later, when, of whom, and what the answers lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median
from typing import Any

from bot.coaching.interview.route import Answers, current, values_for
from bot.coaching.playbook.base import Base
from bot.coaching.playbook.conditions import holds
from bot.coaching.playbook.followup_models import STARTER, FollowUp, Then
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.ranking import rank
from bot.coaching.shapes.table import Playbook

Said = Mapping[str, Mapping[str, Any]]  # person → question → answer, whoever spoke last at the end


@dataclass(frozen=True)
class Factor:
    """What things came to, as a multiple of what was estimated; over `count` of them."""

    times: float
    count: int

    def applied(self, estimate: float) -> int:
        return round(self.times * estimate)


def of(playbook: Base, name: str) -> FollowUp | None:
    return next((followup for followup in playbook.followup if followup.name == name), None)


def values(playbook: Playbook, answers: Answers) -> dict[str, Any]:
    """The answers a follow-up is about: in a picker those of what was picked."""
    live = current(playbook, answers)
    first = rank(playbook, answers).first if isinstance(playbook, Picker) else None
    return values_for(playbook, live, first.item if first else "")


def scheduled(playbook: Playbook, answers: Answers, today: date) -> list[tuple[str, int, date]]:
    """(follow-up, its day, the date), the earliest first. Nothing picked, nothing followed."""
    if isinstance(playbook, Picker) and rank(playbook, answers).first is None:
        return []
    told = values(playbook, answers)
    found = [
        (followup.name, day, today + timedelta(days=day))
        for followup in playbook.followup
        if holds(followup.when, told)
        for day in _days(followup, told, today)
    ]
    return sorted(found, key=lambda each: each[2])


def questions(playbook: Base, name: str) -> tuple[Question, ...]:
    """What the follow-up asks."""
    return tuple(question for page in playbook.page if page.followup == name for question in page.question)


def asked_of(followup: FollowUp, told: Mapping[str, Any], starter: str) -> list[str]:
    """The persons to ask, each once; the starter when nobody was named."""
    named = [starter if name == STARTER else told.get(name) for name in followup.who]
    return list(dict.fromkeys(user for user in named if user)) or [starter]


def answered(playbook: Base, name: str, told: Mapping[str, Any], said: Said) -> dict[str, Any]:
    """All that a consequence may read: the run's answers, everybody's last word since, and whether all chose alike."""
    asked = questions(playbook, name)
    since: dict[str, Any] = dict.fromkeys(question.name for question in asked)
    for mine in said.values():
        since |= {question: value for question, value in mine.items() if value is not None}
    chosen = {tuple(mine.get(q.name) for q in asked if q.kind == "choice") for mine in said.values()}
    return {**told, **since, "alike": len(chosen) <= 1}


def leads_to(followup: FollowUp, known: Mapping[str, Any], *, day: int, last: bool) -> Then | None:
    """`known` are the run's answers and the follow-up's own."""
    told = {**known, "day": day, "last": last}
    return next((then for then in followup.then if holds(then.when, told)), None)


def spent(playbook: Base, followup: FollowUp, mine: Mapping[str, Any]) -> int | None:
    """What one person says it took in the end; None while it is under way, or where they do not say."""
    told = {**dict.fromkeys(question.name for question in questions(playbook, followup.name)), **mine}
    took = told.get(followup.took or "")
    return took if isinstance(took, int) and holds(followup.final, told) else None


def factor(came_to: Iterable[tuple[float, Iterable[float]]]) -> Factor | None:
    """(estimate, what people said it took) of each run → the median of their ratios; None without any.

    A few ratios, each with a long tail: the median is not moved by the one project that got out of hand.
    """
    ratios = [mean(list(took)) / estimate for estimate, took in came_to if estimate > 0]
    return Factor(round(median(ratios), 1), len(ratios)) if ratios else None


def _days(followup: FollowUp, told: Mapping[str, Any], today: date) -> list[int]:
    until = told.get(followup.on) if followup.on else None
    stop = (date.fromisoformat(until) - today).days if until else 0
    if stop <= 0:  # none, or one that is past already
        return sorted(set(followup.after))
    return sorted({day for day in followup.after if day < stop} | {stop})
