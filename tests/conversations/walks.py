"""Ways through the pages of a playbook: a team's own candidates and a vendor's own answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.standin import Channel, Colleague
from tests.standin.people.forms import field_called, held, options
from tests.standin.people.surfaces import Message

SHARE, CHANNEL, ME = "Show it", "In the channel", "Only to me, for now"
CHOICE = "Your choice"
HAS = (
    "Marketing drives it, and decides what happens each week",
    "IT has a part in it: an account, a connection or data",
    "A number that customers feel moves within 90 days",
    "Can be switched off again within a week",
    "No personal data moves, or privacy has checked it",
)
STRENGTHS = (
    "Worth a lot if it works",
    "Marketing and IT would do it side by side",
    "We have seen it work, here or elsewhere",
    "The people who matter would notice",
    "A few days' work for marketing, not weeks",
    "If it works, the next step is clear",
)
DRIVES, IT, SOON, OFF, PRIVACY = HAS
TODAY = "14 hours to the first call"
ALL, STRONG, FAIR = (1, 2, 3, 4, 5, 6), (1, 2, 4, 5, 6), (1, 3, 5, 6)  # 93, 80 and 60 of 100
CALL = {"When": "it is Monday and the stand-up is over", "I’ll": "call Ivan and agree on the three fields"}
SHORT = "*Call Ivan and agree on the three fields*"
PROMISE = "When it is Monday and the stand-up is over, I’ll call Ivan and agree on the three fields."


@dataclass(frozen=True)
class Idea:
    """A candidate that has every must-have but those it `lacks`; `says` are the places of its strengths, from 1.

    Owner, partner and `today` count where it is the one picked.
    """

    name: str
    owner: Colleague | None
    partner: Colleague | None
    says: Sequence[int] = (1, 2, 3)
    lacks: Sequence[str] = ()
    today: str | None = TODAY


def mark(person: Colleague, asked: Sequence[str], values: Sequence[int]) -> None:
    """Choose 1 to 5 for each of the questions."""
    person.fills({label: person.modal.choices[label][value - 1] for label, value in zip(asked, values, strict=True)})


def lists(person: Colleague, label: str, *items: str) -> None:
    """Type items, one a line, and send the page."""
    person.fills({label: "\n".join(items)})
    person.submits()


def names(person: Colleague, *candidates: str) -> None:
    """The first view of a pilot."""
    lists(person, "Ideas of your own", *candidates)


def ticks(person: Colleague, label: str, *items: str) -> None:
    """Tick these, as far as they are offered, and nothing else; each is found by what one sees of its name."""
    wanted = [shown(item) for item in items]
    person.fills({label: [each for each in person.modal.choices[label] if shown(each) in wanted]})


def shown(typed: str) -> str:
    """What a person sees of it: broken halves as the sign for that, what nobody sees left out."""
    clean = typed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean.replace("\x00", "").replace("\ue000", "").replace("\ue001", "").strip()


def goes_through(person: Colleague, *ideas: Idea) -> None:
    """Every view from the first to the one that shows the post; the names of the first idea that is picked."""
    names(person, *(each.name for each in ideas))
    for label in HAS:
        ticks(person, label, *(each.name for each in ideas if label not in each.lacks))
    person.submits()
    if STRENGTHS[0] in person.modal.labels:
        for place, label in enumerate(STRENGTHS, 1):
            ticks(person, label, *(each.name for each in ideas if place in each.says))
        person.submits()
    chooses_first(person)
    picked = next((each for each in ideas if f"*Start with {shown(each.name)}*" in person.modal.words), ideas[0])
    people = {"Owner in marketing": picked.owner, "Partner in IT": picked.partner}
    fills_in(person, {label: who for label, who in people.items() if who})
    person.fills({"Today's number": picked.today})


def chooses_first(person: Colleague) -> None:
    """Where it is too close to call: the first one."""
    if CHOICE in person.modal.labels:
        person.fills({CHOICE: person.modal.choices[CHOICE][0]})


def finishes(person: Colleague, share: str = CHANNEL) -> None:
    """Past the pages that nobody has to fill in, to the last one."""
    for _ in range(3):
        if SHARE not in person.modal.labels:
            person.submits()
    chooses_first(person)
    person.fills({SHARE: share})
    person.submits()


def picks_a_pilot(person: Colleague, where: Channel, *ideas: Idea, share: str = CHANNEL) -> None:
    person.types("/align pilot", where)
    goes_through(person, *ideas)
    finishes(person, share)
    person.closes()


def posts(where: Channel) -> list[Message]:
    """What stands in the channel but for the introduction of its team."""
    return [each for each in where.messages if not each.words.startswith("Align is set up")]


def everything(person: Colleague, where: Channel) -> str:
    """What stands behind the newest result there, read and closed again."""
    person.clicks("See everything", where)
    words = person.modal.words
    person.closes(everything=True)
    return words


def reads_a_pitch(person: Colleague, where: Channel, product: str, ticked: str = "", share: str = CHANNEL) -> None:
    """The same for all twelve statements: what a tick says, or nobody knows."""
    person.types("/align vendor", where)
    person.fills({"Product and vendor": product})
    person.submits()
    answers_the_rest(person, [ticked] * 12, share)


def answers_the_rest(person: Colleague, ticked: Iterable[str], share: str = CHANNEL) -> None:
    """For each statement in their order what a tick says, "" where nobody knows; then to the result."""
    statements = dict.fromkeys(each for listed in person.modal.choices.values() for each in listed)
    given = dict(zip(statements, ticked, strict=True))
    while SHARE not in person.modal.labels:
        groups = person.modal.choices.items()
        person.fills(
            {label: [each for each in listed if label.endswith(f": {given[each]}")] for label, listed in groups}
        )
        person.submits()
    finishes(person, share)
    person.closes()


def promises_first(person: Colleague, where: Channel) -> None:
    """Open the window of the first piece of advice behind the newest result there that nobody has promised yet."""
    person.clicks("See everything", where)
    lines = person.modal.words.split("\n")
    person.clicks("Promise this", person.modal, beside=lines[lines.index("Promise this") - 1])


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
