"""How promises go: Done, On track, Stuck and Drop, wherever they are pressed; two people see the truth."""

from collections.abc import Callable

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

Promise = Callable[..., None]


@pytest.fixture
def team(align: Align, maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel) -> None:
    """The team of #marketing, led by Tom."""
    seat(tom, marketing, marketing=[maya, tom], it=[ivan])


@pytest.fixture
def promise(team: None, marketing: Channel) -> Promise:
    """`promise(maya, "call Ivan")` in #marketing."""

    def made(who: Colleague, action: str = "call Ivan", **more: object) -> None:
        who.types("/align commit", marketing)
        who.fills({"When": "it is Monday", "I’ll": action, **more})
        who.submits()

    return made


def test_nothing_is_promised_yet(align: Align, maya: Colleague, marketing: Channel) -> None:
    maya.types("/align progress", marketing)
    assert maya.modal.words == (
        "What is promised\n"
        "What you have promised\n"
        "Nothing is open. `/align commit` makes a small promise in your team's channel."
    )


def test_mine_and_my_teams(
    promise: Promise, marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    promise(maya)
    promise(ivan, "open the API", **{"Together with": tom})
    tom.clicks("I’m in", marketing)
    ivan.types("/align progress")
    ivan.clicks("Stuck")
    ivan.fills({"What blocks it?": "no time before the launch"})
    ivan.submits()
    maya.types("/align progress")
    words = maya.modal.words
    assert words.index("*Call Ivan*\nBy Tue 1 Dec · #marketing") < words.index(
        "What your team has promised\n"
        "@Ivan with @Tom: open the API\n"
        "By Tue 1 Dec · ⚠️ *Stuck*: no time before the launch"
    )
    assert maya.modal.buttons.count("Done") == 1
    assert maya.modal.buttons.count("How it went so far") == 1


@both_engines
def test_done_is_done_everywhere(promise: Promise, maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    promise(maya)
    ivan.opens_home()
    maya.opens_home()
    maya.types("/align checkin", marketing)
    maya.types("/align progress", marketing)
    maya.clicks("Done")
    assert "Nothing is open." in maya.modal.words
    assert "*Kept* Tue 24 Nov: call Ivan" in maya.modal.words
    assert "✅ *Kept* by @Maya." in marketing.words
    assert "✅ *Kept since last time:* @Maya: call Ivan\n" in marketing.last.words
    assert "*Call Ivan*" not in maya.home.words


@both_engines
def test_the_first_press_counts(
    promise: Promise, marketing: Channel, maya: Colleague, ivan: Colleague, tom: Colleague
) -> None:
    promise(maya, **{"Together with": ivan})
    ivan.clicks("I’m in", marketing)
    maya.types("/align progress")
    ivan.types("/align progress")
    maya.clicks("Done")
    ivan.clicks("Stuck")
    assert ivan.modal.words.startswith("One moment\nThis one is done already")
    ivan.closes()
    assert "*Kept*" in ivan.modal.words
    assert "Done" not in ivan.modal.buttons
    tom.opens_home()
    assert "call Ivan" not in tom.home.words


def test_a_press_that_slack_sends_twice_counts_once(promise: Promise, maya: Colleague, marketing: Channel) -> None:
    promise(maya)
    maya.types("/align progress")
    maya.clicks("On track", silent=True)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.clicks("Hand it over or drop it")
    maya.clicks("How it went so far")
    assert maya.modal.words.splitlines()[1:] == [
        "When it is Monday, I’ll call Ivan.",
        "Tue 24 Nov: @Maya promised it, by Tue 1 Dec",
        "Tue 24 Nov: @Maya said it is on track",
    ]


def test_how_it_went_says_what_could_get_in_the_way(promise: Promise, maya: Colleague) -> None:
    promise(maya, **{"What could get in the way": "a holiday"})
    maya.types("/align progress")
    maya.clicks("Hand it over or drop it")
    maya.clicks("How it went so far")
    assert "call Ivan.\nWhat could get in the way: a holiday\nTue 24 Nov: @Maya promised it" in maya.modal.words


@both_engines
def test_stuck_asks_one_question_and_knows_a_way_on(
    promise: Promise, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    promise(maya, **{"What could get in the way": "their calendar"})
    maya.types("/align progress", marketing)
    maya.clicks("Stuck")
    assert "You thought this could get in the way: their calendar" in maya.modal.words
    assert maya.modal.labels == ["What blocks it?"]
    maya.fills({"What blocks it?": "The vendor has not sent a quote"})
    maya.submits()
    assert maya.modal.words == (
        "A way on\n"
        "*Noted:* The vendor has not sent a quote\n"
        "It hangs on a vendor: see what the pitch leaves out, and send the open questions today.\n"
        "Read a pitch\nMake it smaller\nHand it over"
    )
    assert "*Stuck*: The vendor has not sent a quote" in marketing.words
    maya.clicks("Read a pitch")
    assert maya.modal.title == "Read a vendor's pitch"
    maya.closes()
    assert maya.modal.title == "What is promised"
    assert "*Stuck*: The vendor has not sent a quote" in maya.modal.words


def test_stuck_is_stuck_without_a_reason_too(
    promise: Promise, align: Align, clock: Clock, maya: Colleague, marketing: Channel
) -> None:
    promise(maya)
    maya.opens_home()
    maya.clicks("Stuck")
    assert maya.modal.title == "Stuck"
    maya.closes()
    assert "*Stuck*" in marketing.words
    assert "Stuck" not in maya.home.buttons
    clock.pass_(align, days=2)
    maya.opens_home()
    assert "*Stuck* for 2 days" in maya.home.words
    maya.clicks("What blocks it?")
    maya.fills({"What blocks it?": "Ivan is on leave."})
    maya.submits()
    assert "Noted:* Ivan is on leave\n" in maya.modal.words
    maya.clicks("Not now")
    maya.clicks("On track")
    assert "*On track*" in maya.home.words
    assert "on leave" not in maya.home.words


@both_engines
def test_dropped_with_a_reason_and_taken_up_again(promise: Promise, maya: Colleague, marketing: Channel) -> None:
    promise(maya)
    maya.types("/align progress")
    maya.clicks("Hand it over or drop it")
    maya.clicks("Drop it")
    maya.fills({"Why does it go?": " . "})
    maya.submits()
    assert maya.modal.errors == {"Why does it go?": "Please fill this in, a few words are enough."}
    maya.fills({"Why does it go?": "the campaign is off"})
    maya.submits()
    assert "*Dropped* Tue 24 Nov: call Ivan (the campaign is off)" in maya.modal.words
    assert "*Dropped*: the campaign is off" in marketing.words
    maya.clicks("Take it up again")
    assert "*Dropped*" not in maya.modal.words + marketing.words
    maya.clicks("Hand it over or drop it")
    maya.clicks("How it went so far")
    assert [line for line in maya.modal.words.splitlines() if "Nov:" in line] == [
        "Tue 24 Nov: @Maya promised it, by Tue 1 Dec",
        "Tue 24 Nov: @Maya dropped it: the campaign is off",
        "Tue 24 Nov: @Maya took it up again",
    ]


def test_who_may_change_what(promise: Promise, maya: Colleague, ivan: Colleague, tom: Colleague) -> None:
    promise(maya)
    ivan.types("/align progress")
    assert ivan.modal.buttons == ["How it went so far"]
    tom.types("/align progress")
    assert tom.modal.buttons == ["Done", "New date", "Hand it over", "Drop it", "How it went so far"]
    tom.clicks("New date")
    tom.fills({"By": "2026-12-03"})
    tom.submits()
    assert "By Thu 3 Dec" in tom.modal.words


def test_many_long_promises_fit(promise: Promise, align: Align, clock: Clock, maya: Colleague, ivan: Colleague) -> None:
    for number in range(14):
        promise(maya, f"{number} " + "&" * 290)
        promise(ivan, f"{number} " + "<" * 290)
        clock.pass_(align, minutes=1)
    maya.types("/align progress")
    assert "2 more, with later dates." in maya.modal.words
    assert "4 more, with later dates." in maya.modal.words
    maya.opens_home()
    assert maya.home.buttons.count("Done") == 12
