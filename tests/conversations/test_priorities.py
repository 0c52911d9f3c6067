"""Marketing and IT rank a backlog together: one lists it, everybody scores it, the channel sees where they differ."""

from collections.abc import Sequence

import pytest

from bot.app import Align
from tests.conversations.walks import CALL
from tests.fixtures_slack import both_engines
from tests.happenings import Colleague
from tests.surfaces import Channel

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


@pytest.fixture
def team(align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague) -> None:
    maya.types("/align team", marketing)
    maya.fills({"Who is marketing?": [maya, tom], "Who is IT?": [ivan, aisha]})
    maya.submits()
    maya.closes()


pytestmark = pytest.mark.usefixtures("team")


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
            offered = {
                each.label: [one["text"]["text"] for one in each.element["options"]] for each in person.modal.fields
            }
            person.fills({label: offered[label][value - 1] for label, value in zip(ASKED, values, strict=True)})
        person.submits()


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
    maya.fills({**CALL, "Who?": ivan} if "Who?" in maya.modal.labels else CALL)
    maya.submits()
    assert "call Ivan and agree on the three fields" in marketing.last.words


EXPECTED = (
    f"First: {CONSENT}\n"
    f"75 of 100 from marketing and IT together. It is ahead of {FEED} on fit with the roadmap (4 to 2.5) and low risk "
    "(4.2 to 3).\n"
    "Asks for it: @Maya · Sees to it: @Ivan\n"
    f"*Talk about this first:* {FEED}: marketing 4.5, IT 1.5 on little work for IT.\n"
    f"• Then {FEED}: marketing 5, IT 3 on value for customers.\n"
    f"• Then {CONSENT}: marketing 3, IT 5 on fit with the roadmap.\n"
    "And 6 more places where you are a whole step apart.\n"
    f"Alone, marketing would begin with {FEED} and IT would begin with {CONSENT}.\n"
    "*You agree*\n"
    f"• On {CONSENT}: value for customers (4.5 and 4), a date that cannot move (4), little work for IT (4 and 3.5).\n"
    "*This week*\n"
    "• Before anything is planned, 20 minutes with one person of each side about what stands under “Talk about this "
    "first”. Each says what they know that the other cannot see. Then both press Score them too and mark it again.\n"
    "• The two sides would begin with different things. Say out loud which one waits and until when, so that nobody "
    "starts it quietly on the side.\n"
    "• Asker and doer write the first slice in four lines this week: which two systems, which fields, in which "
    "direction, and who notices when it stops.\n"
    "• There is a date that cannot move. Count back from it with IT, and put the last day to begin into both calendars "
    "today.\n"
    "• Make it a promise: the first slice, one owner, a day no more than two weeks away. Tell those who wait when you "
    "look at the list again.\n"
    f"*The ranking*\n1. {CONSENT}: 75 (marketing 74, IT 75)\n2. {FEED}: 58 (marketing 80, IT 37)\n"
    f"*Not yet*\n{PORTAL} (48)\n"
    "• nobody in IT has it. To open it: ask whoever plans IT's work for one name, this week. A queue does not count.\n"
    "• no first slice within two weeks. To open it: cut it together: one list, one country, one field, by hand where "
    "need be. What would still be useful?\n"
    "Commit\nScore them too\nRun again\nHow this works\n"
    "Shared priorities, listed by @Maya. Scored by marketing 2 of 2, IT 2 of 2; each side counts for half. Marks are "
    "1 to 5, 5 is always the better end. Not confidential: while a side is one person, its marks are that person's."
)


@both_engines
def test_scoring_again_changes_the_marks_and_asks_nobody_twice(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    maya.closes()
    scores(maya, marketing, (5, 5, 5, 1, 1, 5, 5), (1, 1, 1, 5, 5, 1, 1))
    scores(ivan, marketing, (5, 5, 5, 1, 1, 5, 5), (1, 1, 1, 5, 5, 1, 1))
    assert marketing.last.words.startswith(f"First: {CONSENT}\n100 of 100")
    scores(ivan, marketing, None, (5, 5, 5, 1, 1, 5, 5))
    assert f"1. {CONSENT}: 100 (marketing 100, IT 100)\n2. {FEED}: 50 (marketing 0, IT 100)" in marketing.last.words
    assert "Scored by marketing 1 of 2, IT 1 of 2" in marketing.last.words
    assert len(marketing.messages) == 1


@both_engines
def test_many_of_one_side_weigh_no_more_than_one_of_the_other(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    maya.closes()
    for person in (maya, tom):
        scores(person, marketing, (5, 5, 5, 1, 1, 5, 5), (1, 1, 1, 5, 5, 1, 1))
    scores(ivan, marketing, (1, 1, 1, 5, 5, 1, 1), (5, 5, 5, 1, 1, 5, 5))
    assert marketing.last.words.startswith(f"First: {CONSENT}\n*It is a tie.* {CONSENT} has 50 of 100, {FEED} has 50.")
    assert (
        f"*Talk about this first:* {CONSENT}: marketing 5, IT 1 on value for customers.\n"
        f"• Then {FEED}: marketing 1, IT 5 on value for customers.\n"
    ) in marketing.last.words
    assert f"Alone, marketing would begin with {CONSENT} and IT would begin with {FEED}." in (marketing.last.words)


@both_engines
def test_the_same_finish_twice_counts_once(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    assert len(marketing.messages) == 1
    maya.clicks("Score them now")
    marks(maya, (3, 3, 3, 3, 3, 3, 3), (3, 3, 3, 3, 3, 3, 3))
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    assert "marketing 1 of 2, IT 0 of 2" in marketing.last.words


def test_who_stops_half_way_goes_on_there_and_does_not_count_yet(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    maya.closes()
    tom.clicks("Score them too", marketing)
    marks(tom, (3, 3, 3, 3, 3, 3, 3))
    tom.closes(everything=True)
    assert "marketing 0 of 2" in marketing.last.words
    tom.clicks("Score them too", marketing)
    assert f"Welcome back. I kept your answers.\nStart over\n*How do you see it?* · {FEED}\n" in (tom.modal.words)
    tom.clicks("Start over")
    assert f"*How do you see it?* · {CONSENT}" in tom.modal.words
    assert set(tom.modal.values.values()) == {None}


def test_who_is_on_neither_side_is_told_kindly(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague, sam: Colleague
) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    sam.clicks("Score them too", marketing)
    told = sam.modal.words if sam.modals else sam.sees[-1]
    assert (
        "Marketing and IT score here, and you are on neither side of this team yet. Whoever leads it can change that "
        "with /align team."
    ) in told


@both_engines
def test_run_again_is_a_new_round_with_the_same_list(
    marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    lists(maya, marketing, facts(maya, ivan), facts(tom, ivan))
    maya.closes()
    for person in (maya, ivan):
        scores(person, marketing, (4, 4, 4, 2, 2, 4, 4), (3, 3, 3, 3, 3, 3, 3))
    tom.clicks("Run again", marketing)
    assert tom.modal.values["Need 1"] == CONSENT
    tom.fills({"Need 2": PORTAL})
    for _ in range(3):
        tom.submits()
    tom.closes()
    assert len(marketing.messages) == 2
    assert marketing.last.words.startswith(f"{OPEN}\n*On the list*\n• {CONSENT}\n• {PORTAL}\n")
    assert "marketing 0 of 2, IT 0 of 2" in marketing.last.words
    assert marketing.messages[0].words.startswith(f"First: {CONSENT}\n")


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
        f"The nearest is {CONSENT}: start with what it misses.\n*Not yet*\n{CONSENT} (75)\n"
        "• nobody knows whose data it is. To open it: ask IT today which system the records live in and who decides "
        "about them. Write the name down.\n"
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
