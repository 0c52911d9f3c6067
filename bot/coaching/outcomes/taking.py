"""A new document begins with what other playbooks have been told about the same subject (`takes`)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from bot.coaching.asking.interview import problems
from bot.coaching.format.charter import Charter
from bot.coaching.format.questions import Question
from bot.coaching.format.shapes import Playbook

Told = Mapping[str, Mapping[str, Any]]  # playbook → question → answer
_FITS = {"people": ("people", "person"), "text": ("text", "number"), "long": ("text", "long")}


def wanted(charter: Charter) -> set[str]:
    """The playbooks that it takes something from."""
    return {word for question in charter.questions.values() for word, _ in _places(question)}


def begins_with(charter: Charter, told: Told) -> dict[tuple[str, str], Any]:
    """The answers that stand there to begin with; what does not fit a question is left out."""
    found = {name: _taken(question, told) for name, question in charter.questions.items() if question.takes}
    return {
        (name, ""): value for name, value in found.items() if value and not problems(charter.questions[name], value)
    }


def faults(library: Mapping[str, Playbook]) -> Iterator[str]:
    """What is wrong in what playbooks take from each other: file, place, what is wrong, what to write."""
    for word, playbook in library.items():
        for name, question in playbook.questions.items():
            for place in question.takes:
                yield from (f"{word}.toml: question '{name}', {fault}" for fault in _fault(question, place, library))


def _taken(question: Question, told: Told) -> Any:
    """The first answer there is; of people all of them."""
    found = [told.get(word, {}).get(name) for word, name in _places(question)]
    if question.kind == "people":
        listed = [user for each in found if each for user in (each if isinstance(each, list) else [each])]
        return list(dict.fromkeys(listed))
    first = next((each for each in found if each), None)
    return str(first) if isinstance(first, int) else first


def _places(question: Question) -> list[tuple[str, str]]:
    return [(word, name) for word, _, name in (place.partition(".") for place in question.takes)]


def _fault(question: Question, place: str, library: Mapping[str, Playbook]) -> Iterator[str]:
    word, _, name = place.partition(".")
    if word not in library:
        yield f"takes: there is no playbook '{word}'.{_near(word, library)}"
    elif name not in library[word].questions:
        yield f"takes: {word} does not ask '{name}'.{_near(name, library[word].questions)}"
    elif (kind := library[word].questions[name].kind) not in _FITS.get(question.kind, (question.kind,)):
        yield f"takes: {place} is of kind '{kind}', which does not fit kind '{question.kind}'"


def _near(word: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(word, known, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
