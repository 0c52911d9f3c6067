"""`align when`: what the clock will do, on paper."""

import json

import pytest
from click.testing import CliRunner

from bot.__main__ import main

ASKED = ["--zone", "Europe/Berlin", "--weekday", "mon", "--time", "09:00", "--from", "2027-03-20T00:00"]


def when(*more: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["when", *ASKED, *more], env={})
    assert result.exit_code == code, result.output
    return result.output


def test_each_checkin_is_a_line_with_the_reason_of_its_shift() -> None:
    said = when("--every", "1w", "--count", "4", "--country", "DE", "--away", "2027-04-05..2027-04-09")
    assert said.splitlines() == [
        "Mon 2027-03-22 09:00 +0100   2027-03-22 08:00 UTC",
        "Tue 2027-03-30 09:00 +0200   2027-03-30 07:00 UTC   moved from Mon 29 Mar (Easter Monday); "
        "the clocks go forward before it; it stays 09:00",
        "Mon 2027-04-12 09:00 +0200   2027-04-12 07:00 UTC   Mon 5 Apr is skipped (the team's day off; "
        "the next working day is Mon 12 Apr)",
        "Mon 2027-04-19 09:00 +0200   2027-04-19 07:00 UTC",
        "Holidays in DE differ by part; these are only those that all share. One of: DE-BB, DE-BE, DE-BW, DE-BY, "
        "DE-HB, DE-HE, DE-HH, DE-MV, DE-NI, DE-NW, DE-RP, DE-SH, DE-SL, DE-SN, DE-ST, DE-TH, DE-Augsburg",
    ]


@pytest.mark.parametrize(
    ("start", "country", "reason"),
    [
        ("2027-03-04", "DE-BE", "moved from Mon 8 Mar (Women's Day)"),
        ("2027-03-04", "DE-BY", ""),
        ("2027-03-28", "US-CA", "moved from Wed 31 Mar (Cesar Chavez Day)"),
        ("2027-03-28", "US-NY", ""),
        ("2027-03-26", "GB-ENG", "moved from Mon 29 Mar (Easter Monday)"),
        ("2027-03-26", "GB-SCT", ""),
        ("2027-08-26", "GB-ENG", "moved from Mon 30 Aug (Late Summer Bank Holiday)"),
    ],
)
def test_holidays_of_a_part(start: str, country: str, reason: str) -> None:
    day = "wed" if country.startswith("US") else "mon"
    said = when("--zone", "UTC", "--weekday", day, "--from", start, "--count", "1", "--country", country)
    assert len(said.splitlines()) == 1
    assert said.strip().endswith(reason or "UTC")


def test_a_country_that_is_the_same_everywhere_has_no_parts_to_ask_for() -> None:
    assert len(when("--country", "NL", "--count", "1").splitlines()) == 1


def test_a_zone_that_misleads() -> None:
    assert "Write a city like Europe/Berlin, or UTC." in when("--zone", "Etc/GMT+2", code=2)


def test_the_same_for_programs() -> None:
    assert json.loads(when("--country", "DE", "--count", "2", "--json"))[1] == {
        "on": "2027-03-29",
        "local": "2027-03-30T09:00:00+02:00",
        "utc": "2027-03-30T07:00:00Z",
        "reasons": ["moved from Mon 29 Mar (Easter Monday)", "the clocks go forward before it; it stays 09:00"],
    }


@pytest.mark.parametrize(
    ("start", "expected"), [("2027-03-22T09:00", "29"), ("2027-03-22T07:59Z", "22"), ("2027-03-22", "22")]
)
def test_it_starts_strictly_after_a_moment_there_or_one_with_an_offset(start: str, expected: str) -> None:
    assert when("--from", start, "--count", "1").startswith(f"Mon 2027-03-{expected}")


def test_a_weekday_may_be_written_out() -> None:
    assert when("--weekday", "Thursday", "--count", "1").startswith("Thu 2027-03-25 09:00")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--zone", "Mars"), "Write it like Europe/Berlin"),
        (("--zone", "Europe"), "Write it like Europe/Berlin"),
        (("--weekday", "m"), "Write one of mon, tue"),
        (("--time", "9 o'clock"), "Write it like 09:00"),
        (("--from", "yesterday"), "Write it like 2027-03-20T00:00"),
        (("--country", "Germany"), "Write two letters like DE"),
        (("--away", "Easter"), "Write it like 2027-04-05..2027-04-09"),
        (("--away", "2027-04-09..2027-04-05"), "must end after it begins"),
        (("--every", "3w"), "'1w', '2w', '1m'"),
        (("--count", "0"), "1<=x<=500"),
    ],
    ids=lambda each: each[1] if isinstance(each, tuple) else "",
)
def test_what_it_cannot_read_it_says_how_to_write(wrong: tuple[str, str], told: str) -> None:
    assert told in when(*wrong, code=2)
