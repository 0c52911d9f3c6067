"""A new document begins with what other playbooks have been told about the same subject (`takes`)."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.interview.route import problems
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.charter.model import Charter

Told = Mapping[str, Mapping[str, Any]]  # playbook → question → answer
# kind of question → kinds whose answers it can begin with; any other kind takes its own
FITS = {"people": ("people", "person"), "text": ("text", "number"), "long": ("text", "long")}


def wanted(charter: Charter) -> set[str]:
    """The playbooks that it takes something from."""
    return {word for question in charter.questions.values() for word, _ in places(question)}


def begins_with(charter: Charter, told: Told) -> dict[tuple[str, str], Any]:
    """The answers that stand there to begin with; what does not fit a question is left out."""
    found = {name: _taken(question, told) for name, question in charter.questions.items() if question.takes}
    return {
        (name, ""): value for name, value in found.items() if value and not problems(charter.questions[name], value)
    }


def _taken(question: Question, told: Told) -> Any:
    """The first answer there is; of people all of them."""
    found = [told.get(word, {}).get(name) for word, name in places(question)]
    if question.kind == "people":
        listed = [user for each in found if each for user in (each if isinstance(each, list) else [each])]
        return list(dict.fromkeys(listed))
    first = next((each for each in found if each), None)
    return str(first) if isinstance(first, int) else first


def places(question: Question) -> list[tuple[str, str]]:
    """(playbook, question) of everything that it takes an answer from, the first one first."""
    return [(word, name) for word, _, name in (place.partition(".") for place in question.takes)]
