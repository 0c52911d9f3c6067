"""A list that both sides score: how far it is, the ranking, and what to talk about. Counts only, never who."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from bot.coaching import advice
from bot.coaching.interview.route import Answers, current, values_for
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.ranking import rank
from bot.coaching.shapes.picker.two_sided import SIDES, Apart, Joined, Joint, join
from bot.messages import advice_blocks, blocks, controls
from bot.messages import answers as said
from bot.messages.blocks import View
from bot.messages.commitments import WRITE, FromRun
from bot.messages.render import Message, compose, mention
from bot.messages.side_names import SIDE_NAMES
from bot.model.teams import Side

SCORE = "rounds:score"
SHOWN = 3  # differences and agreements told; the rest is counted
Scored = Mapping[str, Sequence[Answers]]


def card(
    picker: Picker, run_id: str, by: str, *, listed: Answers, scored: Scored, people: Mapping[str, int]
) -> Message:
    """The message in the channel. `scored`: side → everybody's marks; `people`: side → how many are on it."""
    joint = join(picker, listed, scored)
    told = {
        "title": picker.title,
        "by": by,
        "counts": [(SIDE_NAMES[Side(side)], len(scored[side]), people[side]) for side in SIDES],
        **(_ranking(picker, listed, joint) if joint else _waiting(picker, listed, scored, people)),
    }
    again = blocks.button("Run again", "interview:again", run_id)
    how = blocks.button("How this works", "interview:how", picker.word)
    commit = [controls.button("Commit", WRITE, FromRun(run_id), "primary")] if joint else []
    score = blocks.button("Score them too", SCORE, run_id, None if joint else "primary")
    template = "round_ranked" if joint else "round_open"
    ready = joint is None and rank(picker, listed).first is not None
    pieces = [] if ready else advice_blocks.pieces(advice.advice(picker, listed, joint), run_id)
    buttons = blocks.actions(*commit, score, again, how)
    return compose(template, {**told, "advised": bool(pieces)}, {"advice": pieces, "buttons": [buttons]})


def headline(picker: Picker, listed: Answers, scored: Scored) -> tuple[str, str]:
    """(what is first, what came out), a few words each, for summaries."""
    joint = join(picker, listed, scored)
    if joint is None:
        return "", "not scored by both sides yet"
    if joint.first is None:
        return "", "nothing is ready yet"
    return joint.first.name, f"{joint.first.score} of 100 from both sides" + (", a tie" if joint.tie else "")


def listed(picker: Picker, run_id: str, channel: str) -> View:
    """The list is made: now the person who made it can score, as everybody else."""
    button = blocks.actions(blocks.button("Score them now", SCORE, run_id, "primary"))
    told = compose("round_listed", {"channel": channel}, {"score": [button]})
    return blocks.modal(picker.title, told["blocks"], callback="rounds:listed", about="")


def thanks(picker: Picker, channel: str) -> View:
    """The marks count."""
    return blocks.modal(
        picker.title, compose("round_scored", {"channel": channel})["blocks"], callback="rounds:scored", about=""
    )


def _waiting(picker: Picker, listed: Answers, scored: Scored, people: Mapping[str, int]) -> dict[str, Any]:
    ranked = rank(picker, listed)
    return {
        "open": ranked.open,
        "nearest": advice.nearest(ranked),
        "waiting": advice_blocks.waiting(picker, listed, ranked),
        "missing": [SIDE_NAMES[Side(side)] for side in SIDES if not scored[side]],
        "empty": [SIDE_NAMES[Side(side)] for side in SIDES if not people[side]],
    }


def _ranking(picker: Picker, listed: Answers, joint: Joint) -> dict[str, Any]:
    first, second = joint.first, joint.open[1] if len(joint.open) > 1 else None
    return {
        "first": first,
        "second": second,
        "tie": joint.tie,
        "why": [_lead(q, first, second) for q in joint.strengths] if first else [],
        "people": _people(picker, listed, first) if first else [],
        "shown": said.shown(picker, _told(picker, listed, first), {}) if first else [],
        "apart": [_apart(one) for one in joint.apart[:SHOWN]],
        "more": max(len(joint.apart) - SHOWN, 0),
        "alike": joint.alike,
        "firsts": [(SIDE_NAMES[Side(side)], name) for side, name in joint.firsts.items()],
        "agreed": [_agreed(q, first) for q in joint.agreed[:SHOWN]] if first else [],
        "ranked": [(one, _each(one.scores)) for one in joint.open],
        "waiting": advice_blocks.waiting(picker, listed, joint),
        "nearest": advice.nearest(joint),
    }


def _lead(question: Question, first: Joined, second: Joined | None) -> str:
    mark = _number(first.marks[question.name])
    return f"{question.label} ({mark} {f'to {_number(second.marks[question.name])}' if second else 'of 5'})"


def _agreed(question: Question, first: Joined) -> str:
    marks = dict.fromkeys(_number(first.sides[side][question.name]) for side in SIDES)
    return f"{question.label} ({' and '.join(marks)})"


def _apart(one: Apart) -> dict[str, str]:
    """`marketing 5, IT 2`"""
    marks = ", ".join(f"{SIDE_NAMES[Side(side)]} {_number(mean)}" for side, mean in one.marks.items())
    return {"name": one.name, "marks": marks, "label": one.question.label}


def _each(scores: Mapping[str, int]) -> str:
    return ", ".join(f"{SIDE_NAMES[Side(side)]} {score}" for side, score in scores.items())


def _told(picker: Picker, listed: Answers, first: Joined) -> dict[str, Any]:
    """What was answered once about the first one."""
    return values_for(picker, current(picker, listed), first.item)


def _people(picker: Picker, listed: Answers, first: Joined) -> list[tuple[str, str]]:
    """Whoever was named for the first one: what they are to it, and who."""
    values = _told(picker, listed, first)
    return [
        (q.label, mention(values[q.name])) for q in picker.questions.values() if q.kind == "person" and values[q.name]
    ]


def _number(mean: Fraction) -> str:
    """4, 4.5: at most one digit."""
    return f"{float(mean):.1f}".removesuffix(".0")
