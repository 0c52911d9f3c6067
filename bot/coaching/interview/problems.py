"""Faults in the answer to one question, in words for whoever gave it."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.interview.contracts import find_contract_problem
from bot.coaching.playbook.questions import LOW, TOP, Question

LONGEST = {"text": 300, "long": 3000, "items": 75}  # characters; 3000 is what Slack's field takes


def is_readable(question: Question, value: Any) -> bool:
    """Return True when a stored answer fits the kind of its question. None, left empty, fits every kind."""
    # The file may have been changed since the answer was given.
    if value is None:
        return True
    if question.kind == "items":
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if question.kind in ("people", "ticks"):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if question.kind == "number":
        return isinstance(value, int) and value >= 0
    if question.kind == "scale":
        return isinstance(value, int) and LOW <= value <= TOP
    return isinstance(value, str)


def find_problem(question: Question, value: Any) -> str:
    """Return what to do about an answer, "" for one that stands."""
    readable = is_readable(question, value)
    if question.kind == "items":
        return _item_problem(question, value if value and readable else {})
    empty = value in (None, []) or (isinstance(value, str) and not value.strip())
    if empty and (question.optional or question.kind == "ticks"):
        return ""
    if question.kind == "number" and not empty and not readable:
        return "Please write a whole number, such as 10."
    if empty or not readable:
        return "Please answer this one."
    longest = LONGEST.get(question.kind)
    if longest and len(value) > longest:
        return f"Please shorten this to {longest} characters. It has {len(value)}."
    if question.kind == "choice" and value not in {option.value for option in question.options}:
        return "That choice is no longer offered. Please pick one of these."
    return ""


def _item_problem(question: Question, items: Mapping[str, str]) -> str:
    """Return what is wrong with a list: one too long, one twice, too many, too few."""
    names = [text.strip() for text in items.values() if text.strip()]
    long = next((name for name in names if len(name) > LONGEST["items"]), "")
    if long:
        return f"Short names, please, {LONGEST['items']} characters at most: “{long[:30]}…” has {len(long)}."
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), "")
    if twice:
        return f"“{twice}” stands there twice. Once is enough."
    if len(names) > question.most:
        return f"{question.most} at most, please. There are {len(names)}: leave {len(names) - question.most} out."
    if len(names) < question.least and not (question.optional and not names):
        return _too_few(question.least)
    return find_contract_problem(names) if question.contract else ""


def _too_few(least: int) -> str:
    return (
        "Please name at least one."
        if least == 1
        else f"Please name at least {least}, so there is something to compare."
    )
