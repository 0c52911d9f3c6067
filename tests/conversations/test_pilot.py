"""A team picks its first pilot: from the slash command to the result in the channel."""

import pytest

from bot.app import Align
from tests.conversations.walks import CHANNEL, ME, Idea, everything, finishes, goes_through, names, picks_a_pilot
from tests.fixtures_align import both_engines
from tests.standin import Channel, ClientRefuses, Clock, Colleague

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
        "Start with Lead routing\n"
        "Put @Tom and @Ivan in one 30-minute call this week. One question: which two systems, which fields, who "
        "looks after the connection?\n"
        "Pilot fit 82 of 100, ahead of Win-back mails (60): learning about each other (5 to 3) and visibility (4 to "
        "2).\n"
        "*The number before the start:* 14 hours to the first call\n"
        "⏳ *Still to say yes:* @Tom as owner, @Ivan as partner in IT. It starts when both have pressed *I’ll take "
        "it*.\n"
        "I’ll take it\nNot me\nSee everything\nChange\nBy @Maya. 3 ideas compared, 1 left out."
    )
    assert maya.modal.words == (
        "Pick a pilot\n*Done.* The result is on its way to #marketing.\n"
        "Whoever it names can say yes there with one press, and *See everything* shows the rest."
    )
    maya.closes()
    assert everything(maya, marketing) == (
        "Lead routing, in full\n*Lead routing is first: pilot fit 82 of 100.* It is ahead of Win-back mails on "
        "learning about each other (5 to 3) and visibility (4 to 2).\n• The number before the start: 14 hours to the first "
        "call\nWhat to do\n• Put @Tom and @Ivan in one 30-minute call this week. One question: which two systems, "
        "which fields, who looks after the connection?\nPromise this\n"
        "• Write down today's number where everyone sees it, and a stop date no more than 90 days away. "
        "Stopping early with a lesson counts as a win.\nPromise this\n"
        "Side by side\n1. Lead routing: pilot fit 82 of 100\n2. Win-back mails: pilot fit 60 of 100\n"
        "Not yet\n*One customer record* (pilot fit 63)\n"
        "• no number to start from: measure one number this week, by hand if you must.\n"
        "• personal data not checked: send privacy three lines today: which data, from where to where, for how long.\n"
        "How this works\nExport\nTake it down\nPick a pilot, by @Maya"
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
    words = everything(maya, marketing)
    assert words.split("*Everything* (pilot fit 0)\n")[1].split("\nHow this works")[0] == (
        "• no named pair: name one owner in marketing and one partner in IT, two different people.\n"
        "• no contact with IT: find the part where you need IT: without one it teaches you nothing about "
        "working together. Or just do it, it needs no pilot.\n"
        "• no result within 90 days: cut it down to the first slice that shows a number within 90 days.\n"
        "• no number to start from: measure one number this week, by hand if you must.\n"
        "• cannot be switched off within a week: ask your IT partner how you would switch it off, and run "
        "it on one campaign or one region first.\n"
        "• personal data not checked: send privacy three lines today: which data, from where to where, "
        "for how long."
    )
    assert "It is the only one that clears every must-have; strongest on" in words


def test_a_week_s_homework_comes_first(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    unmeasured = Idea("Lead routing", tom, ivan, (5, 5, 5, 5, 5, 1, 5), {"What is the number today?": None})
    picks_a_pilot(maya, marketing, unmeasured, Idea("Win-back mails", tom, ivan))
    assert marketing.last.words.startswith(
        "First one number, then Lead routing\nMeasure one number this week, by hand if you must.\n"
        "Pilot fit 100 of 100; only that is missing, ahead of Win-back mails (50)"
    )
    tom.clicks("I’ll take it", marketing)
    ivan.clicks("I’ll take it", marketing)
    assert marketing.messages[0].words.startswith("First one number, then Lead routing\n@Tom promised: measure today's")
    assert "Pick a pilot · Lead routing: first one number; pilot fit 100 of 100" in maya.types(
        "/align summary", marketing
    )


def test_one_person_cannot_be_both_halves_of_the_pair(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Alone", tom, tom))
    assert "2. Alone: pilot fit 50 of 100" in everything(maya, marketing)


def test_a_tie_is_called_a_tie(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    picks_a_pilot(
        maya,
        marketing,
        Idea("Lead routing", tom, ivan, (4, 3, 3, 3, 3, 3, 3)),
        Idea("Win-back mails", maya, ivan, (3, 4, 3, 3, 3, 3, 3)),
    )
    assert marketing.last.words.startswith(
        "Too close to call: Lead routing 55, Win-back mails 53\n"
        "It is a tie. Ask the owners of Lead routing and Win-back mails which one they would rather do on Monday, "
        "and take that one.\nPilot fit 55 of 100. One answer differently and they change places, so you choose.\n"
    )


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
    assert marketing.last.words == (
        "None can start yet. Closest: Nightly export\n"
        "Find the part where you need IT: without one it teaches you nothing about working together. Or just do it, "
        "it needs no pilot.\n*The others need more*\n• New data platform: no contact with IT, and 2 more\n"
        "I’ll take it\nSee everything\nChange\n"
        "By @Maya. 2 ideas compared. A good mark does not make up for what is missing."
    )
    maya.clicks("See everything", marketing)
    maya.clicks("Promise this")
    assert maya.modal.values["I’ll"] == (
        "ask which part of “Nightly export” needs them: infrastructure, an integration, or data"
    )


@both_engines
def test_advice_becomes_a_promise_with_one_press(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead <routing>", tom, ivan), Idea("Win-back mails", maya, ivan))
    maya.clicks("See everything", marketing)
    maya.clicks("Promise this", beside="30-minute call")
    assert maya.modal.values == {
        "When": "I open my calendar today",
        "I’ll": "book 30 minutes this week with ivan for “Lead <routing>”, and leave with one page: "
        "two systems, the fields, who looks after the connection",
        "Who does it": "tom",
        "Together with": "ivan",
        "By": "2026-12-01",
        "What could get in the way": None,
    }
    maya.submits()
    assert marketing.last.words.startswith(
        "@Tom, @Ivan, @Maya suggests this. Will you take it?\n> When I open my calendar today, I’ll book "
    )


def test_only_to_me(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", tom, ivan, (5, 5, 5, 5, 5, 1, 5)), Idea("Win-back mails", maya, ivan))
    finishes(maya, ME)
    assert marketing.messages == []
    assert maya.dm.last.words.startswith("Start with Lead routing\n")
    assert "*Owner:* @Tom · *Partner in IT:* @Ivan" in maya.dm.last.words
    assert maya.modal.words == (
        "Pick a pilot\n*Done.* The result is on its way to you, in a direct message from me.\n"
        "Nobody else sees it. *See everything* there shows the rest."
    )


def test_how_this_works(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    ivan.clicks("See everything", marketing)
    ivan.clicks("How this works")
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
    goes_through(maya, Idea("Lead routing", tom, ivan, (5, 5, 5, 5, 5, 1, 5)), Idea("Win-back mails", maya, ivan))
    maya.fills({"Who sees the result?": CHANNEL})
    maya.submits(silent=True)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.line.speak()
    assert [each.words.split("\n")[0] for each in marketing.messages] == ["Start with Lead routing"]


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
