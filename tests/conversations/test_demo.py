"""A vendor demo: what must be seen is listed before it, each side marks for itself what it has seen, both are shown."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.walks import everything, posts, ticks
from tests.effort import measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

PRODUCTS, OWN, READY = "Products, with their vendors", "Something else that must be seen", "What must be seen"
DOUBLE, CONSENT, LEAD = (
    "Two double contacts become one",
    "A consent withdrawn on the site stops the next mail",
    "A lead from our form is in our CRM, every field right",
)
PRICE = "A price changed in the shop stands in the next mail"
OURS = "One of us does it at the keyboard; the vendor shows the rest"
RECORDS, FIRST = "Which records of ours does each vendor get?", "When is the first demo?"
THERE = "I was in the demo of"
SEEN, PARTLY = "Seen working, with our data", "Seen in part, with our data"
FOREIGN = "Seen only with the vendor's own data"
ACME, BIRCH = "Acme Mail", "Birch"
MARK = "Mark what I saw"


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])


def lists(person: Colleague, where: Channel, products: str = f"{ACME}\n{BIRCH}") -> None:
    person.types("/align demo", where)
    person.fills({PRODUCTS: products, OWN: PRICE})
    ticks(person, READY, DOUBLE, CONSENT, LEAD)
    person.submits()
    ticks(person, OURS, DOUBLE)
    person.fills({RECORDS: "20 contacts: 4 double", FIRST: "2026-12-10"})
    person.submits()
    person.submits()


def marks(person: Colleague, where: Channel, **seen: dict[str, list[str]]) -> None:
    """Product → what is ticked of it, by what the tick says; a product that is left out was not watched."""
    person.clicks(MARK, where)
    named = {"acme": ACME, "birch": BIRCH}
    person.fills({THERE: [named[product] for product in seen]})
    person.submits()
    for ticked in seen.values():
        person.fills(dict(ticked))
        person.submits()


@both_engines
def test_a_demo_is_listed_marked_apart_and_shown_side_by_side(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    with measured("demo, four scenarios, two vendors", maya, 14, 3):
        lists(maya, marketing)
    assert MARK in maya.modal.words and "Score" not in maya.modal.words
    maya.closes(everything=True)
    assert marketing.last.words.startswith(
        f"What {ACME} and {BIRCH} must show\n"
        "@Maya, by Tue 1 Dec: send the vendors the scenarios and the records a week before the demo, with one "
        "sentence: what is shown with other data counts as not seen.\n"
    )
    for said in (
        f"{DOUBLE} (we do it)",
        "*Our data:* 20 contacts: 4 double",
        "*First demo:*",
        f"{MARK}\nSee everything",
    ):
        assert said in marketing.last.words

    with measured("demo, marking two vendors", ivan, 18, 3):
        marks(
            ivan,
            marketing,
            acme={SEEN: [DOUBLE, CONSENT], FOREIGN: [LEAD]},
            birch={SEEN: [DOUBLE], PARTLY: [PRICE, CONSENT]},
        )
    assert "Your marks count now" in ivan.modal.words and "*Mark what I saw* again" in ivan.modal.words
    ivan.closes(everything=True)
    assert "IT 1 of 1" in marketing.last.words and DOUBLE in marketing.last.words
    assert "with their data" not in marketing.last.words + everything(tom, marketing).split("Scenario by scenario")[0]

    clock.pass_(align, hours=1)
    maya.clicks(MARK, marketing)
    assert "Mark for yourself, before you talk about it." in maya.modal.words and "guess" not in maya.modal.words
    maya.closes(everything=True)
    # Whoever was in one demo alone leaves the other one to those who were there.
    marks(maya, marketing, acme={SEEN: [DOUBLE, CONSENT, LEAD], FOREIGN: [LEAD]})
    maya.closes(everything=True)
    assert len(posts(marketing)) == 1
    assert marketing.last.words == (
        f"Not yet seen by both sides: {ACME} 2 of 4\n"
        f"@Maya, by Tue 1 Dec: send {ACME} your records again, and ask for half an hour more: what was shown with "
        "their data is not seen. Somebody of each side is there.\n"
        f"*Both have seen, with our data:* {ACME}: {DOUBLE}, {CONSENT}\n"
        f"*Both have not:* {ACME}: {LEAD} (only with their data), {PRICE}\n"
        f"I’ll take it\n{MARK}\nSee everything\nChange\n"
        "Listed by @Maya. Marked by marketing 1 of 2, IT 1 of 1. A side has seen what each of its people has "
        "seen; no winner is named."
    )

    marks(tom, marketing, acme={SEEN: [CONSENT]}, birch={SEEN: [DOUBLE, PRICE, CONSENT]})
    tom.closes(everything=True)
    assert marketing.last.words.startswith(
        f"Not yet seen by both sides: {ACME} 3 of 4, {BIRCH} 3 of 4\n"
        f"@Maya, by Tue 1 Dec: ten minutes together today about “{DOUBLE}” at {ACME}: each side says what it has seen "
        "on the screen."
    )
    assert f"*You differ:* {ACME}, {DOUBLE}: marketing not seen, IT seen\n" in marketing.last.words
    words = everything(ivan, marketing)
    assert words.index("You agree") < words.index("You differ") < words.index("Scenario by scenario")
    assert f"*{DOUBLE}*\n• {ACME}: marketing not seen, IT seen\n• {BIRCH}: marketing seen, IT seen\n*" in words, words
    assert f"• {BIRCH}, {PRICE}: marketing seen, IT in part" in words


def test_what_is_called_otherwise_is_marked_anew(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, ACME)
    maya.closes(everything=True)
    all_of_it = {SEEN: [DOUBLE, CONSENT, LEAD, PRICE]}
    for person in (maya, ivan):
        marks(person, marketing, acme=all_of_it)
        person.closes(everything=True)
    assert marketing.last.words.startswith(
        f"Seen by both sides: {ACME}\n@Maya, by Tue 1 Dec: write it into `/align vendor` this week as *Tried by us*: "
    ), marketing.last.words

    maya.clicks("Change", marketing)
    maya.fills({OWN: "A price changed in the shop stands in the mail within the hour"})
    maya.submits()
    maya.submits()
    maya.submits()
    maya.closes(everything=True)
    assert "within the hour: marketing not marked yet, IT not marked yet" in " ".join(
        everything(ivan, marketing).replace(f"\n• {ACME}", "").replace("*", "").split()
    )
    ivan.clicks(MARK, marketing)
    assert ivan.modal.values[THERE] == [ACME]
    ivan.submits()
    assert sorted(ivan.modal.values[SEEN]) == sorted([DOUBLE, CONSENT, LEAD])
