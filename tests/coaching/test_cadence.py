"""The weekly moment: local time stays, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.coaching.schedule.cadence import first_occasion
from bot.model.schedule import Rule

MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6
MINUTE = timedelta(minutes=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "zone", "weekday", "time", "expected"),
    [
        pytest.param("2026-11-21 12:00", "Europe/Berlin", MONDAY, "09:00", "2026-11-23 08:00", id="an ordinary week"),
        pytest.param("2026-11-23 07:59", "Europe/Berlin", MONDAY, "09:00", "2026-11-23 08:00", id="later today"),
        pytest.param("2026-11-23 08:00", "Europe/Berlin", MONDAY, "09:00", "2026-11-30 08:00", id="strictly after"),
        pytest.param("2026-03-23 08:00", "Europe/Berlin", MONDAY, "09:00", "2026-03-30 07:00", id="into summer time"),
        pytest.param("2026-10-19 07:00", "Europe/Berlin", MONDAY, "09:00", "2026-10-26 08:00", id="out of summer time"),
        pytest.param("2026-03-28 12:00", "Europe/Berlin", SUNDAY, "02:30", "2026-03-29 01:00", id="Berlin: no 02:30"),
        pytest.param("2026-03-28 12:00", "Europe/Berlin", SUNDAY, "02:00", "2026-03-29 01:00", id="gap's first minute"),
        pytest.param("2026-03-28 12:00", "Europe/Berlin", SUNDAY, "01:59", "2026-03-29 00:59", id="before the gap"),
        pytest.param("2026-03-29 01:00", "Europe/Berlin", SUNDAY, "02:30", "2026-04-05 00:30", id="the week after it"),
        pytest.param("2026-10-24 12:00", "Europe/Berlin", SUNDAY, "02:30", "2026-10-25 00:30", id="02:30 twice"),
        pytest.param("2026-10-25 00:30", "Europe/Berlin", SUNDAY, "02:30", "2026-11-01 01:30", id="not a second time"),
        pytest.param("2026-03-07 12:00", "America/New_York", SUNDAY, "02:15", "2026-03-08 07:00", id="New York: gap"),
        pytest.param("2026-10-31 12:00", "America/New_York", SUNDAY, "01:30", "2026-11-01 05:30", id="New York: twice"),
        pytest.param("2026-11-22 04:59", "America/New_York", SUNDAY, "09:00", "2026-11-22 14:00", id="still Saturday"),
        pytest.param("2026-10-03 00:00", "Australia/Lord_Howe", SUNDAY, "02:15", "2026-10-03 15:30", id="a half hour"),
        pytest.param("2026-04-04 00:00", "Australia/Lord_Howe", SUNDAY, "01:45", "2026-04-04 14:45", id="and back"),
        pytest.param("2026-04-23 12:00", "Africa/Cairo", FRIDAY, "00:00", "2026-04-23 22:00", id="Cairo: no midnight"),
        pytest.param("2026-04-23 12:00", "Africa/Cairo", FRIDAY, "00:30", "2026-04-23 22:00", id="Cairo: no 00:30"),
        pytest.param("2026-04-23 22:00", "Africa/Cairo", FRIDAY, "00:30", "2026-04-30 21:30", id="a week on"),
        pytest.param("2018-11-03 12:00", "America/Sao_Paulo", SUNDAY, "00:00", "2018-11-04 03:00", id="São Paulo: gap"),
        pytest.param("2026-11-03 12:00", "America/Sao_Paulo", SUNDAY, "00:00", "2026-11-08 03:00", id="São Paulo: now"),
        pytest.param("2026-11-21 12:00", "Asia/Kolkata", MONDAY, "09:00", "2026-11-23 03:30", id="Kolkata"),
        pytest.param("2011-12-29 12:00", "Pacific/Apia", FRIDAY, "09:00", "2011-12-30 10:00", id="a day left out"),
    ],
)
def test_the_next_checkin(after: str, zone: str, weekday: int, time: str, expected: str) -> None:
    assert first_occasion(Rule(zone, weekday, time), utc(after)).at == utc(expected)


def test_what_goes_in_may_be_in_any_zone_and_what_comes_out_is_utc() -> None:
    after = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    found = first_occasion(Rule("Europe/Berlin", MONDAY, "09:01"), after)
    assert found.at.isoformat() == "2026-11-23T08:01:00+00:00"


@pytest.mark.parametrize("time", ["", "24:00", "9 o'clock", "09:60", "09:00:30"])
def test_a_time_that_is_none_is_refused(time: str) -> None:
    with pytest.raises(ValueError, match=r"time data|unconverted data"):
        first_occasion(Rule("Europe/Berlin", MONDAY, time), utc("2026-11-21"))


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="after must be aware"):
        first_occasion(Rule("Europe/Berlin", MONDAY, "09:00"), datetime(2026, 11, 21))


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(KeyError, match="Mars/Olympus"):
        first_occasion(Rule("Mars/Olympus", MONDAY, "09:00"), utc("2026-11-21"))


def walked(after: datetime, zone: ZoneInfo, weekday: int, time: str) -> datetime:
    """The same by brute force: watch a wall clock minute by minute from two days before `after`."""
    wanted = (weekday, *map(int, time.split(":")))
    moment = after.replace(second=0, microsecond=0) - timedelta(days=2)
    seen = wall(moment, zone)  # how far the wall clock has come; a minute shown again is no news
    while True:
        moment += MINUTE
        now, hit = wall(moment, zone), False
        while seen < now:  # by more than a minute: a gap
            seen += MINUTE
            hit = hit or (seen.weekday(), seen.hour, seen.minute) == wanted
        if hit and moment > after:
            return moment


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


CHANGES = {  # a moment near a change of the clocks, where brute force has something to find
    "Europe/Berlin": ["2026-03-29 01:00", "2026-10-25 01:00"],
    "America/New_York": ["2026-03-08 07:00", "2026-11-01 06:00"],
    "Australia/Lord_Howe": ["2026-10-03 15:30", "2026-04-04 15:00"],
    "Africa/Cairo": ["2026-04-23 22:00", "2026-10-29 21:00"],
    "America/Sao_Paulo": ["2018-11-04 03:00", "2018-02-18 02:00"],
    "Asia/Kolkata": ["2026-11-21 00:00"],
    "Africa/Casablanca": ["2026-02-15 02:00", "2026-03-22 02:00"],
    "America/St_Johns": ["2010-11-07 02:31", "2010-03-14 03:31"],
    "Pacific/Apia": ["2011-12-30 10:00"],
}
NEAR = [(zone, utc(change)) for zone, changes in CHANGES.items() for change in changes]


@given(
    near=st.sampled_from(NEAR),
    seconds=st.integers(-8 * 86400, 86400),
    day=st.integers(-1, 1),
    minutes=st.integers(-90, 90),
)
@example(near=("Africa/Cairo", utc("2026-04-23 22:00")), seconds=-60, day=0, minutes=0)
def test_it_is_what_watching_a_wall_clock_finds(
    near: tuple[str, datetime], seconds: int, day: int, minutes: int
) -> None:
    zone, change = near
    target = wall(change, ZoneInfo(zone)) + timedelta(days=day, minutes=minutes)
    weekday, time = target.weekday(), f"{target:%H:%M}"
    after = change + timedelta(seconds=seconds)
    assert first_occasion(Rule(zone, weekday, time), after).at == walked(after, ZoneInfo(zone), weekday, time)
