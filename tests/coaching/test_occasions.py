"""A series of check-ins against one found by hand: days counted one by one, clocks watched minute by minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.coaching.schedule import days_off
from bot.coaching.schedule.cadence import (
    first_occasion,
    iterate_occasions,
    next_occasion,
    upcoming_occasion,
    working_moment,
)
from bot.model.schedule import Cadence, Occasion, Rule

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PLACES = {
    "America/New_York": "US",
    "Europe/London": "GB-ENG",
    "Europe/Berlin": "DE-BE",
    "America/Sao_Paulo": "BR",
    "Asia/Kolkata": "IN",
    "Australia/Sydney": "AU-NSW",
    "Australia/Lord_Howe": "AU",
    "UTC": "",
}
# Between these lie both clock changes of each of them, New Year and Easter.
BEGIN, DAYS = date(2026, 9, 20), 240


def off(rule: Rule, day: date, *, weekend: bool) -> bool:
    code, _, part = rule.country.partition("-")
    known = holidays.country_holidays(code, subdiv=part or None, years=day.year) if code else {}
    return day in rule.days_off or day in known or (weekend and day.weekday() >= 5)


def shown_first(wall: datetime, zone: str) -> datetime:
    """The first minute at which a clock there has come as far as this."""
    moment = wall.replace(tzinfo=UTC) - timedelta(hours=15)
    while moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wall:
        moment += MINUTE
    return moment


def series(rule: Rule, on: date) -> Iterator[date]:
    nth = (on.day - 1) // 7
    for n in range(400):
        day = on + n * DAY
        weekly = day.weekday() == on.weekday() and n % (14 if rule.every == "2w" else 7) == 0
        if weekly and (rule.every != "1m" or (day.day - 1) // 7 == nth):
            yield day


def by_hand(rule: Rule, on: date) -> Iterator[tuple[date, datetime]]:
    """The day in the series and the moment of what is left of it."""
    days = list(series(rule, on))
    for day, end in pairwise(days):
        moved = day
        while off(rule, moved, weekend=moved > day):
            moved += DAY
        if moved < end:
            yield day, shown_first(datetime.combine(moved, time.fromisoformat(rule.time)), rule.zone)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    zone = draw(st.sampled_from(sorted(PLACES)))
    days = draw(st.sets(st.integers(0, DAYS), max_size=4))
    span = [draw(st.integers(0, DAYS)) + n for n in range(draw(st.integers(0, 20)))]
    return Rule(
        zone,
        draw(st.integers(0, 6)),
        f"{draw(st.integers(0, 23)):02}:{draw(st.sampled_from([0, 15, 30, 59])):02}",
        draw(st.sampled_from(Cadence)),
        draw(st.sampled_from(["", PLACES[zone]])),
        frozenset(BEGIN + n * DAY for n in [*days, *span]),
    )


@settings(max_examples=60)
@given(rule=rules(), days=st.integers(0, DAYS), hours=st.integers(0, 23))
@example(rule=Rule("Europe/Berlin", 6, "02:30"), days=180, hours=0)
@example(rule=Rule("America/New_York", 6, "01:30"), days=30, hours=5)
@example(rule=Rule("Australia/Lord_Howe", 6, "02:15"), days=10, hours=0)
def test_the_series_is_what_counting_days_and_watching_clocks_finds(rule: Rule, days: int, hours: int) -> None:
    after = datetime.combine(BEGIN + days * DAY, time(hours), UTC)
    found = list(islice(iterate_occasions(rule, after), 4))
    expected = [each for each in by_hand(rule, found[0].on) if each[1] > after]
    assert [(each.on, each.at) for each in found] == expected[:4]
    today = after.astimezone(ZoneInfo(rule.zone)).date()
    assert found[0].on <= today + timedelta(days=42)
    assert all(each.local.isoformat() == each.at.astimezone(ZoneInfo(rule.zone)).isoformat() for each in found)


@settings(max_examples=60)
@given(rule=rules(), days=st.integers(0, DAYS), later=st.integers(0, 30 * 24))
def test_downtime_and_shifts_never_move_the_series(rule: Rule, days: int, later: int) -> None:
    """Whoever asks late gets the same check-ins as whoever asks each time."""
    each_time = list(islice(iterate_occasions(rule, datetime.combine(BEGIN + days * DAY, time(), UTC)), 8))
    start, after = each_time[0], each_time[0].at + timedelta(hours=later)
    late = next(each for each in each_time if each.at > after) if after < each_time[-1].at else None
    if late:
        found = next_occasion(rule, start.on, after)
        assert (found.on, found.at) == (late.on, late.at)
        assert upcoming_occasion(rule, found.on, after).at == found.at
    assert upcoming_occasion(rule, start.on, start.at - MINUTE).at == start.at
    assert upcoming_occasion(rule, start.on, start.at).at == each_time[1].at


@settings(max_examples=60)
@given(rule=rules(), days=st.integers(0, DAYS))
def test_every_difference_is_explained(rule: Rule, days: int) -> None:
    one, two = islice(iterate_occasions(rule, datetime.combine(BEGIN + days * DAY, time(), UTC)), 2)
    moved = two.local.date() > two.on
    assert any("moved from" in each for each in two.reasons) is moved
    assert any("skipped" in each for each in two.reasons) is (_periods(rule, one, two) > 1)
    strange = f"{two.local:%H:%M}" != rule.time
    assert any("does not exist" in each for each in two.reasons) is strange
    if not strange:
        other_hour = one.local.utcoffset() != two.local.utcoffset()
        assert any("the clocks go" in each and "stays" in each for each in two.reasons) is other_hour


def _periods(rule: Rule, one: Occasion, two: Occasion) -> int:
    return list(series(rule, one.on)).index(two.on)


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        (
            Rule("Europe/Berlin", 0, "09:00", country="DE"),
            "2027-03-23",
            ["2027-03-30 07:00 moved from Mon 29 Mar (Easter Monday); the clocks go forward before it; it stays 09:00"],
        ),
        (
            Rule("Europe/Berlin", 4, "09:00", country="DE"),
            "2026-12-20",
            [
                "2026-12-28 08:00 moved from Fri 25 Dec (Christmas Day)",
                "2027-01-04 08:00 moved from Fri 1 Jan (New Year's Day)",
            ],
        ),
        (
            Rule(
                "UTC",
                1,
                "10:00",
                Cadence.FORTNIGHTLY,
                days_off=frozenset(date(2026, 12, 15) + n * DAY for n in range(14)),
            ),
            "2026-12-10",
            ["2026-12-29 10:00 Tue 15 Dec is skipped (the team's day off; the next working day is Tue 29 Dec)"],
        ),
        (
            Rule("Europe/Berlin", 6, "02:30"),
            "2027-03-22",
            [
                "2027-03-28 01:00 02:30 does not exist on Sun 28 Mar, when the clocks go forward: 03:00 instead",
                "2027-04-04 00:30 ",
            ],
        ),
        (
            Rule("America/New_York", 6, "01:30"),
            "2026-10-30",
            ["2026-11-01 05:30 01:30 comes twice on Sun 1 Nov, when the clocks go back: the first one counts"],
        ),
        (Rule("Asia/Jerusalem", 3, "09:00", country="IL"), "2026-09-09", ["2026-09-10 06:00 ", "2026-09-17 06:00 "]),
        (Rule("UTC", 4, "09:00", Cadence.MONTHLY), "2027-01-23", ["2027-02-05 09:00 ", "2027-03-05 09:00 "]),
        (
            Rule("UTC", 3, "09:00", Cadence.MONTHLY),
            "2027-01-22",
            ["2027-01-28 09:00 ", "2027-02-25 09:00 ", "2027-03-25 09:00 "],
        ),
    ],
    ids=["Easter", "Christmas", "two weeks off", "no 02:30", "01:30 twice", "no holiday", "first week", "fourth week"],
)
def test_what_is_said(rule: Rule, start: str, expected: list[str]) -> None:
    after = datetime.fromisoformat(start).replace(tzinfo=UTC)
    found = islice(iterate_occasions(rule, after), len(expected))
    assert [f"{each.at:%Y-%m-%d %H:%M} {'; '.join(each.reasons)}" for each in found] == expected


def test_a_saturday_that_a_team_chose_stays_a_saturday() -> None:
    found = first_occasion(Rule("UTC", 5, "09:00", country="DE"), datetime(2026, 11, 20, tzinfo=UTC))
    assert (found.at.date(), found.reasons) == (date(2026, 11, 21), ())


def test_an_unknown_cadence_or_country_is_refused() -> None:
    after = datetime(2026, 11, 20, tzinfo=UTC)
    with pytest.raises(ValueError, match="'3w' is not a valid Cadence"):
        Cadence("3w")
    with pytest.raises(ValueError, match="no holidays are known for 'XX'"):
        first_occasion(Rule("UTC", 1, "09:00", country="XX"), after)


@pytest.mark.parametrize(
    ("text", "kept"), [("", ""), ("de", "DE"), (" DE - be ", "DE-BE"), ("au-nsw", "AU-NSW"), ("UK", "UK")]
)
def test_a_country_as_people_write_it(text: str, kept: str) -> None:
    assert days_off.normalize_country(text) == kept
    assert days_off.get_holiday(kept, date(2026, 12, 25)) == ("Christmas Day" if kept else "")


@pytest.mark.parametrize("text", ["Germany", "XX", "DE-XX", "-BE"])
def test_no_country(text: str) -> None:
    with pytest.raises(ValueError, match="no holidays are known"):
        days_off.normalize_country(text)


NIGHTS = st.datetimes(datetime(2026, 10, 1), datetime(2027, 5, 1), timezones=st.just(UTC))


@settings(max_examples=60)
@given(now=NIGHTS, zone=st.sampled_from(sorted(PLACES)), days=st.sets(st.integers(0, 6), max_size=5))
def test_a_direct_message_comes_within_working_hours(now: datetime, zone: str, days: set[int]) -> None:
    now = now.replace(second=0, microsecond=0)
    here = now.astimezone(ZoneInfo(zone)).date()
    away = {here + n * DAY for n in days}
    expected = now
    while not _works(expected.astimezone(ZoneInfo(zone)), away):
        expected += MINUTE
    assert working_moment(now, zone, away.__contains__) == expected


def _works(local: datetime, away: set[date]) -> bool:
    return local.weekday() < 5 and 9 <= local.hour < 17 and local.date() not in away


def test_somebody_who_never_works_is_never_written_to() -> None:
    with pytest.raises(ValueError, match="no working day"):
        working_moment(datetime(2026, 11, 20, tzinfo=UTC), "UTC", lambda day: True)


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("Asia/Kolkata", "IN"),
        ("Australia/Lord_Howe", "AU"),
        ("UTC", ""),
        ("America/Sao_Paulo", "BR"),
    ],
)
def test_a_zone_gives_a_country_to_begin_with(zone: str, country: str) -> None:
    assert days_off.country_of(zone) == country
