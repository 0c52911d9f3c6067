"""Prefilled answers of a new document: those to other playbooks about the same subject."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.interview.problems import find_problem
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.charter.model import CharterModel

Earlier = Mapping[str, Mapping[str, Any]]  # playbook → question → answer
# kind of question → kinds whose answers it can begin with; any other kind takes its own
FITS = {"people": ("people", "person"), "text": ("text", "number"), "long": ("text", "long")}


def list_sources(charter: CharterModel) -> set[str]:
    """Return the playbooks whose answers it begins with."""
    return {word for question in charter.questions.values() for word, _ in list_places(question)}


def prefill_answers(charter: CharterModel, earlier: Earlier) -> dict[tuple[str, str], Any]:
    """Return the answers that a new document begins with; what does not fit a question is left out."""
    values = {
        name: _find_answer(question, earlier) for name, question in charter.questions.items() if question.prefill_from
    }
    return {
        (name, ""): value
        for name, value in values.items()
        if value and not find_problem(charter.questions[name], value)
    }


def list_places(question: Question) -> list[tuple[str, str]]:
    """Return (playbook, question) of every answer that it may begin with, the first one first."""
    return [(word, name) for word, _, name in (place.partition(".") for place in question.prefill_from)]


def _find_answer(question: Question, earlier: Earlier) -> Any:
    """Return the first answer there is; of people, all that are named."""
    given = [earlier.get(word, {}).get(name) for word, name in list_places(question)]
    if question.kind == "people":
        listed = [user for each in given if each for user in (each if isinstance(each, list) else [each])]
        return list(dict.fromkeys(listed))
    first = next((each for each in given if each), None)
    return str(first) if isinstance(first, int) else first
