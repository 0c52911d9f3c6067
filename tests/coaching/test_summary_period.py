"""Periods as people name them, and the period of equal length before."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.coaching.summary.period import Period, make_usual, read_period
from bot.errors import UserError

TODAY = date(2027, 2, 1)  # a Monday


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("", date(2027, 1, 5)),
        ("since:4w", date(2027, 1, 5)),
        ("since 4 weeks", date(2027, 1, 5)),
        ("last four weeks", date(2027, 1, 5)),
        ("since:30d", date(2027, 1, 3)),
        ("since:3 months", date(2026, 11, 2)),
        ("since:a year", date(2026, 2, 2)),
        ("since:october", date(2026, 10, 1)),
        ("Since October", date(2026, 10, 1)),
        ("since:feb", date(2027, 2, 1)),
        ("since:march", date(2026, 3, 1)),
        ("since:october 2025", date(2025, 10, 1)),
        ("since:2026", date(2026, 1, 1)),
        ("since:2027-01-01", date(2027, 1, 1)),
        ("since 1 Jan", date(2027, 1, 1)),
        ("since:5 oct", date(2026, 10, 5)),
        ("since:15 mar", date(2026, 3, 15)),
        ("since:friday", date(2027, 1, 29)),
        ("since:monday", date(2027, 1, 25)),
        ("since:yesterday", date(2027, 1, 31)),
        ("since:this quarter", date(2027, 1, 1)),
        ("since:last quarter", date(2026, 10, 1)),
        ("since:last month", date(2027, 1, 1)),
        ("since:last year", date(2026, 1, 1)),
    ],
)
def test_a_period_begins_where_people_say(typed: str, start: date) -> None:
    assert read_period(typed, TODAY) == Period(start, TODAY)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("since:the flood", "I don't know since when “since:the flood” is. Write it like `/align summary since:4w`"),
        ("since:5/10", "I don't know since when"),
        ("since:2027-03-01", "2027-03-01 is still to come."),
        ("since:2020-01-01", "I look back two years at most"),
        ("since:999999 years", "I don't know since when"),
    ],
)
def test_what_cannot_be_read_is_said_with_examples(typed: str, why: str) -> None:
    with pytest.raises(UserError) as refused:
        read_period(typed, TODAY)
    assert refused.value.text.startswith(why)
    assert "`since:october` or `since:2027-01-01`" in refused.value.text


def test_the_period_before_is_as_long_and_ends_where_it_begins() -> None:
    period = make_usual(TODAY)
    assert (period.days, period.before.days, period.before) == (28, 28, Period(date(2026, 12, 8), date(2027, 1, 4)))
    evening = datetime(2027, 1, 4, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert not period.contains(evening, "Europe/Berlin")
    assert period.contains(evening, "Pacific/Auckland")
    begins, ends = period.find_bounds("Europe/Berlin")
    assert begins == datetime(2027, 1, 5, tzinfo=ZoneInfo("Europe/Berlin"))
    assert ends == datetime(2027, 2, 2, tzinfo=ZoneInfo("Europe/Berlin"))
