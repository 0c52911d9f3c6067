"""When a team is asked: through holidays, days off, downtime and both clock changes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import Align, build_align
from bot.settings import Settings
from tests.conversations.document_talk import sets_up
from tests.conversations.weekly import asked, at
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Slack, make_channel

Team = Callable[..., Channel]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def team(align: Align, marketing: Channel, maya: Colleague) -> Team:
    """Maya sets the team up, in Berlin: `team(**{"Check-in day": "Monday"})`; the window says what is saved."""

    def set_up(**fields: Any) -> Channel:
        maya.types("/align team", marketing)
        if maya.modal.title == "Set up Align":
            maya.submits()
            maya.types("/align team", marketing)
        if fields:
            maya.clicks("When I ask")
            maya.fills(fields)
        maya.submits()
        return marketing

    return set_up


@both_engines
def test_a_holiday_moves_the_checkin_to_the_next_working_day(
    align: Align, team: Team, maya: Colleague, clock: Clock
) -> None:
    at(clock, "2027-03-25 12:00")
    channel = team(**{"Check-in day": "Monday", "Public holidays of": "DE-BE"})
    assert maya.modal.words.endswith(
        "Next time: Tue 30 Mar, 10:00 (Europe/Berlin): moved from Mon 29 Mar (Easter Monday); "
        "the clocks go forward before it; it stays 10:00."
    )
    maya.closes()
    assert "Next check-in: Tue 30 Mar, 10:00 (Europe/Berlin): moved from Mon 29 Mar (Easter Monday)" in maya.types(
        "/align summary", channel
    )
    at(clock, "2027-03-30 07:59")
    clock.ticks(align)
    assert asked(channel) == 0
    at(clock, "2027-03-30 08:00")
    clock.ticks(align)
    assert asked(channel) == 1
    assert "Next check-in: Mon 5 Apr, 10:00 (Europe/Berlin)\n" in maya.types("/align summary", channel) + "\n"


def test_the_country_is_guessed_from_the_zone_and_may_be_emptied(team: Team, maya: Colleague, clock: Clock) -> None:
    at(clock, "2027-03-25 12:00")
    channel = team(**{"Check-in day": "Monday", "Public holidays of": None})
    assert "Next time: Mon 29 Mar, 10:00 (Europe/Berlin)" in maya.modal.words
    maya.closes()
    maya.types("/align team", channel)
    maya.clicks("When I ask")
    assert maya.modal.values["Public holidays of"] is None


def test_the_teams_own_days_off(align: Align, team: Team, maya: Colleague, clock: Clock) -> None:
    channel = team(**{"Your own days off": "21 Dec - 24 Dec\n5 Jan, 6 Jan"})
    assert "Next time: Tue 1 Dec, 10:00 (Europe/Berlin)." in maya.modal.words
    maya.closes()
    for day in ("2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22", "2026-12-23", "2026-12-24", "2026-12-28"):
        at(clock, f"{day} 09:00")
        clock.ticks(align)
    assert asked(channel) == 4
    at(clock, "2027-01-05 09:00")
    clock.ticks(align)
    assert asked(channel) == 4
    maya.types("/align team", channel)
    maya.clicks("When I ask")
    assert maya.modal.values["Your own days off"] == "5 Jan 2027 - 6 Jan 2027"
    maya.submits()
    assert "Next time: Thu 7 Jan, 10:00 (Europe/Berlin): moved from Tue 5 Jan (the team's day off)." in maya.modal.words


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("Public holidays of", "Germany", "I know no holidays there. Write two letters like DE, or DE-BE for a part."),
        ("Your own days off", "Easter", "I don't know the day “Easter”. Write it like 5 Jan, 2027-01-05 or tomorrow."),
        ("Your own days off", "1 Jan - 24 Dec", "The next 24 Dec is far away."),
        ("Time zone", "Berlin", "I don't know this time zone. Write it like Europe/Berlin or America/New_York."),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(
    team: Team, maya: Colleague, field: str, value: str, told: str
) -> None:
    team(**{field: value})
    assert list(maya.modal.errors) == [field]
    assert maya.modal.errors[field].startswith(told)


@both_engines
@pytest.mark.parametrize(
    ("often", "days", "quiet"),
    [
        ("Every two weeks", ["2026-12-01", "2026-12-15", "2026-12-29"], ["2026-12-08", "2026-12-22"]),
        ("Once a month", ["2026-12-01", "2027-01-05", "2027-02-02"], ["2026-12-29", "2027-01-26"]),
    ],
)
def test_every_other_week_and_once_a_month(
    align: Align, team: Team, maya: Colleague, clock: Clock, often: str, days: list[str], quiet: list[str]
) -> None:
    channel = team(**{"How often do I ask?": often})
    assert (
        f"every {'two weeks' if 'two' in often else 'month'}, in the channel. Next time: Tue 1 Dec" in maya.modal.words
    )
    for day in sorted(days + quiet):
        before = asked(channel)
        at(clock, f"{day} 09:00")
        clock.ticks(align)
        assert asked(channel) - before == (day in days)


def test_whoever_has_just_been_asked_is_left_in_peace_by_a_new_day(
    align: Align, team: Team, maya: Colleague, clock: Clock
) -> None:
    channel = team()
    maya.closes()
    at(clock, "2026-12-01 09:00")
    clock.ticks(align)
    team(**{"Check-in day": "Thursday"})
    assert "Next time: Thu 10 Dec, 10:00" in maya.modal.words
    for day, count in (("2026-12-03", 1), ("2026-12-08", 1), ("2026-12-10", 2)):
        at(clock, f"{day} 09:00")
        clock.ticks(align)
        assert asked(channel) == count


def test_saving_again_does_not_move_the_rhythm(align: Align, team: Team, maya: Colleague, clock: Clock) -> None:
    channel = team(**{"How often do I ask?": "Every two weeks"})
    maya.closes()
    at(clock, "2026-12-01 09:00")
    clock.ticks(align)
    assert asked(channel) == 1
    team(**{"Check-in time": "15:00"})
    assert "Next time: Tue 15 Dec, 15:00" in maya.modal.words


PLACES = (
    "America/New_York Europe/London Europe/Berlin America/Sao_Paulo "
    "Asia/Kolkata Australia/Sydney Australia/Lord_Howe UTC"
)


@pytest.mark.parametrize("zone", PLACES.split())
def test_ten_stays_ten_across_both_clock_changes(
    align: Align, person: Hire, slack: Slack, clock: Clock, zone: str
) -> None:
    """Twenty-eight weeks: nothing a minute before, one card at ten, and only one."""
    at(clock, "2026-09-23 12:00")
    zoe = person("Zoe", tz=zone)
    channel = make_channel(slack, "crew", [zoe])
    sets_up(zoe, channel, {"Public holidays of": None})
    for week in range(28):
        ten = (datetime(2026, 9, 29, 10, tzinfo=ZoneInfo(zone)) + timedelta(weeks=week)).astimezone(UTC)
        for clock.now in (ten - MINUTE, ten, ten + MINUTE):
            clock.ticks(align)
            assert asked(channel) == week + (clock.now >= ten)


def test_a_time_that_does_not_exist_and_one_that_comes_twice(
    align: Align, person: Hire, slack: Slack, clock: Clock
) -> None:
    """Slack's window offers office hours; whoever edits the database may want half past two on a Sunday."""
    at(clock, "2026-10-20 12:00")
    zoe = person("Zoe", tz="Europe/Berlin")
    channel = make_channel(slack, "crew", [zoe])
    zoe.types("/align team", channel)
    zoe.submits()
    align.db.execute(
        "UPDATE teams SET checkin_time = '02:30', checkin_day = 6, next_checkin_on = '2026-10-25', "
        "next_checkin_at = '2026-10-25T00:30:00.000Z'"
    )
    for moment, count in [
        ("2026-10-25 00:29", 0),
        ("2026-10-25 00:30", 1),  # 02:30, summer time
        ("2026-10-25 01:30", 1),  # 02:30 again, winter time
        ("2026-11-01 01:30", 2),
        ("2027-03-21 01:30", 3),  # weeks of downtime between: skipped, but for this one
        ("2027-03-28 00:59", 3),
        ("2027-03-28 01:00", 4),  # 03:00: there is no 02:30
        ("2027-04-04 00:30", 5),
    ]:
        at(clock, moment)
        clock.ticks(align)
        if moment == "2026-11-01 01:30":
            at(clock, "2027-03-20 01:30")
            clock.ticks(align)
        assert asked(channel) == count


@alone
@both_engines
def test_after_a_week_of_downtime_the_next_checkin_is_the_usual_one(
    align: Align, team: Team, maya: Colleague, clock: Clock
) -> None:
    channel = team(**{"How often do I ask?": "Every two weeks"})
    at(clock, "2026-12-01 11:01")
    clock.ticks(align)
    assert asked(channel) == 0
    assert align.db.query("SELECT event FROM audit WHERE event LIKE 'check-in%'") == [
        {"event": "check-in skipped: late"}
    ]
    at(clock, "2026-12-15 10:59")
    clock.ticks(align)
    assert asked(channel) == 1
    assert align.db.query("SELECT next_checkin_on AS day FROM teams") == [{"day": "2026-12-29"}]


@both_engines
def test_a_restart_at_the_due_second_asks_once(align: Align, team: Team, clock: Clock, environ: dict[str, str]) -> None:
    """One process writes the card down and dies; the next one finds it, and plans the same second again."""
    channel = team()
    at(clock, "2026-12-01 09:00")
    assert align.planning.plan(clock.now) == 1
    after = build_align(Settings.read(environ), now=clock)
    assert after.planning.plan(clock.now) == 0
    after.delivery.deliver_due()
    align.delivery.deliver_due()
    after.db.close()
    assert asked(channel) == 1


@alone
def test_downtime_over_one_check_in_does_not_cost_the_next(
    align: Align, team: Team, maya: Colleague, clock: Clock
) -> None:
    """Back an hour after the second one was due: the first is skipped, the second is asked."""
    channel = team()
    at(clock, "2026-12-08 10:00")
    clock.ticks(align)
    assert asked(channel) == 1
    assert align.db.query("SELECT next_checkin_on AS day FROM teams") == [{"day": "2026-12-15"}]


def test_the_regular_one_comes_on_time_while_an_earlier_one_is_open(
    align: Align, team: Team, maya: Colleague, clock: Clock
) -> None:
    """Asked on Friday, open until Wednesday because of a day off: on Tuesday it closes and the next one opens."""
    at(clock, "2026-11-27 08:00")
    channel = team(**{"Your own days off": "30 Nov"})
    maya.closes()
    maya.types("/align checkin", channel)
    maya.clicks("4", channel)
    at(clock, "2026-12-01 09:00")
    clock.ticks(align)
    assert [each.words.split("\n")[0] for each in channel.messages[1:]] == [
        "The check-in of Fri 27 Nov",
        "A quiet week: no promise was due",
        "How well did marketing and IT work together?",
    ]
