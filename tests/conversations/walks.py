"""Ways through the pages of a playbook: a team's own candidates and a vendor's own answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.standin import Channel, Colleague
from tests.standin.people.forms import field_called, held, options

CHANNEL, ME = "The whole team, in the channel", "Only me, in a direct message"
MARKS = (
    "If it works, how much is it worth?",
    "How sure are you that it will work?",
    "Will the people who matter notice?",
    "How much will marketing and IT learn about each other?",
    "How easy is it for marketing?",
    "How much work is it for IT?",
    "If it works, can it grow?",
)
CALL = {"When": "it is Monday and the stand-up is over", "I’ll": "call Ivan and agree on the three fields"}
SHORT = "*Call Ivan and agree on the three fields*"
PROMISE = "When it is Monday and the stand-up is over, I’ll call Ivan and agree on the three fields."


@dataclass(frozen=True)
class Idea:
    """A candidate that clears every must-have unless `but` says otherwise; `marks` in the order asked."""

    name: str
    owner: Colleague
    partner: Colleague
    marks: Sequence[int] = (3, 3, 3, 3, 3, 3, 3)
    but: dict[str, Any] = field(default_factory=dict)

    @property
    def must(self) -> dict[str, Any]:
        return {
            "Who in marketing owns it?": self.owner,
            "Who in IT is your partner?": self.partner,
            "What do you need from IT?": "Integration: connecting systems",
            "When would you see a first result?": "Within 30 days",
            "What is the number today?": "14 hours to the first call",
            "Could you switch it off again within a week?": "Yes",
            "Does it move personal data?": "No",
            **self.but,
        }


def marks(person: Colleague, values: Sequence[int]) -> None:
    """Choose 1 to 5 on the page that is open, whatever the ends are called."""
    mark(person, MARKS, values)


def mark(person: Colleague, asked: Sequence[str], values: Sequence[int]) -> None:
    """Choose 1 to 5 for each of the questions."""
    person.fills({label: person.modal.choices[label][value - 1] for label, value in zip(asked, values, strict=True)})


def names(person: Colleague, *candidates: str) -> None:
    """The first page of a pilot."""
    person.fills({f"Candidate {number}": name for number, name in enumerate(candidates, 1)})
    person.submits()


def goes_through(person: Colleague, *ideas: Idea) -> None:
    """Every page from the first to the one that asks where the result should go."""
    names(person, *(each.name for each in ideas))
    for idea in ideas:
        person.fills(idea.must)
        person.submits()
        marks(person, idea.marks)
        person.submits()


def finishes(person: Colleague, share: str = CHANNEL) -> None:
    """Past the pages that nobody has to fill in, to the last one."""
    for _ in range(3):
        if "Who sees the result?" not in person.modal.labels:
            person.submits()
    person.fills({"Who sees the result?": share})
    person.submits()


def picks_a_pilot(person: Colleague, where: Channel, *ideas: Idea, share: str = CHANNEL) -> None:
    person.types("/align pilot", where)
    goes_through(person, *ideas)
    finishes(person, share)
    person.closes()


def reads_a_pitch(person: Colleague, where: Channel, product: str, answer: str, share: str = CHANNEL) -> None:
    """The same answer to all twelve questions."""
    person.types("/align vendor", where)
    person.fills({"Product and vendor": product})
    person.submits()
    for _ in range(4):
        person.fills({label: answer for label in person.modal.labels})
        person.submits()
    finishes(person, share)
    person.closes()


def answers_the_rest(person: Colleague, answers: Iterable[str]) -> None:
    """Give one answer a question, page after page, to the result in the channel."""
    left = iter(answers)
    while "Who sees the result?" not in person.modal.labels:
        person.fills({label: next(left) for label in person.modal.labels})
        person.submits()
    finishes(person)
    person.closes()


def commits(person: Colleague, where: Channel, **more: object) -> None:
    """`more` are further fields of the window: `commits(maya, team, **{"I’ll": "call Ivan"})`."""
    person.types("/align commit", where)
    fills_in(person, {**CALL, **more})
    person.submits()


def offers(person: Colleague, where: Channel, to: Colleague, **more: object) -> None:
    """Suggest a promise to somebody else."""
    commits(person, where, **{"Who does it": to}, **more)


def whom(person: Colleague, label: str = "Who does it") -> str | None:
    """Return who is chosen in a field of the open window, by id."""
    field = field_called(label, person.modal.view["blocks"])
    chosen = held(field, person.modal.modal.typed)
    option = chosen.get("selected_option") or {}
    return chosen.get("selected_user") or option.get("value")


def hands_over(person: Colleague, to: Colleague) -> None:
    """In the window of /align progress, the only promise of one's own."""
    person.clicks("Hand it over or drop it")
    person.clicks("Hand it over")
    person.fills({"Who could take it?": to})
    person.submits()


def fills_in(person: Colleague, given: dict[str, object]) -> None:
    """Fill in a window in which people are chosen by name; whoever is not in the team, among everybody."""
    for label, value in given.items():
        people = [each for each in person.modal.fields if each.label == label and options(each.element)]
        user = value.id if isinstance(value, Colleague) else value
        if user and people and user not in [each["value"] for each in options(people[0].element)]:
            person.fills({label: "Somebody else …"})
        person.fills({label: value})
