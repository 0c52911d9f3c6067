"""A team picks its first pilot: from the slash command to the result in the channel."""

import pytest

from bot.app import Align
from tests.conversations.walks import (
    ALL,
    CHANNEL,
    DRIVES,
    FAIR,
    HAS,
    IT,
    ME,
    OFF,
    PRIVACY,
    SHARE,
    SOON,
    STRONG,
    TODAY,
    Idea,
    everything,
    fills_in,
    finishes,
    goes_through,
    lists,
    mark,
    picks_a_pilot,
    posts,
    ticks,
)
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

pytestmark = pytest.mark.usefixtures("team")


@both_engines
def test_from_the_slash_command_to_the_result(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    assert maya.types("/align pilot", marketing) == ""
    assert maya.modal.title == "Pick a pilot"
    goes_through(
        maya,
        Idea("Lead routing", tom, ivan, STRONG),
        Idea("Win-back mails", maya, aisha, FAIR),
        Idea("One customer record", tom, ivan, ALL, [DRIVES, OFF]),
    )
    assert posts(marketing) == []
    finishes(maya)
    assert marketing.last.words == (
        "Start with Lead routing\n"
        "@Tom, by Tue 1 Dec: half an hour with @Ivan. One question: which two systems, which fields, who looks after "
        "the connection?\n"
        "Pilot fit 80 of 100, ahead of Win-back mails (60): marketing and IT would do it side by side and the people "
        "who matter would notice.\n"
        "*Today:* 14 hours to the first call\n*Go on or stop:* Mon 22 Feb\n"
        "⏳ *Still to say yes:* @Tom as owner, @Ivan as partner in IT. It starts when both have pressed *I’ll take "
        "it*.\n"
        "I’ll take it\nNot me\nSee everything\nChange\nBy @Maya. 3 ideas compared, 1 left out."
    )
    assert maya.modal.words == (
        "Pick a pilot\n*Done.* The result is on its way to #marketing.\n"
        "Whoever it names can say yes there with one press, and *See everything* shows the rest."
    )
    maya.closes()
    words = everything(maya, marketing)
    assert words.startswith(
        "Lead routing, in full\n*Lead routing is first: pilot fit 80 of 100.* It is ahead of Win-back"
    )
    assert "1. Lead routing: pilot fit 80 of 100\n2. Win-back mails: pilot fit 60 of 100\n" in words
    assert (
        "Not yet\n*One customer record* (pilot fit 93)\n"
        "• Marketing would not drive it. Settle who decides what happens each week. If that is IT or a vendor it is "
        "their project: find the part that marketing decides.\n"
        "• Cannot be switched off within a week. Ask your IT partner how you would switch it off, and run it on one "
        "campaign or one region first.\n"
    ) in words


def test_a_screen_reader_hears_the_whole_result(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Alone", tom, ivan, lacks=[IT]))
    assert [line for line in marketing.last.text.split("\n") if line] == [
        line for line in marketing.last.words.split("\n") if line not in marketing.last.buttons
    ]


def test_every_gate_says_what_opens_it(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    ideas = Idea("Lead routing", tom, ivan), Idea("Everything", tom, ivan, (), HAS)
    picks_a_pilot(maya, marketing, *ideas)
    words = everything(maya, marketing)
    assert words.split("*Everything* (pilot fit 7)\n")[1].split("\nHow this works")[0] == (
        "• Marketing would not drive it. Settle who decides what happens each week. If that is IT or a vendor it is "
        "their project: find the part that marketing decides.\n"
        "• No contact with IT. Find the part where you need IT: without one it teaches you nothing about "
        "working together. Or just do it, it needs no pilot.\n"
        "• No number that customers feel within 90 days. Cut it down to the first slice that customers notice, with "
        "one number that shows it within 90 days.\n"
        "• Cannot be switched off within a week. Ask your IT partner how you would switch it off, and run "
        "it on one campaign or one region first.\n"
        "• Personal data not checked. Send privacy three lines today: which data, from where to where, "
        "for how long. A no ends it, so decide when the answer is there."
    )
    assert "It is the only one that can start now; strongest on" in words


def test_a_week_s_homework_comes_first(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan, ALL, today=None), Idea("Win-back mails", tom, ivan))
    assert marketing.last.words.startswith(
        "First one number, then Lead routing\n@Tom, by Tue 1 Dec: measure one number this week, by hand if you must.\n"
        "Pilot fit 93 of 100; only that is missing, ahead of Win-back mails (60)"
    )
    tom.clicks("I’ll take it", marketing)
    ivan.clicks("I’ll take it", marketing)
    assert posts(marketing)[0].words.startswith("First one number, then Lead routing\n@Tom promised: measure today's")
    assert "Pick a pilot · Lead routing: first one number; pilot fit 93 of 100" in maya.types(
        "/align summary", marketing
    )


def test_what_one_gets_in_a_week_does_not_cost_a_strong_idea_its_place(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    """A consultant would not start with what is worth little because it happens to lack nothing."""
    picks_a_pilot(
        maya,
        marketing,
        Idea("Sizes in the shop’s search", tom, ivan, STRONG, [PRIVACY], today="no figure yet"),
        Idea("A banner", tom, ivan, (6,)),
    )
    assert marketing.last.words.startswith(
        "First a yes from privacy and one number, then Sizes in the shop’s search\n"
        "@Tom, by Tue 1 Dec: send privacy three lines today: which data, from where to where, for how long. A no ends "
        "it, so decide when the answer is there.\n"
        "Pilot fit 80 of 100; only that is missing, ahead of A banner (13)"
    )
    assert "If that fails, A banner comes next." in marketing.last.words
    assert "*Today:*" not in marketing.last.words


def test_what_little_speaks_for_is_called_weak_and_something_better_is_looked_for(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("A banner", tom, ivan, (1, 6)), Idea("A pop-up", tom, ivan, ()))
    assert marketing.last.words.startswith(
        "A weak start: A banner\n@Tom, by Tue 1 Dec: look for something better before anybody works on “A banner”, "
        "little speaks for it: @Tom and @Ivan bring one idea each that would be worth a lot if it works, and compare "
        "the three.\nPilot fit 33 of 100, ahead of"
    )


def test_one_person_cannot_be_both_halves_of_the_pair(marketing: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", tom, tom, ALL), Idea("Alone", tom, tom))
    maya.fills({SHARE: CHANNEL})
    maya.submits()
    assert "tom is down for marketing. Choose somebody in IT, or press" in maya.modal.words
    assert posts(marketing) == []
    maya.submits()
    maya.closes()
    assert marketing.last.words.startswith("First two names, then Lead routing\n")


@both_engines
def test_nothing_is_ready(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    picks_a_pilot(
        maya,
        marketing,
        Idea("New data platform", tom, ivan, ALL, [IT, OFF, SOON]),
        Idea("Nightly export", maya, aisha, (5,), [IT]),
    )
    assert marketing.last.words == (
        "None can start yet. Closest: Nightly export\n"
        "@Maya, by Tue 1 Dec: find the part where you need IT: without one it teaches you nothing about working "
        "together. Or just do it, it needs no pilot.\n"
        "*The others need more*\n• New data platform: no contact with IT, and 2 more\n"
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
    maya.clicks("Promise this", beside="Half an hour with")
    assert maya.modal.values == {
        "When": "I open my calendar today",
        "I’ll": "book half an hour this week with ivan for “Lead <routing>”, and leave with one page: "
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
    goes_through(maya, Idea("Lead routing", tom, ivan, ALL), Idea("Win-back mails", maya, ivan))
    finishes(maya, ME)
    assert posts(marketing) == []
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
    told = ivan.modal.words
    assert told.startswith("How this works\nA pilot has to meet seven conditions first; no mark makes up for one. ")
    assert (
        "*What counts, and how much*\n• worth a lot if it works: 3\n• marketing and IT would do it side by side: 3\n"
        "• we have seen it work: 2\n• the people who matter would notice: 2\n• a few days' work for marketing: 2\n"
        "• the next step is clear: 1\n• work for IT: 2\n*Where this comes from*\n• Scott Vaughan (CMO, "
        "Integrate), 2015: "
    ) in ivan.modal.words
    assert "(Harkin et al. 2016, 138 studies). (evidence grade A)" in ivan.modal.words


def test_in_full_each_is_marked_1_to_5(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    maya.types("/align pilot full", marketing)
    lists(maya, "Ideas of your own", "Lead routing", "Win-back mails")
    for label in HAS:
        ticks(maya, label, "Lead routing", "Win-back mails")
    maya.submits()
    for value in (4, 3):
        for _ in range(2):  # seven marks are more than a view holds
            mark(maya, maya.modal.labels, [value] * len(maya.modal.labels))
            maya.submits()
    fills_in(maya, {"Owner in marketing": tom, "Partner in IT": ivan, "Today's number": TODAY})
    maya.submits()
    assert "Pilot fit 68 of 100, ahead of Win-back mails (50): value if it works (4 to 3)" in marketing.last.words
    tom.types("/align pilot full", marketing)
    assert tom.modal.values["Ideas of your own"] is None
    assert "There is no more to priorities" in tom.types("/align priorities full", marketing)


@both_engines
def test_the_same_finish_twice_is_one_result(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", tom, ivan, ALL), Idea("Win-back mails", maya, ivan))
    maya.fills({SHARE: CHANNEL})
    maya.submits(silent=True)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.line.speak()
    assert [each.words.split("\n")[0] for each in posts(marketing)] == ["Start with Lead routing"]
