"""What a playbook comes to: the result as a message, and its one-line headline."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from bot.coaching import advice, followup_rules, pitch
from bot.coaching.interview.route import Answers, values_for
from bot.coaching.pitch import Hidden
from bot.coaching.shapes.checklist.assessment import Assessment, assess
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.ranking import Ranking, Standing, rank
from bot.coaching.shapes.table import Playbook
from bot.coaching.statistics import Measure
from bot.messages import advice_blocks, blocks, controls, pitches
from bot.messages import answers as said
from bot.messages.answers import Factors
from bot.messages.commitments import WRITE, FromRun
from bot.messages.render import Message, compose, filled, mention

NONE: Factors = {}


def outcome(
    playbook: Picker | Checklist,
    run_id: str,
    answers: Answers,
    *by: str,
    fuller: bool = False,
    factors: Factors = NONE,
    measures: Sequence[Measure] = (),
) -> Message:
    """The result with its buttons, and one for each promise that advice carries. `by` are those who went through it.

    `fuller` when there is more to ask in full; `factors` are what the team's earlier estimates came to, by question;
    `measures` are the team's own, over time.
    """
    told = _ranking(playbook, answers) if isinstance(playbook, Picker) else _assessment(playbook, answers)
    whole = [blocks.button("Look at it in full", "whole:from", run_id)] if fuller else []
    buttons = blocks.actions(
        controls.button("Commit", WRITE, FromRun(run_id), "primary"),
        blocks.button("Run again", "interview:again", run_id),
        *whole,
        blocks.button("How this works", "interview:how", playbook.word),
    )
    pieces = advice_blocks.pieces(advice.advice(playbook, answers), run_id)
    values = {
        **told,
        "shown": said.shown(playbook, followup_rules.values(playbook, answers), factors),
        "title": playbook.title,
        "by": [mention(user) for user in by],
        "measures": measures,
        "advised": bool(pieces),
    }
    return compose(f"outcome_{playbook.shape}", values, {"advice": pieces, "buttons": [buttons]})


def headline(playbook: Picker | Checklist, answers: Answers) -> tuple[str, str]:
    """(what it was about, what came out), a few words each, for summaries."""
    if isinstance(playbook, Picker):
        ranking = rank(playbook, answers)
        if ranking.first is None:
            return "", "nothing is ready yet"
        return ranking.first.name, f"{ranking.first.score} of 100" + (", a tie" if ranking.tie else "")
    assessment = assess(playbook, answers)
    subject = values_for(playbook, answers)[playbook.subject] or ""
    counted = f"{assessment.score} of 100, " if assessment.asked else ""
    return subject, f"{counted}{assessment.band.title}"


def weights(playbook: Playbook) -> dict[str, int]:
    """What counts, by the name results call it."""
    counted = playbook.criteria if isinstance(playbook, Picker) else ()
    return {question.label: question.weight for question in counted}


def _ranking(picker: Picker, answers: Answers) -> dict[str, Any]:
    ranking = rank(picker, answers)
    first = ranking.first
    values = advice.about(picker, answers, first) if first else {}
    return {
        "first": first,
        "chosen": picker.chosen,
        "second": ranking.open[1] if len(ranking.open) > 1 else None,
        "tie": ranking.tie,
        "ranked": ranking.open,
        "waiting": advice_blocks.waiting(picker, answers, ranking),
        "nearest": advice.nearest(ranking),
        "why": _why(ranking),
        "owner": _person(values.get("owner")),
        "partner": _person(values.get("partner")),
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
    assessment, values = assess(checklist, answers), advice.facts(checklist, answers)
    dimensions, found = assessment.dimensions, pitch.hidden(checklist, pitch.given(checklist, answers))
    whole = checklist.show == "all"
    questions = dict.fromkeys([*assessment.send, *_sent_back(found, assessment)])
    calls: dict[Markup, list[str]] = {}
    for score in assessment.red:
        calls.setdefault(filled(score.dimension.call, values), []).append(score.dimension.title)
    return {
        "subject": values[checklist.subject] or "",
        "score": assessment.score,
        "band": assessment.band,
        "text": filled(assessment.band.text, values),
        "checklist": checklist,
        "dimensions": dimensions if whole else sorted((d for d in dimensions if d.score), key=lambda d: -d.score),
        "clear": [] if whole else [d.dimension.title for d in dimensions if not d.score],
        "unknown": assessment.unknown,
        "asked": assessment.asked,
        "pitch": [pitches.shown(each) for each in found],
        "send": [filled(question, values) for question in questions],
        "calls": calls,
    }


def _sent_back(found: Iterable[Hidden], assessment: Assessment) -> Iterator[str]:
    """The question to what a text plays down, one a dimension, as long as something there is red."""
    red = {score.dimension.name for score in assessment.red}
    yield from (each.phrases[0].send for each in found if each.dimension.name in red)
