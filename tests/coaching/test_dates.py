"""Days as people write them, asked on Tuesday 24 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.schedule import dates
from bot.coaching.schedule.calendar_days import next_yearly
from bot.coaching.schedule.dates import list_days, read_day, read_days, read_span
from bot.errors import UserError

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 Jan", "2027-01-05"),
        ("5th of January", "2027-01-05"),
        ("January 5", "2027-01-05"),
        ("Jan 5th, 2027", "2027-01-05"),
        ("5 jan 2027", "2027-01-05"),
        ("5.1.", "2027-01-05"),
        ("5. 1. 2027", "2027-01-05"),
        ("2027-01-05", "2027-01-05"),
        ("24 November", "2026-11-24"),
        ("today", "2026-11-24"),
        (" Tomorrow ", "2026-11-25"),
        ("Friday", "2026-11-27"),
        ("next mon", "2026-11-30"),
    ],
)
def test_a_day(text: str, expected: str) -> None:
    assert read_day(text, TODAY).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("until 5 Jan", "2026-11-24 2027-01-05"),
        ("till Friday", "2026-11-24 2026-11-27"),
        ("5 Jan - 9 Jan", "2027-01-05 2027-01-09"),
        ("5 Jan-9 Jan", "2027-01-05 2027-01-09"),
        ("5-9 Jan", "2027-01-05 2027-01-09"),
        ("from 5 January to 9 January", "2027-01-05 2027-01-09"),
        ("24 Dec – 1 Jan", "2026-12-24 2027-01-01"),
        ("2026-12-24 - 2027-01-01", "2026-12-24 2027-01-01"),
        ("2026-12-24..2027-01-01", "2026-12-24 2027-01-01"),
        ("2026-11-20 until Friday", "2026-11-20 2026-11-27"),
        ("tomorrow", "2026-11-25 2026-11-25"),
        ("tomorrow until Friday", "2026-11-25 2026-11-27"),
        ("this week", "2026-11-24 2026-11-29"),
        ("next week", "2026-11-30 2026-12-06"),
        ("until next week", "2026-11-24 2026-11-29"),
    ],
)
def test_a_span(text: str, expected: str) -> None:
    first, last = read_span(text, TODAY)
    assert f"{first} {last}" == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("soon", "I don't know the day “soon”. Write it like 5 Jan, 2027-01-05 or tomorrow."),
        ("", "I don't know the day “”"),
        ("31 Feb", "I don't know the day “31 Feb”"),
        ("29 Feb 2027", "I don't know the day"),
        ("5 Foo", "I don't know the day"),
        ("2027-13-01", "I don't know the day"),
        ("until", "I don't know the day"),
        ("1 - 2 - 3", "I don't know the day"),
        ("20 Nov", "The next 20 Nov is far away. If you mean it, write it like 20 Nov 2027."),
        ("2026-11-01 - 2026-11-20", "20 Nov 2026 is over."),
        ("2027-01-09 - 2027-01-05", "5 Jan 2027 is before 9 Jan 2027."),
        ("until 5 Jan 2029", "That is more than a year."),
    ],
)
def test_what_cannot_be_read_is_said_with_the_mend(text: str, told: str) -> None:
    with pytest.raises(UserError) as caught:
        read_span(text, TODAY)
    assert caught.value.text.startswith(told)


def test_a_list_of_days_and_the_way_back() -> None:
    found = read_days("24 Dec - 1 Jan, 5 Jan\n\n2027-03-29;", TODAY)
    assert list_days(found) == "24 Dec 2026 - 1 Jan 2027\n5 Jan 2027\n29 Mar 2027"
    assert read_days("", TODAY) == frozenset()


@given(st.sets(st.integers(0, 390), max_size=40))
def test_every_list_reads_back_as_it_was(offsets: set[int]) -> None:
    chosen = frozenset(TODAY + timedelta(days=n) for n in offsets)
    assert read_days(list_days(chosen), TODAY) == chosen


@given(st.text(max_size=40))
def test_whatever_people_write_is_read_or_refused_in_words(text: str) -> None:
    try:
        first, last = read_span(text, TODAY)
    except UserError as error:
        assert error.text
    else:
        assert last >= max(first, TODAY)


def test_today_in_every_form_is_today() -> None:
    assert {read_day(text, TODAY) for text in (dates.write_day(TODAY), "24 Nov", "Tuesday", "24.11.")} == {TODAY}


@pytest.mark.parametrize(
    ("since", "expected"), [("2096-03-01", "2104-02-29"), ("2100-01-01", "2104-02-29"), ("2028-02-29", "2028-02-29")]
)
def test_the_next_29_february_is_in_a_leap_year(since: str, expected: str) -> None:
    assert next_yearly(2, 29, date.fromisoformat(since)) == date.fromisoformat(expected)
