"""Less of it, and at the right time: later, never, away, holidays, at night, Do Not Disturb, downtime."""

from datetime import UTC, datetime

import pytest

from bot.app import Align
from tests.conversations.document_talk import sets_up
from tests.conversations.reminded import promise, reminded_at, until
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

# --- on every one of them: later, or never


@both_engines
@pytest.mark.parametrize(
    ("press", "told", "again"),
    [
        ("Ask me tomorrow", "I’ll ask again Tue 1 Dec.", ["Tue 01 Dec 08:00"]),
        ("Ask me next week", "I’ll ask again Mon 7 Dec.", ["Mon 07 Dec 08:00"]),
        ("Never about this", "I won’t bring this one up again. It stays on your list: `/align progress`.", []),
    ],
)
def test_later_or_never(
    team: Channel, align: Align, clock: Clock, maya: Colleague, press: str, told: str, again: list[str]
) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    maya.clicks(press, maya.dm)
    assert told in maya.dm.last.words
    assert maya.dm.last.buttons == ["Done", "On track", "Stuck"]
    until(align, clock, "2026-12-08T07:00")
    assert reminded_at(maya)[1:] == again  # asked for, so it is no second one of that week
    maya.types("/align progress", team)
    assert "*Agree on the three fields" in maya.modal.words
    maya.closes(everything=True)


@both_engines
def test_what_they_asked_for_starts_the_week_anew(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    maya.clicks("Ask me tomorrow", maya.dm)
    until(align, clock, "2026-12-09T09:00")
    assert reminded_at(maya) == ["Mon 30 Nov 08:00", "Tue 01 Dec 08:00", "Tue 08 Dec 08:00"]
    assert "That is today." in maya.dm.messages[1].words


def test_on_friday_tomorrow_is_monday(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team, **{"By": "2026-11-29"})
    until(align, clock, "2026-11-27T09:00")
    maya.clicks("Ask me tomorrow", maya.dm)
    assert "I’ll ask again Mon 30 Nov." in maya.dm.last.words
    until(align, clock, "2026-11-30T09:00")
    assert reminded_at(maya) == ["Fri 27 Nov 08:00", "Mon 30 Nov 08:00"]


@both_engines
def test_a_second_press_asks_no_second_time(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    maya.clicks("Ask me tomorrow", maya.dm)
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    maya.line.speak()
    until(align, clock, "2026-12-02T09:00")
    assert reminded_at(maya) == ["Mon 30 Nov 08:00", "Tue 01 Dec 08:00"]


def test_what_is_done_meanwhile_is_not_asked_again(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T09:00")
    maya.clicks("Ask me tomorrow", maya.dm)
    maya.clicks("Done", maya.dm)
    until(align, clock, "2026-12-08T09:00")
    assert reminded_at(maya) == ["Mon 30 Nov 08:00"]


def test_the_other_promise_is_still_asked_about(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    promise(maya, team, **{"I’ll": "draw the map", "By": "2026-12-02"})
    until(align, clock, "2026-11-30T09:00")
    maya.clicks("Never about this", maya.dm)
    until(align, clock, "2026-12-15T09:00")
    assert reminded_at(maya) == ["Mon 30 Nov 08:00", "Mon 07 Dec 08:00", "Mon 14 Dec 08:00"]
    assert all("draw the map" in each.words for each in maya.dm.messages[1:])


# --- not at work


@both_engines
def test_away_then_welcomed_back_once(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    maya.types("/align away until 9 Dec")
    until(align, clock, "2026-12-18T09:00")
    assert reminded_at(maya) == ["Thu 10 Dec 08:00", "Thu 17 Dec 08:00"]
    first, second = maya.dm.messages
    assert first.words.startswith("Welcome back. While you were away I kept quiet.\nYou promised in #marketing:")
    assert "It was for Tue 1 Dec." in first.words
    assert "Welcome back" not in second.words
    assert "held back: 1 (somebody was away)" in maya.types("/align summary")


def test_who_has_promised_nothing_is_welcomed_back_too(
    team: Channel, align: Align, clock: Clock, tom: Colleague
) -> None:
    tom.types("/align away until 27 Nov")
    until(align, clock, "2026-12-08T09:00")
    assert reminded_at(tom) == ["Mon 30 Nov 09:00"]  # 9:00 in London
    assert "*Welcome back.*" in tom.dm.words


def test_who_comes_back_early_is_asked_from_then_on(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    maya.types("/align away until 20 Dec")
    until(align, clock, "2026-12-02T07:00")
    maya.types("/align back")
    until(align, clock, "2026-12-04T07:00")
    assert reminded_at(maya) == ["Wed 02 Dec 08:00"]
    assert "Welcome back" not in maya.dm.words  # /align back has said so


@both_engines
def test_holidays_are_those_of_ones_own_country(
    team: Channel, align: Align, clock: Clock, maya: Colleague, lena: Colleague, aisha: Colleague
) -> None:
    """Thanksgiving in New York; nothing in Berlin; everybody at nine of their own morning."""
    for who in (maya, lena, aisha):
        promise(who, team, **{"By": "2026-11-28"})
    until(align, clock, "2026-11-28T09:00")
    assert [reminded_at(who) for who in (maya, lena, aisha)] == [
        ["Thu 26 Nov 08:00"],
        ["Fri 27 Nov 14:00"],
        ["Thu 26 Nov 04:00"],  # 9:30: the clock of this test strikes at full hours
    ]


def test_the_teams_own_days_off_are_theirs_too(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    sets_up(maya, team, {"Your own days off": "30 Nov - 1 Dec"})
    promise(maya, team)
    until(align, clock, "2026-12-03T09:00")
    assert reminded_at(maya) == ["Wed 02 Dec 08:00"]


# --- a good moment


@both_engines
def test_do_not_disturb_is_waited_for(team: Channel, align: Align, clock: Clock, maya: Colleague, slack: Slack) -> None:
    promise(maya, team)
    maya.user.dnd = (datetime(2026, 11, 30, 6, tzinfo=UTC), datetime(2026, 11, 30, 11, tzinfo=UTC))
    until(align, clock, "2026-12-01T09:00")
    assert reminded_at(maya) == ["Mon 30 Nov 11:00"]
    until(align, clock, "2026-12-07T10:00")
    assert reminded_at(maya) == ["Mon 30 Nov 11:00"]
    until(align, clock, "2026-12-07T11:00")
    assert reminded_at(maya)[1:] == ["Mon 07 Dec 11:00"]


def test_do_not_disturb_into_the_evening_waits_for_the_morning(
    team: Channel, align: Align, clock: Clock, maya: Colleague
) -> None:
    promise(maya, team)
    maya.user.dnd = (datetime(2026, 11, 30, 6, tzinfo=UTC), datetime(2026, 11, 30, 18, tzinfo=UTC))
    until(align, clock, "2026-12-02T09:00")
    assert reminded_at(maya) == ["Tue 01 Dec 08:00"]


@pytest.mark.parametrize("trouble", ["scope", "limit"])
def test_when_slack_does_not_say_it_is_sent(
    team: Channel, align: Align, clock: Clock, maya: Colleague, slack: Slack, trouble: str
) -> None:
    promise(maya, team)
    if trouble == "scope":
        slack.workspace.scopes.discard("dnd:read")
    else:
        slack.fails("dnd.info", retry_after=30)
    until(align, clock, "2026-11-30T09:00")
    assert reminded_at(maya) == ["Mon 30 Nov 08:00"]


@both_engines
def test_after_downtime_it_comes_in_working_hours(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    """Down from Saturday to Monday evening, and again in between planning and sending."""
    promise(maya, team)
    until(align, clock, "2026-11-28T09:00")
    clock.pass_(align, days=2, hours=10)  # Monday 19:00 UTC
    assert reminded_at(maya) == []
    until(align, clock, "2026-12-01T08:00")
    assert reminded_at(maya) == ["Tue 01 Dec 08:00"]


@both_engines
def test_one_that_could_not_leave_for_days_is_not_followed_by_a_second(
    team: Channel, align: Align, clock: Clock, maya: Colleague, slack: Slack
) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-29T23:00")
    slack.fails("chat.postMessage", status=503, times=60)
    until(align, clock, "2026-12-14T23:00")
    assert maya.dm.messages[0].words.startswith("*I can post in Slack again.*")  # she leads the team
    sent = reminded_at(maya)[1:]
    assert len(sent) == 2
    first, second = (datetime.strptime(each, "%a %d %b %H:%M") for each in sent)
    assert (second - first).days >= 7


@both_engines
def test_muted_between_planning_and_sending(team: Channel, align: Align, clock: Clock, maya: Colleague) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T07:00")
    clock.pass_(hours=1)
    assert align.planning.plan(clock.now) == 1
    maya.types("/align mute")
    until(align, clock, "2026-12-12T08:00")
    assert reminded_at(maya) == []
