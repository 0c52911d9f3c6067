"""Weeks later: what became of the pilot, and what the vendor's product has taken."""

import copy
from dataclasses import replace
from datetime import date

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat, sets_up
from tests.conversations.reminded import until
from tests.conversations.vendor_talk import WORK
from tests.conversations.walks import (
    ALL,
    CHANNEL,
    ME,
    SHARE,
    Idea,
    answers_the_rest,
    everything,
    goes_through,
    posts,
)
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Slack

STOP = "Decide for good on"


@pytest.fixture(autouse=True)
def team(align: Align, maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])


def picks(
    person: Colleague, partner: Colleague, channel: Channel, stop: str | None = None, share: str = CHANNEL
) -> None:
    """A pilot, Lead routing, ahead of a second one."""
    person.types("/align pilot", channel)
    goes_through(person, Idea("Lead routing", person, partner, ALL), Idea("Win-back", person, partner, ()))
    person.fills({SHARE: share, **({STOP: stop} if stop else {})})
    person.submits()
    person.closes()


def estimates(person: Colleague, it: Colleague, channel: Channel, product: str, days: str | None) -> str:
    """A vendor's pitch with IT's own estimate; what the page says of it."""
    person.types("/align vendor", channel)
    words, estimate = person.modal.words, "IT's own estimate of the work to connect it (days)"
    person.fills({"Product and vendor": product, "Who in IT looks at it with you": it, estimate: days})
    person.submits()
    answers_the_rest(person, [WORK] * 12)
    return words


def took(person: Colleague, channel: Channel, days: str, standing: str = "We are still at it") -> None:
    person.clicks("Answer", channel)
    person.fills({"Where does it stand?": standing, "How many days has IT put into it so far? (days)": days})
    person.submits()
    person.closes()


def decides(person: Colleague, channel: Channel, decision: str, number: str | None, learned: str) -> None:
    person.clicks("Answer", channel)
    person.fills(
        {
            "What do you decide?": decision,
            "What is the number now?": number,
            "What have you learned, about the thing or about each other?": learned,
        }
    )
    person.submits()
    person.closes()


@both_engines
def test_a_pilot_is_asked_about_at_30_60_and_90_days(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    picks(maya, ivan, marketing)
    assert "*Today:* 14 hours to the first call" in posts(marketing)[0].words
    ivan.clicks("I’ll take it", marketing)
    clock.pass_(align, days=29)
    assert "*Day 30" not in marketing.words
    clock.pass_(align, days=2)
    assert marketing.last.words == (
        "*Day 30: Lead routing*\n@Maya, @Ivan: Time to decide together: go on, change something, or stop? Stopping "
        "early with a lesson is a success too.\n• Today: 14 hours to the first call\n• Go on or stop: Mon 22 Feb\n"
        "Answer\nPick a pilot"
    )
    decides(maya, marketing, "Go on as it is", "9 hours", "Sales never looked at the queue")
    assert (
        "@Maya: Go on as it is · the number now: 9 hours · learned: Sales never looked at the queue\n"
        "*Go on. Keep the stop date, and look at the number together once a week.*"
    ) in marketing.last.words
    clock.pass_(align, days=32)
    assert "*Day 60: Lead routing*" in marketing.last.words
    clock.pass_(align, days=30)
    decides(ivan, marketing, "Go on as it is", None, "Small beats big")
    assert "*It has held to the end. Tell it with its numbers" in marketing.last.words
    clock.pass_(align, days=60)
    assert marketing.words.count("*Day ") == 3


@both_engines
def test_stopping_early_with_a_lesson_is_a_success_and_ends_the_asking(
    slack: Slack, align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    picks(maya, ivan, marketing)
    clock.pass_(align, days=31)
    shown = posts(marketing)[0]
    old = replace(shown, raw=copy.deepcopy(shown.raw))
    decides(maya, marketing, "Stop", "14 hours", "Nobody owns the queue")
    assert "*Stopped, with a lesson: that is a success. Tell it, so the next team starts where you left off.*" in (
        marketing.last.words
    )
    post = posts(marketing)[0]
    assert post.words.startswith("Lead routing was stopped\n*Decided on Fri 25 Dec:* stop. What was learned stands in")
    assert "yes:" not in post.words and "go on or stop on" not in post.words
    assert post.buttons == ["See everything", "Change"]
    ivan.clicks("I’ll take it", message=old)  # in a window that was not drawn anew
    assert "This is decided, so there is nothing left to take." in ivan.modal.words
    before = len(slack.calls)
    clock.pass_(align, days=90)
    assert marketing.words.count("*Day ") == 1
    assert post.ts not in [call.args["ts"] for call in slack.calls[before:] if call.method == "chat.update"]


@both_engines
def test_two_who_decide_differently_talk_first(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    picks(maya, ivan, marketing)
    clock.pass_(align, days=31)
    decides(ivan, marketing, "Change something, then go on", None, "The field is free text")
    decides(maya, marketing, "Stop", "14 hours", "Nobody owns the queue")
    words = marketing.last.words
    assert words.index("@Ivan: Change something") < words.index("@Maya: Stop · the number now: 14 hours")
    assert "*You decide differently, and each of you sees something that the other does not. Ten minutes together" in (
        words
    )
    assert "Tell a story" not in marketing.last.buttons
    assert not posts(marketing)[0].words.startswith("Lead routing was stopped")
    decides(ivan, marketing, "Stop", None, "The field is free text")
    assert "*Stopped, with a lesson: that is a success." in marketing.last.words
    clock.pass_(align, days=90)
    assert marketing.words.count("*Day ") == 1


def test_what_changes_on_the_last_day_is_a_new_pilot(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    picks(maya, ivan, marketing, stop=date(2026, 12, 10).isoformat())
    clock.pass_(align, days=17)
    decides(maya, marketing, "Change something, then go on", None, "It needs a second field")
    assert "What changes now is a new pilot: pick it as one" in marketing.last.words
    assert posts(marketing)[0].words.startswith("Lead routing is decided\n")
    decides(ivan, marketing, "Stop", None, "Nobody owns the queue")
    assert not posts(marketing)[0].words.startswith("Lead routing is decided\n")  # they differ: nothing is
    decides(ivan, marketing, "Change something, then go on", None, "It needs a second field")
    ivan.clicks("Pick a pilot", marketing)
    assert ivan.modal.title == "Pick a pilot" and ivan.modal.values["Ideas of your own"] is None


def test_a_stop_date_is_within_ninety_days(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", maya, ivan, ALL), Idea("Win-back", maya, ivan, ()))
    assert maya.modal.values[STOP] == "2027-02-22"
    maya.fills({STOP: "2027-04-01"})
    maya.submits()
    assert maya.modal.errors == {STOP: "At most 90 days from now, please: Mon 22 Feb at the latest."}
    for past in ("2026-11-02", "2026-11-22"):
        maya.fills({STOP: past})
        maya.submits()
        assert maya.modal.errors == {STOP: "This date is past. Choose today or later."}
    maya.fills({STOP: "2026-11-23"})  # it is still today somewhere
    maya.submits()
    assert not maya.modal.errors


def test_the_stop_date_is_the_last_day(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    picks(maya, ivan, marketing, stop=date(2027, 1, 7).isoformat())
    assert "*Go on or stop:* Thu 7 Jan" in posts(marketing)[0].words
    assert "• Write down today's number and your stop date where everyone sees them, before anything is built." in (
        everything(maya, marketing)
    )
    clock.pass_(align, days=31)
    clock.pass_(align, days=14)
    assert marketing.last.words.startswith("*Day 44: Lead routing*")
    clock.pass_(align, days=90)
    assert marketing.words.count("*Day ") == 2


@alone
def test_a_weekend_moves_it_to_monday_at_the_teams_own_hour(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    """And so does a holiday, to the next day on which the team works."""
    picks(maya, ivan, marketing, stop="2027-01-09")
    picks(maya, ivan, marketing, stop="2026-12-25")
    due = [row["due_at"] for row in align.db.query("SELECT due_at FROM followups ORDER BY due_at")]
    monday, after_christmas = "2027-01-11T09:00:00.000Z", "2026-12-28T09:00:00.000Z"
    assert due == ["2026-12-24T09:00:00.000Z", "2026-12-24T09:00:00.000Z", after_christmas, monday]


@alone
def test_a_holiday_and_the_teams_own_days_off_move_it_too(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    sets_up(maya, marketing, {"Your own days off": "24 Dec"})
    picks(maya, ivan, marketing, stop="2027-01-09")
    due = [row["due_at"] for row in align.db.query("SELECT due_at FROM followups ORDER BY due_at")]
    assert due == ["2026-12-28T09:00:00.000Z", "2027-01-11T09:00:00.000Z"]


def test_what_somebody_kept_to_themselves_is_asked_of_them_alone(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    picks(maya, ivan, marketing, share=ME)
    until(align, clock, "2026-12-25T12:00")
    assert "Day 30" not in marketing.words
    assert "*Day 30: Lead routing*" in maya.dm.words
    maya.clicks("Answer")
    maya.fills({"What do you decide?": "Stop", "What have you learned, about the thing or about each other?": "A lot"})
    maya.submits()
    assert "*Noted.* Only you see it." in maya.modal.words
    assert "learned: A lot" in maya.dm.words


@both_engines
def test_the_ledger_asks_what_it_took_and_the_next_estimate_knows(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    first = estimates(maya, ivan, marketing, "Acme", "10")
    assert "times what was estimated" not in first
    assert "\n*IT's own estimate:* 10 days\n" in marketing.last.words
    ivan.clicks("I’ll take it", marketing)
    clock.pass_(align, days=31)
    assert marketing.last.words.startswith("*Day 30: Acme*\n@Maya, @Ivan: IT gave an estimate before you decided.")
    took(ivan, marketing, "14")
    assert "*Past the estimate, and not live. Half an hour together this week" in marketing.last.words
    assert "times what was estimated" not in marketing.last.words, "what is under way has not come to anything yet"
    clock.pass_(align, days=60)
    took(ivan, marketing, "18", "It is live")
    assert "@Ivan: It is live · so far 18 days" in marketing.last.words
    assert "*Live, and it took more than you thought. Add what came up to the questions" in marketing.last.words
    assert "Your last one took 1.8 times what was estimated. The next estimate will know." in marketing.last.words
    second = estimates(maya, ivan, marketing, "Bolt", "5")
    assert "Your last one took 1.8 times what was estimated." in second
    told = "*IT's own estimate:* 5 days. Your last one took 1.8 times what was estimated. Count on 9."
    assert told in marketing.last.words
    clock.pass_(align, days=90)
    ivan.clicks("Answer", message=next(each for each in marketing.messages if each.words.startswith("*Day 180: Acme*")))
    ivan.fills({"Where does it stand?": "It is live"})
    ivan.submits()
    assert "Your last one took 1.8 times" in estimates(maya, ivan, marketing, "Cook", "4"), "the last that was told"


def test_a_number_is_a_whole_one(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    with pytest.raises(ValueError):
        estimates(maya, ivan, marketing, "Acme", "ten")
    assert "Please write a whole number, such as 10." in maya.modal.errors.values()


def test_without_an_estimate_nobody_is_asked(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    estimates(maya, ivan, marketing, "Acme", None)
    clock.pass_(align, days=31)
    assert "Day 30" not in marketing.words


def test_answering_again_replaces_what_one_said(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    estimates(maya, ivan, marketing, "Acme", "10")
    clock.pass_(align, days=31)
    took(maya, marketing, "12", "It is live")
    maya.clicks("Answer", marketing)
    assert maya.modal.values["How many days has IT put into it so far? (days)"] == "12"
    maya.fills({"How many days has IT put into it so far? (days)": "20"})
    maya.submits()
    assert "so far 20 days" in marketing.last.words and "12 days" not in marketing.last.words
    assert "2 times what was estimated" in marketing.last.words


def test_two_processes_ask_once(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel, clock: Clock
) -> None:
    picks(maya, ivan, marketing)
    clock.pass_(days=31)
    assert align.planning.plan(clock.now) >= 1
    align.planning.plan(clock.now)
    align.delivery.deliver_due()
    assert marketing.words.count("*Day 30: Lead routing*") == 1
