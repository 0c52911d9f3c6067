"""One message a week that nobody asked for: what it says, what its buttons do, and which one it is."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import sets_up
from tests.conversations.reminded import promise, reminded_at, until
from tests.conversations.walks import CALL, hands_over
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

WEEKLY = "I write to you once a week at most, over all your teams. /align mute stops me."


@both_engines
def test_a_day_before_its_date_the_promise_is_quoted(
    team: Channel, align: Align, clock: Clock, maya: Colleague, ivan: Colleague
) -> None:
    promise(maya, team)
    until(align, clock, "2026-12-03T10:00")
    assert reminded_at(maya) == ["Mon 30 Nov 08:00"]  # 9:00 in Berlin; Sunday, two days before, is no day for it
    assert maya.dm.last.words.split("\n")[:3] == [
        "You promised in #marketing:",
        "> When the call is over, I’ll agree on the three fields.",
        "That is tomorrow. How does it look?",
    ]
    assert maya.dm.last.buttons == [
        "Done", "On track", "Stuck", "Ask me tomorrow", "Ask me next week", "Never about this",
    ]  # fmt: skip
    assert maya.dm.words.endswith(WEEKLY.replace("/align mute", "`/align mute`"))
    assert maya.dm.last.text.startswith("You promised in #marketing:")
    assert "agree on the three fields" in maya.dm.last.text
    assert ivan.dm.messages == []


@both_engines
@pytest.mark.parametrize(
    ("press", "told"),
    [
        ("Done", "Done. Thank you. A kept promise builds more trust than a new plan."),
        ("On track", "On track. Good. It is for Tue 1 Dec."),
    ],
)
def test_a_press_is_seen_by_everybody(
    team: Channel, align: Align, clock: Clock, maya: Colleague, marketing: Channel, press: str, told: str
) -> None:  # fmt: skip
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    maya.clicks(press, maya.dm)
    assert told in maya.dm.last.words.replace("*", "")
    assert ("Done" in maya.dm.last.buttons) == (press != "Done")
    assert f"*{'Kept' if press == 'Done' else press}*" in marketing.last.words


def test_stuck_asks_what_blocks_it_and_the_message_follows(
    team: Channel, align: Align, clock: Clock, maya: Colleague
) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    maya.clicks("Stuck", maya.dm)
    maya.fills({"What blocks it?": "nobody at IT has time"})
    maya.submits()
    maya.closes(everything=True)
    assert "*Stuck*: nobody at IT has time. Thank you for saying so early" in maya.dm.last.words


def test_what_is_pressed_elsewhere_shows_in_the_message(
    team: Channel, align: Align, clock: Clock, maya: Colleague
) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    assert "How does it look?" in maya.dm.last.words
    maya.opens_home()
    maya.clicks("Done", maya.home)
    assert "*Done.* Thank you." in maya.dm.last.words


def test_overdue_once_a_week_then_less_often_and_told_so_once(
    team: Channel, align: Align, clock: Clock, maya: Colleague
) -> None:
    promise(maya, team)
    until(align, clock, "2027-03-24T10:00")
    assert reminded_at(maya) == [
        "Mon 30 Nov 08:00",
        "Mon 07 Dec 08:00",  # two in a row ignored:
        "Mon 21 Dec 08:00",  # every two weeks
        "Mon 04 Jan 08:00",
        "Wed 03 Feb 08:00",  # once a month
        "Fri 05 Mar 08:00",
    ]
    assert "It was for Tue 1 Dec. Is it done, or does it need a new date?" in maya.dm.last.words
    told = [each for each in maya.dm.messages if "every two weeks at most" in each.words]
    assert told == maya.dm.messages[2:3]
    maya.clicks("On track", maya.dm)
    until(align, clock, "2027-04-01T10:00")
    assert reminded_at(maya)[6:] == ["Tue 30 Mar 07:00"]  # two days later, after Easter, at 9:00 in summer time


def test_an_overdue_promise_takes_a_new_date(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    until(align, clock, "2026-12-07T09:00")
    maya.clicks("New date", maya.dm)
    maya.fills({"By": "2026-12-18"})
    maya.submits()
    assert "It is for Fri 18 Dec. How does it look?" in maya.dm.last.words
    until(align, clock, "2026-12-16T09:00")
    assert reminded_at(maya)[2:] == ["Wed 16 Dec 08:00"]


@both_engines
def test_two_teams_one_message_and_the_most_useful_one(
    team: Channel, align: Align, clock: Clock, maya: Colleague, marketing: Channel, growth: Channel
) -> None:
    sets_up(maya, growth)
    promise(maya, growth, **{"I’ll": "show the numbers", "By": "2026-12-02"})
    promise(maya, marketing, **{"By": "2026-11-26"})
    until(align, clock, "2026-12-10T23:00")
    assert reminded_at(maya) == ["Wed 25 Nov 08:00", "Wed 02 Dec 08:00"]  # two ignored: now every two weeks
    first, second = maya.dm.messages
    assert "#marketing" in first.words and "That is tomorrow." in first.words
    assert "#marketing" in second.words and "It was for Thu 26 Nov" in second.words  # overdue before due today
    told = [maya.types("/align summary", each) for each in (marketing, growth)]
    assert "*My reminders, last 30 days:* 2 sent, 0 acted on; held back: 1 (one a week is enough)" in told[0]
    assert "*My reminders, last 30 days:* none sent; held back: 2 (one a week is enough)" in told[1]


def test_a_stuck_promise_that_is_not_due_is_asked_about_after_three_days(
    team: Channel, align: Align, clock: Clock, maya: Colleague, marketing: Channel
) -> None:
    promise(maya, team, **{"By": "2026-12-20"})
    maya.types("/align progress", marketing)
    maya.clicks("Stuck")
    maya.closes(everything=True)
    until(align, clock, "2026-11-30T09:00")
    assert reminded_at(maya) == ["Fri 27 Nov 08:00"]
    assert "Stuck since Tue 24 Nov. Ten minutes with the right person is often enough." in maya.dm.last.words


def test_a_cue_quotes_the_promise_when_somebody_else_starts_the_playbook(
    team: Channel, align: Align, clock: Clock, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    ivan.types("/align commit", team)
    ivan.fills({**CALL, "By": "2026-12-20"})
    ivan.clicks("More")
    ivan.fills({"Remind me when somebody starts …": "pilot: Pick a pilot"})
    ivan.submits()
    maya.types("/align pilot", marketing)
    maya.closes()
    clock.pass_(align, minutes=1)
    assert reminded_at(ivan) == []  # just promised: not on the same day
    clock.pass_(align, days=1)
    assert "Your cue: *pilot* has just been started in #marketing. You promised:" in ivan.dm.last.words
    assert maya.dm.messages == []


def test_a_handover_that_waits_is_brought_up_once(
    team: Channel, align: Align, clock: Clock, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    promise(maya, team, **{"By": "2026-12-20"})
    maya.types("/align progress", marketing)
    hands_over(maya, ivan)
    maya.closes(everything=True)
    until(align, clock, "2026-11-26T09:00")
    assert reminded_at(ivan) == ["Thu 26 Nov 08:00"]
    assert "@Maya asked whether you can take this over, in #marketing:" in ivan.dm.last.words
    ivan.clicks("I’ll take it", ivan.dm)
    assert "it is with @Ivan now" in ivan.dm.last.words
    assert ivan.dm.last.buttons == []


def test_a_paused_team_asks_nothing(
    team: Channel, align: Align, clock: Clock, maya: Colleague, marketing: Channel
) -> None:
    promise(maya, team)
    maya.archives(marketing)
    told = reminded_at(maya)
    assert maya.dm.words.startswith("#marketing is archived")
    until(align, clock, "2026-12-08T10:00")
    assert reminded_at(maya) == told


@both_engines
def test_somebody_who_cannot_be_written_to_stops_nobody(
    team: Channel, align: Align, clock: Clock, maya: Colleague, ivan: Colleague, slack: Slack
) -> None:
    promise(maya, team)
    promise(ivan, team)
    slack.fails("chat.postMessage", error="user_disabled")
    until(align, clock, "2026-11-30T12:00")
    assert sorted(len(each.dm.messages) for each in (maya, ivan)) == [0, 1]
    told = maya.types("/align summary")
    assert "1 sent, 0 acted on; held back: 1 (Slack could not deliver it)" in told
