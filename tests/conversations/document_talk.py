"""The acts that conversations have in common: a team with its sides, and going through the pages of a document."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tests.conversations.walks import fills_in
from tests.standin import Channel, Colleague

Answers = Mapping[str, Any]
LONG_AGO = timedelta(seconds=10)
BEHIND = {
    "More people": {
        "Team name",
        "Who leads the team?",
        "Who is from an agency?",
        "Who else takes part?",
        "Who only reads along?",
    },
    "When I ask": {
        "How often do I ask?",
        "Check-in day",
        "Check-in time",
        "Time zone",
        "Public holidays of",
        "Your own days off",
    },
}


SIDES = {
    "marketing": "People in marketing",
    "it": "IT people beside you",
    "sales": "Sales, if you hand leads over",
}
ME = "That’s me"
PREVIEW = "nothing is posted yet"


def seat(leader: Colleague, channel: Channel, more: Answers | None = None, **sides: list[Colleague]) -> None:
    """`leader` sets the team up: marketing=[…], it=[…], sales=[…], and `more` fields; all who are named say yes.

    It was a while ago: Slack takes three messages at once in a channel, and what follows is to come at once.
    """
    given = {**sides, **(more or {})}
    named = {each.id: each for people in given.values() if isinstance(people, list) for each in people}

    def talk() -> None:
        clock = leader.slack.faults.clock
        clock.now -= LONG_AGO
        sets_up(leader, channel, more, **sides)
        for each in named.values():
            if each is not leader and each.mention in waiting(channel):
                each.clicks(ME, channel)
        clock.now += LONG_AGO

    what = {label: list(map(name_of, value)) if isinstance(value, list) else value for label, value in given.items()}
    leader.line.once(f"{leader.id} seats {what} in {channel.id}", list({leader.id: leader, **named}.values()), talk)


def name_of(value: object) -> object:
    return value.id if isinstance(value, Colleague) else value


def sets_up(leader: Colleague, channel: Channel, more: Answers | None = None, **sides: list[Colleague]) -> None:
    """The same, and nobody has said yet that it is them."""
    leader.types("/align team", channel)
    for button in ("More people", "When I ask"):
        changes_settings(leader, button, more or {})
    leader.fills({SIDES[side]: people for side, people in sides.items()})
    leader.submits()
    if leader.modals:
        leader.closes(everything=True)


def changes_settings(leader: Colleague, button: str, more: Answers) -> None:
    """Fills what stands behind a button of the team's window; nothing, where it has none of these fields."""
    if not set(more) & BEHIND[button]:
        return
    leader.clicks(button)
    leader.fills({label: given for label, given in more.items() if label in BEHIND[button]})
    leader.submits()
    if not leader.modal.submit:  # it says what is saved, on top
        leader.closes()


def waiting(channel: Channel) -> str:
    """The line of the introduction that says who has not answered."""
    lines = [line for each in channel.messages for line in each.words.splitlines() if line.startswith("⏳")]
    return lines[-1] if lines else ""


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
