"""Answers as people read them: in results and in what is asked later."""

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from bot.coaching.followup_rules import Factor
from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.questions import Question
from bot.messages.block_kit.markup import mention_user
from bot.messages.block_kit.render import format_day

Factors = Mapping[str, Factor]


def list_shown(playbook: PlaybookModel, values: Mapping[str, Any], factors: Factors) -> list[dict[str, Any]]:
    """Return label, answer and note of every question whose answer the result repeats."""
    asked = [q for q in playbook.questions.values() if q.shown and values.get(q.name) not in (None, "")]
    return [
        {
            "label": question.label,
            "answer": format_answer(question, values[question.name]),
            "note": describe_known(factors[question.name], values[question.name]) if question.name in factors else "",
        }
        for question in asked
    ]


def list_lines(questions: Iterable[Question], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return label and answer of everything that was answered."""
    return [
        {"label": question.short or "", "answer": format_answer(question, values[question.name])}
        for question in questions
        if values.get(question.name) not in (None, "")
    ]


def format_answer(question: Question, value: Any) -> str | Markup:
    """Return an answer as a template takes it: a mention, a day, the text of a choice, or the value with its unit."""
    if question.kind == "person":
        return mention_user(value)
    if question.kind == "date":
        return format_day(value)
    if question.kind == "choice":
        return next((option.text for option in question.options if option.value == value), str(value))
    return f"{value} {question.unit}".rstrip()


def list_hints(factors: Factors) -> dict[str, str]:
    """Return what to say under a question that is an estimate."""
    return {question: describe_past(factor) for question, factor in factors.items()}


def describe_known(factor: Factor, estimate: int) -> str:
    """Return `Your last 3 took 1.8 times what was estimated. Count on 18.`"""
    return f"{describe_past(factor)} Count on {factor.applied(estimate)}."


def describe_past(factor: Factor) -> str:
    """Return `Your last 3 took 1.8 times what was estimated.`"""
    which = "Your last one" if factor.count == 1 else f"Your last {factor.count}"
    return f"{which} took {factor.times:g} times what was estimated."
