"""What a playbook comes to: the result as a message, and its one-line headline."""

from typing import Any

from markupsafe import Markup

from bot.coaching.conditions import holds
from bot.coaching.interview import Answers, current, values_for
from bot.coaching.picking import Ranking, Standing, rank
from bot.coaching.playbook import Checklist, Picker
from bot.coaching.scoring import assess
from bot.coaching.shapes import Playbook
from bot.messages import blocks
from bot.messages.render import Message, compose, mention


def outcome(playbook: Picker | Checklist, run_id: str, answers: Answers, by: str) -> Message:
    """The result with its buttons: Commit, Run again, How this works. `by` is who went through it."""
    told = _ranking(playbook, answers) if isinstance(playbook, Picker) else _assessment(playbook, answers)
    buttons = blocks.actions(
        blocks.button("Commit", "commitment:write", f"run/{run_id}", "primary"),
        blocks.button("Run again", "interview:again", run_id),
        blocks.button("How this works", "interview:how", playbook.word),
    )
    return compose(f"outcome_{playbook.shape}", {**told, "title": playbook.title, "by": by}, {"buttons": [buttons]})


def headline(playbook: Picker | Checklist, answers: Answers) -> tuple[str, str]:
    """(what it was about, what came out), a few words each, for summaries."""
    if isinstance(playbook, Picker):
        ranking = rank(playbook, answers)
        if ranking.first is None:
            return "", "nothing is ready yet"
        return ranking.first.name, f"{ranking.first.score} of 100" + (", a tie" if ranking.tie else "")
    assessment = assess(playbook, answers)
    subject = values_for(playbook, answers)[playbook.subject] or ""
    return subject, f"{assessment.score} of 100, {assessment.band.title}"


def weights(playbook: Playbook) -> dict[str, int]:
    """What counts, by the name results call it."""
    counted = playbook.criteria if isinstance(playbook, Picker) else ()
    return {question.label: question.weight for question in counted}


def _ranking(picker: Picker, answers: Answers) -> dict[str, Any]:
    ranking = rank(picker, answers)
    first = ranking.first
    values = values_for(picker, current(picker, answers), first.item) if first else {}
    return {
        "first": first,
        "second": ranking.open[1] if len(ranking.open) > 1 else None,
        "tie": ranking.tie,
        "ranked": ranking.open,
        "waiting": ranking.closed,
        "nearest": min(ranking.closed, key=lambda one: len(one.closed), default=None),
        "why": _why(ranking),
        "owner": _person(values.get("owner")),
        "partner": _person(values.get("partner")),
        "advice": _advice(picker, {**values, "score": first.score, "tie": ranking.tie}) if first else [],
    }


def _why(ranking: Ranking) -> list[str]:
    """`value if it works (5 to 3)`: the marks are 1 to 5, 5 always the better end."""
    first, second = ranking.first, ranking.open[1] if len(ranking.open) > 1 else None
    return [_lead(q.label, first, second, q.name) for q in ranking.strengths] if first else []


def _lead(label: str, first: Standing, second: Standing | None, name: str) -> str:
    return f"{label} ({first.marks[name]} to {second.marks[name]})" if second else f"{label} ({first.marks[name]} of 5)"


def _person(user: str | None) -> Markup | None:
    return mention(user) if user else None


def _assessment(checklist: Checklist, answers: Answers) -> dict[str, Any]:
    assessment = assess(checklist, answers)
    values = values_for(checklist, current(checklist, answers))
    calls: dict[str, list[str]] = {}
    for score in assessment.red:
        calls.setdefault(score.dimension.call, []).append(score.dimension.title)
    return {
        "subject": values[checklist.subject] or "",
        "score": assessment.score,
        "band": assessment.band,
        "dimensions": sorted(assessment.dimensions, key=lambda d: -d.score),
        "unknown": assessment.unknown,
        "asked": len([f for d in assessment.dimensions for f in d.findings]),
        "send": assessment.send,
        "calls": calls,
        "advice": _advice(checklist, {**values, "score": assessment.score}),
    }


def _advice(playbook: Playbook, values: dict[str, Any]) -> list[str]:
    return [advice.text for advice in playbook.advice if holds(advice.when, values)]
