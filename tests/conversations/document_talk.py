"""The acts that conversations have in common: a team with its sides, and going through the pages of a document."""

from collections.abc import Mapping
from typing import Any

from tests.conversations.walks import fills_in
from tests.standin import Channel, Colleague

Answers = Mapping[str, Any]
PREVIEW = "nothing is posted yet"


def seat(leader: Colleague, channel: Channel, more: Answers | None = None, **sides: list[Colleague]) -> None:
    """`leader` sets the team up: marketing=[…], it=[…], sales=[…], and `more` fields of the window."""
    leader.types("/align team", channel)
    asked = {f"Who is {'IT' if side == 'it' else side}?": people for side, people in sides.items()}
    leader.fills({**asked, **(more or {})})
    leader.submits()
    leader.closes(everything=True)


def goes_through(person: Colleague, *pages: Answers) -> None:
    """Fills page after page of the open window, and submits each; then the one that shows the post."""
    for page in pages:
        fills(person, page)
        person.submits()
    if PREVIEW in person.modal.words:
        person.submits()
    assert person.modal.words.splitlines()[1].startswith("*Done.*"), person.modal.words
    person.closes()


def fills(person: Colleague, answers: Answers) -> None:
    """Fills in fields; somebody of whom the bot knows no name yet is chosen among everybody."""
    for label, given in answers.items():
        if isinstance(given, Colleague):
            fills_in(person, {label: given})
        else:
            person.fills({label: given})


def changes(person: Colleague, channel: Channel, part: str, answers: Answers, *, beside: str = "") -> None:
    """Presses Change below the newest document, changes one part and saves it."""
    person.clicks("Change", channel)
    person.fills({"What do you want to change?": part})
    person.submits()
    fills(person, answers)
    person.submits()
    save = next(each for each in options(person, "What do you want to change?") if each.startswith("Nothing more"))
    person.fills({"What do you want to change?": save})
    person.submits()
    person.closes()


def options(person: Colleague, label: str) -> list[str]:
    """Return what the select with this label offers."""
    return person.modal.choices[label]


def reads(person: Colleague, channel: Channel) -> str:
    """Opens everything behind the newest document, which stays open, and returns what it says."""
    if person.modals:
        person.closes(everything=True)
    person.clicks("See everything", channel)
    return person.modal.words


def part(words: str, start: str, end: str) -> list[str]:
    """The lines from the heading `start`, without it, to the heading `end`."""
    return words[words.index(start) : words.index(end)].splitlines()[1:]
