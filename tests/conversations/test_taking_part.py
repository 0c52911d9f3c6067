"""Nobody is in a pilot before their press: asked by name, in private the next day, free to pass."""

import pytest

from bot.app import Align
from tests.conversations.walks import ME, SHARE, STRONG, Idea, finishes, goes_through, picks_a_pilot, posts
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

pytestmark = pytest.mark.usefixtures("team")
BOTH = "⏳ *Still to say yes:* @Tom as owner, @Ivan as partner in IT. It starts when both have pressed *I’ll take it*."


@pytest.fixture
def pilot(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague) -> Channel:
    """Maya has picked a pilot for Tom and Ivan."""
    ideas = Idea("Lead routing", tom, ivan, STRONG), Idea("Win-back mails", maya, aisha)
    picks_a_pilot(maya, marketing, *ideas)
    return marketing


@both_engines
def test_it_starts_when_both_have_said_yes(
    align: Align, clock: Clock, pilot: Channel, tom: Colleague, ivan: Colleague
) -> None:
    assert BOTH in pilot.last.words
    tom.clicks("I’ll take it", pilot)
    post, promise = posts(pilot)
    assert post.words.split("\n")[1].startswith("@Tom promised: book half an hour this week with ivan")
    assert "✅ *Owner:* @Tom" in post.words
    assert promise.raw["thread_ts"] == post.raw["ts"]
    ivan.clicks("I’ll take it", pilot)
    assert ivan.sees[-1].startswith("✅ *You are the partner in IT for Lead routing.* One more press")
    ivan.clicks("Days")
    assert ivan.sees[-1] == "*Noted: days.* The result says so now. Thank you."
    post = posts(pilot)[0]
    assert post.words.startswith("Lead routing has started\n@Tom promised: ")
    assert "Day 1 of 90 ▱▱▱▱▱ · go on or stop on" in post.words
    assert "▱" not in post.text
    assert "✅ *Owner:* @Tom · *Partner in IT:* @Ivan (work for IT: days)" in post.words
    assert post.buttons == ["See everything", "Change"]
    clock.pass_(align, days=20)
    assert "Day 21 of 90 ▰▱▱▱▱" in posts(pilot)[0].words


@both_engines
def test_who_names_themselves_has_said_yes(
    align: Align, marketing: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", maya, ivan, STRONG), Idea("Win-back mails", maya, ivan))
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    post, promise = posts(marketing)
    assert post.words.split("\n")[1].startswith("@Maya promised: book half an hour this week with ivan")
    assert "⏳ *Still to say yes:* @Ivan as partner in IT." in post.words
    assert "✅ *Owner:* @Maya" in post.words
    assert promise.words.startswith("@Maya has made a promise")
    assert promise.raw["thread_ts"] == post.raw["ts"]
    ivan.clicks("I’ll take it", marketing)
    assert posts(marketing)[0].words.startswith("Lead routing has started\n")
    clock.pass_(align, days=2)
    assert maya.dm.messages == []


@both_engines
def test_a_partner_who_starts_it_is_asked_for_the_effort_alone(
    align: Align, marketing: Channel, ivan: Colleague, tom: Colleague
) -> None:
    picks_a_pilot(ivan, marketing, Idea("Lead routing", tom, ivan, STRONG), Idea("Win-back mails", tom, ivan))
    assert "✅ *Partner in IT:* @Ivan\n" in posts(marketing)[0].words
    assert ivan.sees[-1].startswith("✅ *You are the partner in IT for Lead routing.* One more press")
    ivan.clicks("Days")
    assert "✅ *Partner in IT:* @Ivan (work for IT: days)" in posts(marketing)[0].words
    assert len(posts(marketing)) == 1


def test_who_passed_and_is_still_named_is_not_put_back(pilot: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.clicks("Change", pilot)
    while SHARE not in maya.modal.labels:
        maya.submits()
    maya.fills({"Owner in marketing": maya})
    maya.submits()
    maya.clicks("Not me", pilot)
    assert "*Free:* owner. @Maya passed" in posts(pilot)[0].words
    maya.clicks("Change", pilot)
    while SHARE not in maya.modal.labels:
        maya.submits()
    maya.fills({"Today's number": "12 hours"})
    maya.submits()
    assert "*Free:* owner. @Maya passed" in posts(pilot)[0].words


@both_engines
def test_a_press_that_arrives_again_does_nothing_twice(align: Align, pilot: Channel, tom: Colleague) -> None:
    tom.clicks("I’ll take it", pilot)
    assert tom.line.sends_again(3, at_once=True) == [200] * 3
    assert len(posts(pilot)) == 2


def test_not_me_frees_the_seat_for_another(
    pilot: Channel, maya: Colleague, ivan: Colleague, aisha: Colleague, lena: Colleague
) -> None:
    ivan.clicks("Not me", pilot)
    assert "*Free:* partner in IT. @Ivan passed, and that is fine. Take it, or @Maya names" in pilot.last.words
    assert "⏳ *Still to say yes:* @Tom as owner." in pilot.last.words
    lena.clicks("I’ll take it", pilot)  # she is no IT: she is told who is asked
    assert lena.sees[-1].startswith("*This one is offered to @Tom.* Would you rather take it?")
    aisha.clicks("I’ll take it", pilot)
    assert "✅ *Partner in IT:* @Aisha" in pilot.last.words
    aisha.clicks("See everything", pilot)
    assert "@Ivan" not in aisha.modal.words


def test_somebody_else_asks_whoever_is_asked_first(
    pilot: Channel, tom: Colleague, lena: Colleague, ivan: Colleague
) -> None:
    lena.clicks("I’ll take it", pilot)
    lena.clicks("Yes, I’d take it")
    lena.clicks("Yes, I’d take it")
    (asked,) = tom.dm.messages
    assert asked.words.startswith("@Lena would rather be the owner for *Lead routing*.")
    assert ivan.dm.messages == []  # she is in marketing, as the owner is
    tom.clicks("Let them take it")
    assert "✅ *Owner:* @Lena" in pilot.last.words


@both_engines
def test_who_has_not_pressed_is_asked_once_in_private(
    align: Align, clock: Clock, pilot: Channel, tom: Colleague, ivan: Colleague
) -> None:
    clock.pass_(align, hours=2)
    assert ivan.dm.messages == []
    clock.pass_(align, days=1)
    assert ivan.dm.last.words.startswith("*Will you be the partner in IT for Lead routing?* @Maya has suggested you")
    assert ivan.dm.last.buttons[:5] == ["OK, hours", "OK, days", "OK, weeks", "That’s not right", "Not me"]
    assert tom.dm.last.buttons[:3] == ["OK", "That’s not right", "Not me"]
    ivan.clicks("OK, weeks")
    assert "(work for IT: weeks)" in pilot.last.words
    assert ivan.dm.last.words.startswith("*You are the partner in IT for Lead routing.* Thank you.")
    tom.clicks("Not me")
    assert tom.dm.last.words.startswith("*You are not the owner for Lead routing.* That is fine")
    clock.pass_(align, days=15)
    assert len(ivan.dm.messages) == 1


def test_a_question_that_waits_for_its_week_is_not_held_back(
    align: Align, clock: Clock, pilot: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, pilot, Idea("Consent", tom, ivan, STRONG), Idea("Chat bot", tom, ivan, ()))
    clock.pass_(align, days=2)
    assert len(ivan.dm.messages) == 1
    told = maya.types("/align summary", pilot)
    assert "*My reminders, last 30 days:* 2 sent, 0 acted on" in told
    assert "held back" not in told
    clock.pass_(align, days=8)
    assert len(ivan.dm.messages) == 2


def test_only_who_said_yes_is_asked_weeks_later(align: Align, clock: Clock, pilot: Channel, ivan: Colleague) -> None:
    ivan.clicks("I’ll take it", pilot)
    clock.pass_(align, days=31)
    (later,) = [each.words for each in posts(pilot) if each.words.startswith("*Day 30")]
    assert "\n@Ivan: Time to decide together" in later


def test_who_took_it_and_finds_they_cannot_says_so(pilot: Channel, tom: Colleague) -> None:
    tom.clicks("I’ll take it", pilot)
    tom.clicks("Not me", pilot)
    assert "*Free:* owner. @Tom passed" in posts(pilot)[0].words


def test_whoever_leads_names_another(pilot: Channel, maya: Colleague, aisha: Colleague, ivan: Colleague) -> None:
    ivan.clicks("Not me", pilot)
    maya.clicks("Change", pilot)
    while SHARE not in maya.modal.labels:
        maya.submits()
    maya.fills({"Partner in IT": aisha})
    maya.submits()
    assert "@Aisha as partner in IT" in posts(pilot)[0].words


def test_nobody_is_asked_by_what_somebody_keeps_to_themselves(
    align: Align, clock: Clock, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan), share=ME)
    clock.pass_(align, days=3)
    assert (tom.dm.messages, ivan.dm.messages) == ([], [])


def test_who_has_a_part_already_is_said_to_the_author_alone(
    pilot: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    ivan.clicks("I’ll take it", pilot)
    maya.types("/align pilot", pilot)
    goes_through(maya, Idea("Consent", tom, ivan, STRONG), Idea("Chat bot", tom, ivan, ()))
    assert "⚠️ Only you see this: @Ivan is partner in IT in another one already." in maya.modal.words
    finishes(maya)
    assert "already" not in pilot.last.words
