"""Marketing and IT rank a backlog together: one lists it, everybody scores it, the channel sees where they differ."""

import pytest

from bot.app import Align
from tests.conversations.backlog_talk import (
    ALL,
    CONSENT,
    FEED,
    HAS,
    LIST,
    NONE,
    OPEN,
    PORTAL,
    lists,
    marks,
    scores,
    sits,
)
from tests.conversations.walks import everything, posts
from tests.effort import measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague) -> None:
    sits(maya, tom, ivan, aisha, marketing)


@both_engines
def test_from_the_list_to_the_promise(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    lists(maya, marketing, (), (), ("slice", "proof"), doer=ivan)
    assert maya.modal.words == (
        "Shared priorities\n*Done.* The list is on its way to #marketing. There everybody in marketing and IT scores "
        "it for themselves.\nBegin with your own marks, before you have seen anybody else's:\nScore them now"
    )
    assert marketing.last.words == (
        f"{OPEN}\n*On the list:* {CONSENT}, {FEED}\n"
        "*Scored so far:* marketing 0 of 2, IT 0 of 2. The ranking shows as soon as one person from marketing and one "
        "from IT has scored.\n"
        "Score them too\nSee everything\nChange\n"
        "Listed by @Maya; 1 cannot start yet. Not confidential: while a side is one person, the marks are that "
        "person's."
    )

    maya.clicks("Score them now")
    assert maya.modal.words.startswith(
        "Shared priorities\nScore for yourself, without asking around; where you do not know, guess. However many "
        "score, a side counts once; where your guesses differ is where to talk.\n"
        "Not confidential: the channel sees what each side's marks come to. While you are the only one of your side, "
        "those are yours. You can change them at any time.\n"
        "1 of 2\n*What is it worth? Tick what you would say out loud.*\n"
    )
    marks(maya, (1, 2, 3, 4, 5), (1, 2, 4), (1,))
    assert maya.modal.words == (
        "Shared priorities\n*Done.* Your marks count now; #marketing shows what they come to.\n"
        "You see it differently later? Press *Score them too* again: your marks are still there, and the new ones "
        "replace them."
    )
    maya.closes(everything=True)
    assert "marketing 1 of 2, IT 0 of 2. The ranking shows as soon as one person from IT has scored." in (
        marketing.last.words
    )
    assert "I’ll take it" not in marketing.last.buttons

    scores(ivan, marketing, (1, 3, 4, 5, 6, 7), (1,), NONE)
    scores(tom, marketing, (1, 2, 3, 5), (1, 2, 3, 4, 5), ALL)
    scores(aisha, marketing, (1, 3, 5, 6, 7), (1, 2), NONE)
    assert len(posts(marketing)) == 1
    assert marketing.last.words == (
        f"Talk first: {CONSENT}\n@Maya, by Tue 1 Dec: before anything is planned, 20 minutes with one person of each "
        f"side about {CONSENT} (use for others). Each says what they know that the other cannot see. Then both press "
        "“Score them too” again.\n"
        "*Use for others:* marketing 0 %, IT 100 %. That far apart, a mean says nothing: one of you knows something "
        "that the other does not.\n"
        "*Answers for it:* @Maya · *Sees to it:* @Ivan\n"
        "I’ll take it\nScore them too\nSee everything\nChange\n"
        "Listed by @Maya. Scored by marketing 2 of 2, IT 2 of 2; each side counts once."
    )
    words = everything(maya, marketing)
    for part in (
        f"• Then {FEED}, a date that cannot move: marketing 50 %, IT 0 %.\n",
        f"• On {CONSENT}: a date that cannot move (100 %).\n",
        f"1. {CONSENT}: talk first (marketing 88, IT 89)\n",
        f"2. {FEED}: priority 39 of 100 (marketing 75, IT 0)\n",
        f"What each side has marked\n*{CONSENT}*\n• Marketing: value for customers 100 %, revenue or reach 100 %",
        "• IT: little work for IT 50 %, low risk 100 %, fit with the roadmap 100 %, a date that cannot move 100 %, use",
        f"Not yet\n*{PORTAL}* (priority ",
        "• No first slice within two weeks. Cut it together: one list, one country, one field",
        "• Nobody could tell whether it works. @Maya writes one line: what will be seen, by whom, by when. @Ivan reads",
    ):
        assert part in words
    maya.clicks("I’ll take it", marketing)
    assert "@Maya has made a promise.\n> When I open my calendar today, I’ll book 20 minutes" in marketing.last.words


def test_few_presses(marketing: Channel, maya: Colleague, ivan: Colleague) -> None:
    """Three things listed and scored, every statement true of each."""
    lists(maya, marketing, (), (), (), doer=ivan)
    maya.closes()
    with measured("priorities, scoring three", ivan, 24):
        ivan.clicks("Score them too", marketing)
        marks(ivan, ALL, ALL, ALL)


def test_listing_takes_few_presses(marketing: Channel, maya: Colleague, ivan: Colleague) -> None:
    with measured("priorities, listing three", maya, 15):
        maya.types("/align priorities", marketing)
        maya.fills({LIST: f"{CONSENT}\n{FEED}\n{PORTAL}", "Who in IT would see to it?": ivan})
        maya.submits()
        for label in HAS.values():
            maya.fills({label: maya.modal.choices[label]})
        maya.submits()
        maya.submits()


def promised(person: Colleague) -> tuple[str, str, str, str | None]:
    """What stands in the window of a promise: the cue, the action, who does it, and with whom."""
    asked = ("When", "I’ll", "Who does it", "Together with")
    cue, action, owner, partner = (person.modal.values[label] for label in asked)
    return cue, action, owner, partner


def test_nothing_can_start_until_a_must_have_is_there(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    lists(maya, marketing, ["records"], ["proof", "slice"], asker=tom, doer=ivan)
    maya.closes()
    assert marketing.last.words.startswith("None can start yet\n@Tom, by Tue 1 Dec: ask IT today")
    for person in (maya, ivan):
        scores(person, marketing, ALL, NONE)
    assert marketing.last.words.startswith(
        f"None can start yet. Closest: {CONSENT}\n"
        "@Tom, by Tue 1 Dec: ask IT today which system the records live in and who decides about them. Write the "
        "name down.\n"
        f"*By your marks, once they can start:* priority {CONSENT} 100, {FEED} 0, of 100.\n"
    )
    words = everything(tom, marketing)
    assert f"Not yet\n*{CONSENT}* (priority 100)\n• Nobody knows whose data it is\n*{FEED}* (priority 0)\n" in words
    assert (
        f"By your marks, once they can start\n1. {CONSENT}: priority 100 of 100 (marketing 100, IT 100)\n2. " in words
    )
    assert "• Nobody could tell whether it works. @Tom writes one line: what will be seen, by whom" in words
    maya.clicks("See everything", marketing)
    maya.clicks("Promise this")
    assert promised(maya) == (
        "I open my mail next",
        f"ask ivan in which system the records for “{CONSENT}” live and who decides about them, and write the name "
        "down",
        "tom",
        "ivan",
    )


def test_a_summary_tells_what_it_came_to(marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    assert "Shared priorities: not scored by both sides yet" in maya.types("/align summary", marketing)
    for person in (maya, ivan):
        scores(person, marketing, ALL, NONE)
    assert f"Shared priorities · {CONSENT}: priority 100 of 100 from both sides" in maya.types(
        "/align summary", marketing
    )


def test_how_this_works(marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague) -> None:
    lists(maya, marketing, (), (), doer=ivan)
    ivan.clicks("See everything", marketing)
    ivan.clicks("How this works")
    assert "ten marketers weigh no more than one engineer" in ivan.modal.words
    assert "• value for customers: 3\n• revenue or reach: 2\n• little work for IT: 2\n• low risk: 2\n" in (
        ivan.modal.words
    )
    assert "IT should put the development and the integration first" in ivan.modal.words
