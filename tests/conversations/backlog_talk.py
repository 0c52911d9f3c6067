"""A team's backlog: what marketing waits for from IT, and how everybody marks it."""

from collections.abc import Sequence

from tests.conversations.document_talk import seat
from tests.conversations.walks import fills_in, ticks
from tests.standin import Channel, Colleague

ASKED = (
    "Many customers would notice",
    "This year's revenue or reach hangs on it",
    "There is a date that cannot move",
    "A few days of IT's work, not weeks",
    "It breaks nothing that customers rely on",
    "Others could use it too",
    "It fits IT's roadmap",
)
HAS = {
    "slice": "A first slice could be in use within two weeks",
    "records": "It touches no customer data, or we know who owns that data",
    "proof": "We know how we will see that it works",
}
ALL, NONE = (1, 2, 3, 4, 5, 6, 7), ()
LIST = "What marketing needs from IT"
CONSENT, FEED, PORTAL = "Consent arrives with the lead", "Shop prices in the newsletter", "A customer portal"
NEEDS = (CONSENT, FEED, PORTAL)
OPEN = "What comes first?\nMarketing and IT, this week: press *Score them too*, each for yourself."


def sits(maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, where: Channel) -> None:
    """Two of marketing, Maya leads; two of IT."""
    seat(maya, where, marketing=[maya, tom], it=[ivan, aisha])


def lists(
    person: Colleague,
    where: Channel,
    *lacks: Sequence[str],
    asker: Colleague | None = None,
    doer: Colleague | None = None,
) -> None:
    """The whole list, to the window that says it is done: for each need what it `lacks` of the must-haves."""
    person.types("/align priorities", where)
    named = NEEDS[: len(lacks)]
    person.fills({LIST: "\n".join(named)})
    fills_in(person, {"Who in marketing answers for the list?": asker} if asker else {})
    fills_in(person, {"Who in IT would see to it?": doer} if doer else {})
    person.submits()
    for name, label in HAS.items():
        ticks(person, label, *(need for need, lack in zip(named, lacks, strict=True) if name not in lack))
    person.submits()
    person.submits()


def marks(person: Colleague, *candidates: Sequence[int] | None) -> None:
    """The places, from 1, of the statements that are ticked of every candidate, as far as this person's side is asked;
    None leaves one as it is.
    """
    while asked := [label for label in ASKED if label in person.modal.labels]:
        chooses(person, asked, *candidates)
        person.submits()


def chooses(person: Colleague, asked: Sequence[str], *candidates: Sequence[int] | None) -> None:
    """The ticks in the view that is open."""
    for label in asked:
        offered = person.modal.choices[label]
        before = person.modal.values[label] or []
        said = zip(offered, candidates, strict=False)
        person.fills(
            {
                label: [
                    need for need, says in said if (need in before if says is None else ASKED.index(label) + 1 in says)
                ]
            }
        )


def scores(person: Colleague, where: Channel, *candidates: Sequence[int] | None) -> None:
    person.clicks("Score them too", where)
    marks(person, *candidates)
    person.closes(everything=True)
