"""Answers as a playbook's conditions and texts read them: by the name of their question, people as people."""

from datetime import date
from typing import Any

from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Variant, values_for
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import Chosen, Person


def collect_values(variant: Variant, live: Answers, item: str = "") -> dict[str, Any]:
    """Return what these answers say once, and about this item; `live` are those that count (`select_current`)."""
    plain = values_for(variant, live, item)
    return {name: _convert_value(question, plain[name]) for name, question in variant.questions.items()}


def format_day(value: str) -> str:
    """Return 2027-01-04 as 4 January 2027; what was no date when it was asked stays as it is."""
    try:
        parsed = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{parsed.day} {parsed:%B %Y}"


def _convert_value(question: Question, value: Any) -> Any:
    """Return people as `Person`, nobody as an empty list; a choice reads as its text, a date as people write it."""
    if question.kind == "people":
        return [Person(user) for user in value or ()]
    if value and question.kind == "person":
        return Person(value)
    if value and question.kind == "date":
        return Chosen(format_day(value), value)
    texts = {option.value: option.text for option in question.options}
    return Chosen(texts[value], value) if question.kind == "choice" and value in texts else value
