"""A team's backlog: what marketing waits for from IT, and how everybody marks it."""

from collections.abc import Sequence

from tests.conversations.charter_talk import seat
from tests.conversations.walks import mark
from tests.standin import Channel, Colleague

ASKED = (
    "How much would customers notice?",
    "How much revenue or reach hangs on it?",
    "Is there a date that cannot move?",
    "How much work is it for IT?",
    "What could it break?",
    "Who else could use it?",
    "How well does it fit IT's roadmap?",
)
CONSENT, FEED, PORTAL = "Consent arrives with the lead", "Shop prices in the newsletter", "A customer portal"
NEEDS = (CONSENT, FEED, PORTAL)
OPEN = "What comes first? Score for yourself"


def sits(maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, where: Channel) -> None:
    """Two of marketing, Maya leads; two of IT."""
    seat(maya, where, marketing=[maya, tom], it=[ivan, aisha])


def facts(asker: Colleague, doer: Colleague | None, **but: str | None) -> dict[str, object]:
    given = {
        "kind": "Integration: two systems that should talk",
        "slice": "Within two weeks",
        "records": "Yes, and we know who owns that data",
        "proof": "ten leads of ten arrive with their consent",
        "owned": "No, we have looked",
    } | but
    return {
        "Who in marketing asks for it?": asker,
        "Who in IT would do it?": doer,
        "What is it, mostly?": given["kind"],
        "How soon could a first slice be in use?": given["slice"],
        "Does it touch customer data?": given["records"],
        "How will you see that it works?": given["proof"],
        "Could something you own already do it?": given["owned"],
    }


def lists(person: Colleague, where: Channel, *candidates: dict[str, object]) -> None:
    """The whole list, to the window that says it is done."""
    person.types("/align priorities", where)
    person.fills({f"Need {number}": name for number, name in enumerate(NEEDS[: len(candidates)], 1)})
    person.submits()
    for each in candidates:
        person.fills(each)
        person.submits()


def marks(person: Colleague, *candidates: Sequence[int] | None) -> None:
    """1 to 5 for every candidate in turn, in the order asked; None leaves the page as it is."""
    for values in candidates:
        if values:
            chooses(person, values)
        person.submits()


def chooses(person: Colleague, values: Sequence[int]) -> None:
    """The marks on the page that is open."""
    mark(person, ASKED, values)


def scores(person: Colleague, where: Channel, *candidates: Sequence[int] | None) -> None:
    person.clicks("Score them too", where)
    marks(person, *candidates)
    person.closes(everything=True)


def backlog(maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, where: Channel) -> None:
    """Two that could start, and one that nobody in IT has and that nobody could finish in two weeks."""
    lists(
        maya,
        where,
        facts(maya, ivan),
        facts(tom, aisha, kind="Data: records, fields, quality, consent", owned="Nobody has looked"),
        facts(tom, None, slice="Later than that", kind="Development: something to build or to change"),
    )
