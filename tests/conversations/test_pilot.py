"""A team picks its first pilot: from the slash command to the result in the channel."""

import pytest

from bot.app import Align
from tests.conversations.walks import CHANNEL, ME, Idea, finishes, goes_through, names, picks_a_pilot
from tests.fixtures_align import both_engines
from tests.standin import Channel, ClientRefuses, Colleague

pytestmark = pytest.mark.usefixtures("team")

WITHOUT_IT = {"What do you need from IT?": "Nothing, we can do it alone"}
UNCHECKED = {"What is the number today?": None, "Does it move personal data?": "Yes, not checked yet"}
NOBODY = {"Who in IT is your partner?": None, "Could you switch it off again within a week?": "We don't know"}


@both_engines
def test_from_the_slash_command_to_the_result(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    assert maya.types("/align pilot", marketing) == ""
    assert maya.modal.title == "Pick a pilot"
    goes_through(
        maya,
        Idea("Lead routing", tom, ivan, (5, 4, 4, 5, 3, 2, 4)),
        Idea("Win-back mails", maya, aisha, (4, 4, 2, 3, 4, 2, 2)),
        Idea("One customer record", tom, ivan, (5, 2, 5, 5, 1, 5, 5), UNCHECKED),
    )
    assert marketing.messages == []
    finishes(maya)
    assert marketing.last.words == (
        "Your pilot: Lead routing\n"
        "82 of 100. It is ahead of Win-back mails on learning about each other (5 to 3) and visibility (4 to 2).\n"
        "@Tom owns it, @Ivan is the partner in IT.\n• The number before the start: 14 hours to the first call\n"
        "*This week*\n"
        "• Put @Tom and @Ivan in one 30-minute call this week. One question: which two systems, which fields, who "
        "looks after the connection?\nPromise this\n"
        "• Write down today's number where everyone sees it, and a stop date no more than 90 days away. "
        "Stopping early with a lesson counts as a win.\nPromise this\n"
        "*The ranking*\n1. Lead routing: 82\n2. Win-back mails: 60\n"
        "*Not yet*\nOne customer record (63)\n"
        "• no number to start from. To open it: measure one number this week, by hand if you must.\n"
        "• personal data not checked. To open it: send privacy three lines today: which data, from where to where, "
        "for how long.\n"
        "Commit\nRun again\nHow this works\nPick a pilot, by @Maya"
    )
    assert maya.modal.words == (
        "Pick a pilot\n*Done.* The result is on its way to #marketing.\n"
        "From there anybody can turn it into a promise: press *Commit*."
    )


def test_a_screen_reader_hears_the_whole_result(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Alone", tom, ivan, but=WITHOUT_IT))
    assert [line for line in marketing.last.text.split("\n") if line] == [
        line for line in marketing.last.words.split("\n") if line not in marketing.last.buttons
    ]


def test_every_gate_says_what_opens_it(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    late = {"When would you see a first result?": "Later than that"}
    picks_a_pilot(
        maya,
        marketing,
        Idea("Lead routing", tom, ivan),
        Idea("Everything", tom, ivan, (1, 1, 1, 1, 1, 5, 1), {**WITHOUT_IT, **UNCHECKED, **NOBODY, **late}),
    )
    assert marketing.last.words.split("*Not yet*\n")[1].split("\nCommit")[0] == (
        "Everything (0)\n"
        "• no named pair. To open it: name one owner in marketing and one partner in IT, two different people.\n"
        "• no contact with IT. To open it: find the part where you need IT: without one it teaches you nothing about "
        "working together. Or just do it, it needs no pilot.\n"
        "• no result within 90 days. To open it: cut it down to the first slice that shows a number within 90 days.\n"
        "• no number to start from. To open it: measure one number this week, by hand if you must.\n"
        "• cannot be switched off within a week. To open it: ask your IT partner how you would switch it off, and run "
        "it on one campaign or one region first.\n"
        "• personal data not checked. To open it: send privacy three lines today: which data, from where to where, "
        "for how long."
    )
    assert "It is the only one that clears every must-have; strongest on" in marketing.last.words


def test_one_person_cannot_be_both_halves_of_the_pair(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Alone", tom, tom))
    assert "Alone (50)\n• no named pair." in marketing.last.words


def test_a_tie_is_called_a_tie(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    picks_a_pilot(
        maya,
        marketing,
        Idea("Lead routing", tom, ivan, (4, 3, 3, 3, 3, 3, 3)),
        Idea("Win-back mails", maya, ivan, (3, 4, 3, 3, 3, 3, 3)),
    )
    assert marketing.last.words.startswith(
        "Your pilot: Lead routing\n*It is a tie.* Lead routing has 55 of 100, Win-back mails has 53. "
        "Mark one question one step differently and they change places.\n"
    )
    assert (
        "• It is a tie. Ask the owners of Lead routing and Win-back mails which one they would rather do on Monday, "
        "and take that one."
    ) in marketing.last.words


@both_engines
def test_nothing_is_ready(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    picks_a_pilot(
        maya,
        marketing,
        Idea("New data platform", tom, ivan, (5, 5, 5, 5, 5, 1, 5), {**WITHOUT_IT, **UNCHECKED}),
        Idea("Nightly export", maya, aisha, (2, 2, 2, 2, 2, 2, 2), WITHOUT_IT),
    )
    words = marketing.last.words
    assert words.startswith(
        "Nothing is ready to start yet\nEvery candidate misses a must-have, and no score makes up for one. "
        "The nearest is Nightly export: start with what it misses.\n"
        "• Find the part where you need IT: without one it teaches you nothing about working together. Or just do it, "
        "it needs no pilot.\nPromise this\n*Not yet*\nNew data platform (100)\n"
    )
    assert "Nightly export (32)\n• no contact with IT\nCommit\n" in words
    assert marketing.last.buttons == ["Promise this", "Commit", "Run again", "How this works"]
    maya.clicks("Promise this", marketing)
    assert maya.modal.values["I’ll"] == (
        "ask which part of “Nightly export” needs them: infrastructure, an integration, or data"
    )


@both_engines
def test_advice_becomes_a_promise_with_one_press(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead <routing>", tom, ivan), Idea("Win-back mails", maya, ivan))
    maya.clicks("Promise this", marketing, beside="30-minute call")
    assert maya.modal.values == {
        "When": "I open my calendar today",
        "I’ll": "book 30 minutes this week with ivan for “Lead <routing>”, and leave with one page: "
        "two systems, the fields, who looks after the connection",
        "Who does it": tom.id,
        "Together with": ivan.id,
        "By": "2026-12-01",
        "What could get in the way": None,
    }
    maya.submits()
    assert marketing.last.words.startswith(
        "@Tom, @Ivan, @Maya suggests this. Will you take it?\n> When I open my calendar today, I’ll book "
    )


def test_only_to_me(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    finishes(maya, ME)
    assert marketing.messages == []
    assert maya.dm.last.words.startswith("Your pilot: Lead routing\n")
    assert maya.modal.words == (
        "Pick a pilot\n*Done.* The result is on its way to you, in a direct message from me.\n"
        "Nobody else sees it. Press *Commit* there when you want to make it a promise."
    )


def test_how_this_works(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    ivan.clicks("How this works", marketing)
    assert ivan.modal.words.startswith(
        "How this works\nA pilot has to clear six must-haves first; no score buys them. What clears them is ranked by "
        "seven questions, each marked 1 to 5 and weighted. If marking a single question one step differently would "
        "put the second one first, I call it a tie: then the choice is yours, not the arithmetic's. A pilot that is "
        "stopped early and teaches you something counts as a success.\n*What counts, and how much*\n"
        "• value if it works: 3\n• confidence: 2\n• visibility: 2\n• learning about each other: 3\n• ease: 2\n"
        "• little work for IT: 2\n• room to grow: 1\n*Where this comes from*\n• Scott Vaughan (CMO, Integrate), 2015: "
    )
    assert "(Harkin et al. 2016, 138 studies). (evidence grade A)" in ivan.modal.words


@both_engines
def test_the_same_finish_twice_is_one_result(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    maya.fills({"Who sees the result?": CHANNEL})
    maya.submits(silent=True)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.line.speak()
    assert [each.words.split("\n")[0] for each in marketing.messages] == ["Your pilot: Lead routing"]


def test_what_is_missing_is_said_at_the_field(maya: Colleague, marketing: Channel) -> None:
    maya.types("/align pilot", marketing)
    with pytest.raises(ClientRefuses, match="Candidate 2: Please complete this required field"):
        names(maya, "Lead routing")
    names(maya, "Lead routing", "  ")
    assert maya.modal.errors == {"Candidate 2": "Please name at least 2, so there is something to compare."}
    maya.fills({"Candidate 2": "lead routing "})
    maya.submits()
    assert maya.modal.errors == {"Candidate 2": "This is the same as candidate 1."}
    assert maya.modal.values["Candidate 1"] == "Lead routing"


def test_an_owner_has_to_work_here(
    marketing: Channel, maya: Colleague, dora: Colleague, align_bot: str, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    maya.fills({**Idea("Lead routing", dora, ivan).must, "Who in IT is your partner?": align_bot})
    maya.submits()
    assert maya.modal.errors == dict.fromkeys(
        ["Who in marketing owns it?", "Who in IT is your partner?"],
        "Please choose a person who works here: not a bot, not gone.",
    )
    assert maya.modal.values["What is the number today?"] == "14 hours to the first call"
