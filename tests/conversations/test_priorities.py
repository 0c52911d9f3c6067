"""Marketing and IT rank a backlog together: one lists it, everybody scores it, the channel sees where they differ."""

import pytest

from bot.app import Align
from tests.conversations.backlog_talk import CONSENT, FEED, OPEN, PORTAL, backlog, facts, lists, marks, scores, sits
from tests.conversations.walks import CALL
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague


@pytest.fixture(autouse=True)
def team(align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague) -> None:
    sits(maya, tom, ivan, aisha, marketing)


@both_engines
def test_from_the_list_to_the_promise(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    backlog(maya, tom, ivan, aisha, marketing)
    assert maya.modal.words == (
        "Shared priorities\n*Done.* The list is on its way to #marketing. There everybody in marketing and IT scores "
        "it for themselves.\nBegin with your own marks, before you have seen anybody else's:\nScore them now"
    )
    assert marketing.last.words == (
        f"{OPEN}\n*On the list*\n• {CONSENT}\n• {FEED}\n"
        "*Scored so far:* marketing 0 of 2, IT 0 of 2. The ranking shows as soon as one person from marketing and one "
        "from IT has scored.\n"
        f"*Not yet*\n{PORTAL}\n"
        "• nobody in IT has it. To open it: ask whoever plans IT's work for one name, this week. A queue does not "
        "count.\n"
        "• no first slice within two weeks. To open it: cut it together: one list, one country, one field, by hand "
        "where need be. What would still be useful?\n"
        "Score them too\nRun again\nHow this works\n"
        "Shared priorities, listed by @Maya. Not confidential: the channel sees what each side's marks come to; "
        "while a side is one person, they are that person's."
    )

    maya.clicks("Score them now")
    assert maya.modal.words.startswith(
        "Shared priorities\nScore for yourself, without asking around; where you do not know, guess. Marketing and IT "
        "weigh the same, and where your guesses differ is where to talk.\n"
        "Not confidential: the channel sees what each side's marks come to. While you are the only one of your side, "
        "those are yours. You can change them at any time.\n"
        f"*How do you see it?* · {CONSENT}\n"
    )
    marks(maya, (5, 4, 4, 2, 1, 3, 3), (5, 5, 5, 1, 2, 3, 3), (5, 5, 1, 3, 3, 5, 3))
    assert maya.modal.words == (
        "Shared priorities\n*Done.* Your marks count now; #marketing shows what they come to.\n"
        "You see it differently later? Press *Score them too* again: your marks are still there, and the new ones "
        "replace them."
    )
    maya.closes(everything=True)
    assert "marketing 1 of 2, IT 0 of 2. The ranking shows as soon as one person from IT has scored." in (
        marketing.last.words
    )
    assert "Commit" not in marketing.last.buttons

    scores(ivan, marketing, (4, 3, 4, 2, 2, 5, 5), (3, 3, 3, 5, 4, 2, 2), (4, 3, 1, 5, 5, 5, 2))
    scores(tom, marketing, (4, 4, 4, 2, 2, 3, 3), (5, 4, 4, 2, 2, 3, 3), (5, 5, 2, 3, 3, 4, 3))
    scores(aisha, marketing, (4, 3, 4, 3, 2, 5, 5), (3, 3, 3, 4, 4, 3, 2), (3, 3, 1, 5, 5, 5, 2))
    assert len(marketing.messages) == 1
    assert marketing.last.words == EXPECTED

    maya.clicks("Commit", marketing)
    maya.fills(CALL)
    maya.submits()
    assert "call Ivan and agree on the three fields" in marketing.last.words


def promised(person: Colleague) -> tuple[str, str, str, str | None]:
    """What stands in the window of a promise: the cue, the action, who does it, and with whom."""
    asked = ("When", "I’ll", "Who does it", "Together with")
    cue, action, owner, partner = (person.modal.values[label] for label in asked)
    return cue, action, owner, partner


@both_engines
def test_every_advice_of_a_round_opens_as_a_promise(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    """Filled in from the facts and from what both sides marked, for whoever presses."""
    backlog(maya, tom, ivan, aisha, marketing)
    maya.closes()
    scores(maya, marketing, (5, 4, 4, 2, 1, 3, 3), (5, 5, 5, 1, 2, 3, 3), (5, 5, 1, 3, 3, 5, 3))
    scores(ivan, marketing, (4, 3, 4, 2, 2, 5, 5), (3, 3, 3, 5, 4, 2, 2), (4, 3, 1, 5, 5, 5, 2))
    offered = {
        "20 minutes with one person": (
            "I open my calendar today",
            f"book 20 minutes this week with one person of each side about “{FEED}” (little work for IT), and mark it "
            "again afterwards",
            aisha.id,
            None,
        ),
        "begin with different things": (
            "the team meets next",
            f"say out loud that we begin with “{CONSENT}”, what waits for it and until when, and ask whether somebody "
            "has begun already",
            maya.id,
            None,
        ),
        "first slice in four lines": (
            "I open my calendar today",
            f"book half an hour this week with ivan and write the first slice of “{CONSENT}” in four lines: two "
            "systems, the fields, the direction, who notices when it stops",
            maya.id,
            ivan.id,
        ),
    }
    for beside, whole in offered.items():
        aisha.clicks("Promise this", marketing, beside=beside)
        assert promised(aisha) == whole
        aisha.closes()
    aisha.clicks("Promise this", marketing, beside="first slice in four lines")
    aisha.submits()
    assert marketing.last.words.startswith(
        "@Maya, @Ivan, @Aisha suggests this. Will you take it?\n> When I open my calendar today, I’ll book half "
    )


EXPECTED = (
    f"First: {CONSENT}\n"
    f"75 of 100 from marketing and IT together. It is ahead of {FEED} on fit with the roadmap (4 to 2.5) and low risk "
    "(4.2 to 3).\n"
    "Asks for it: @Maya · Sees to it: @Ivan\n"
    "• It works when: ten leads of ten arrive with their consent\n"
    f"*Talk about this first:* {FEED}, little work for IT: marketing 4.5, IT 1.5.\n"
    f"• Then {FEED}, value for customers: marketing 5, IT 3.\n"
    f"• Then {CONSENT}, fit with the roadmap: marketing 3, IT 5.\n"
    "And 6 more places where you are a whole step apart.\n"
    f"Alone, marketing would begin with {FEED} and IT would begin with {CONSENT}.\n"
    "*You agree*\n"
    f"• On {CONSENT}: value for customers (4.5 and 4), a date that cannot move (4), little work for IT (4 and 3.5).\n"
    "*This week*\n"
    f"• Before anything is planned, 20 minutes with one person of each side about {FEED} (little work for IT). Each "
    "says what they know that the other cannot see. Then both press “Score them too” and mark it again.\nPromise this\n"
    "• The two sides would begin with different things. Say out loud which one waits and until when, so that nobody "
    "starts it quietly on the side.\nPromise this\n"
    "• @Maya and @Ivan write the first slice in four lines this week: which two systems, which fields, in which "
    "direction, and who notices when it stops.\nPromise this\n"
    "• There is a date that cannot move. Count back from it with @Ivan, and put the last day to begin into both "
    "calendars today.\nPromise this\n"
    f"*The ranking*\n1. {CONSENT}: 75 (marketing 74, IT 75)\n2. {FEED}: 58 (marketing 80, IT 37)\n"
    f"*Not yet*\n{PORTAL} (48)\n"
    "• nobody in IT has it. To open it: ask whoever plans IT's work for one name, this week. A queue does not count.\n"
    "• no first slice within two weeks. To open it: cut it together: one list, one country, one field, by hand where "
    "need be. What would still be useful?\n"
    "Commit\nScore them too\nRun again\nHow this works\n"
    "Shared priorities, listed by @Maya. Scored by marketing 2 of 2, IT 2 of 2; each side counts for half. Marks are "
    "1 to 5, 5 is always the better end. Not confidential: while a side is one person, its marks are that person's."
)


def test_nothing_can_start_until_a_must_have_is_there(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    lists(maya, marketing, facts(maya, ivan, records="We don't know"), facts(tom, None, proof=None))
    maya.closes()
    assert "Nothing on the list can start yet: everything misses a must-have." in marketing.last.words
    for person in (maya, ivan):
        scores(person, marketing, (4, 4, 4, 2, 2, 4, 4), (3, 3, 3, 3, 3, 3, 3))
    assert marketing.last.words.startswith(
        "Nothing is ready to start yet\nEverything on the list misses a must-have, and no score makes up for one. "
        f"The nearest is {CONSENT}: start with what it misses.\n"
        "• Ask IT today which system the records live in and who decides about them. Write the name down.\n"
        f"Promise this\n*Not yet*\n{CONSENT} (75)\n• nobody knows whose data it is\n{FEED} (50)\n"
        "• nobody in IT has it. To open it: ask whoever plans IT's work for one name, this week."
    )
    assert "• nobody could tell whether it works. To open it: @Tom writes one line: what will be seen, by whom" in (
        marketing.last.words
    )
    tom.clicks("Promise this", marketing)
    assert promised(tom) == (
        "I open my mail next",
        f"ask ivan in which system the records for “{CONSENT}” live and who decides about them, and write the name "
        "down",
        maya.id,
        ivan.id,
    )


def test_a_summary_tells_what_it_came_to(marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    maya.closes()
    assert "Shared priorities: not scored by both sides yet" in maya.types("/align summary", marketing)
    for person in (maya, ivan):
        scores(person, marketing, (4, 4, 4, 2, 2, 4, 4), (2, 2, 2, 4, 4, 2, 2))
    assert f"Shared priorities · {CONSENT}: 75 of 100 from both sides" in maya.types("/align summary", marketing)


def test_how_this_works(marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    ivan.clicks("How this works", marketing)
    assert "ten marketers weigh no more than one engineer" in ivan.modal.words
    assert (
        "• value for customers: 3\n• revenue or reach: 2\n• a date that cannot move: 2\n• little work for IT: 2\n"
        in (ivan.modal.words)
    )
    assert "IT should put the development and the integration first" in ivan.modal.words
