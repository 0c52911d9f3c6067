"""Phrases for days as people type them, out of days.tsv, and what holds for all of them."""

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.schedule.dates import find_day_at_end, list_days, read_days
from bot.coaching.schedule.day_printing import format_day, format_span, write_day, write_span
from bot.coaching.schedule.day_reading import read_reading
from bot.coaching.schedule.readings import Ambiguous, Day, Refused, Span
from bot.messages.block_kit.render import format_moment

with (Path(__file__).parent / "days.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = [tuple(row) for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
TODAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
WORDS = [
    "5",
    "9",
    "th",
    ".",
    "-",
    "/",
    "jan",
    "2027",
    "tue",
    "next",
    "the",
    "of",
    "until",
    "for",
    "in",
    "week",
    "weeks",
    "end",
    "a",
    "1",
    "and",
]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shown(option: Day | Span) -> str:
    return f"{option.first}" if option.first == option.last else f"{option.first}..{option.last}"


def test_the_table_is_as_long_as_it_is_said_to_be() -> None:
    assert len(ROWS) >= 300


@pytest.mark.parametrize(("phrase", "today", "first", "last"), ROWS)
def test_a_phrase(phrase: str, today: str, first: str, last: str) -> None:
    reading = read_reading(phrase, date.fromisoformat(today))
    if first == "refuse":
        assert isinstance(reading, Refused)
        assert reading.text
    elif first == "ask":
        assert isinstance(reading, Ambiguous)
        assert " ".join(map(shown, reading.options)) == last
    else:
        assert isinstance(reading, Day | Span)
        assert (f"{reading.first}", f"{reading.last}") == (first, last)


@settings(max_examples=300)
@given(st.sampled_from(sorted({row[0] for row in ROWS})), TODAYS)
def test_a_phrase_on_any_day_gives_days_to_come_in_order(phrase: str, today: date) -> None:
    reading = read_reading(phrase, today)
    options = reading.options if isinstance(reading, Ambiguous) else (reading,)
    assert options
    for option in options:
        if isinstance(option, Refused):
            assert option.text
        else:
            assert option.first <= option.last
            assert today <= option.last <= today + timedelta(days=400)


@given(st.text(max_size=60), TODAYS)
def test_no_text_raises(text: str, today: date) -> None:
    assert read_reading(text, today)


@given(st.lists(st.sampled_from(WORDS)), TODAYS)
def test_no_mixture_of_known_words_raises(words: list[str], today: date) -> None:
    assert read_reading(" ".join(words), today)


@given(TODAYS, st.integers(0, 400))
def test_every_day_in_print_reads_back(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert read_reading(format_day(day, today), today) == Day(day)
    assert read_reading(write_day(day), today) == Day(day)
    assert read_reading(day.isoformat(), today) == Day(day)


@given(TODAYS, st.integers(0, 300))
def test_a_day_of_the_coming_months_reads_back_without_a_year(today: date, ahead: int) -> None:
    assert read_reading(format_day(today + timedelta(days=ahead)), today) == Day(today + timedelta(days=ahead))


@given(TODAYS, st.integers(0, 400), st.integers(0, 400))
def test_every_span_in_print_reads_back(today: date, one: int, other: int) -> None:
    span = Span(*sorted((today + timedelta(days=one), today + timedelta(days=other))))
    for text in (format_span(span, today), write_span(span, today)):
        reading = read_reading(text, today)
        assert isinstance(reading, Day | Span)
        assert (reading.first, reading.last) == (span.first, span.last)


@given(TODAYS, st.integers(0, 300), st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Auckland"]))
def test_every_moment_in_print_reads_back_as_its_day(today: date, ahead: int, zone: str) -> None:
    day = today + timedelta(days=ahead)
    moment = datetime.combine(day, time(10), ZoneInfo(zone))
    assert read_reading(format_moment(moment, zone), today) == Day(day)


@given(TODAYS, st.sampled_from(WEEKDAYS))
def test_next_is_never_today_and_at_most_a_week_off(today: date, weekday: str) -> None:
    for text in (f"next {weekday}", f"Next {weekday[:3].upper()}."):
        reading = read_reading(text, today)
        assert isinstance(reading, Day)
        assert timedelta(0) < reading.on - today <= timedelta(weeks=1)
        assert f"{reading.on:%A}" == weekday


@given(TODAYS, st.sampled_from(["next week", "next weekend", "next month"]))
def test_a_next_period_begins_after_today(today: date, text: str) -> None:
    reading = read_reading(text, today)
    assert isinstance(reading, Span)
    assert today < reading.first <= reading.last


@given(TODAYS, st.integers(0, 300), st.sampled_from(WEEKDAYS))
def test_a_wrong_weekday_is_asked_about(today: date, ahead: int, weekday: str) -> None:
    day = today + timedelta(days=ahead)
    reading = read_reading(f"{weekday} {write_day(day)}", today)
    if f"{day:%A}" == weekday:
        assert reading == Day(day)
    else:
        assert isinstance(reading, Ambiguous)
        assert reading.options[0] == Day(day)
        assert all(f"{option.first:%A}" == weekday for option in reading.options[1:])


@given(TODAYS, st.sets(st.integers(0, 390), max_size=30))
def test_a_list_of_days_reads_back_with_commas_too(today: date, offsets: set[int]) -> None:
    chosen = frozenset(today + timedelta(days=n) for n in offsets)
    assert read_days(list_days(chosen).replace("\n", ", "), today) == chosen


def test_commas_part_days_and_stand_within_them() -> None:
    today = date(2026, 11, 24)
    assert list_days(read_days("Fri, 8 Jan, Mon, 11 January 2027, Jan 13, 2027, 24 Dec - 1 Jan", today)) == (
        "24 Dec 2026 - 1 Jan 2027\n8 Jan 2027\n11 Jan 2027\n13 Jan 2027"
    )


@pytest.mark.parametrize(
    ("text", "sentence", "day"),
    [
        ("call Ivan by Friday", "call Ivan", "2026-11-27"),
        ("call Ivan, by Fri 27 Nov.", "call Ivan", "2026-11-27"),
        ("send it by post by the 5th", "send it by post", "2026-12-05"),
        ("finish the deck until end of month", "finish the deck", "2026-11-30"),
        ("call Ivan due on 5 Jan", "call Ivan", "2027-01-05"),
    ],
)
def test_the_day_at_the_end_of_a_sentence(text: str, sentence: str, day: str) -> None:
    found = find_day_at_end(text, date(2026, 11, 24))
    assert found is not None
    assert (found.sentence, found.reading) == (sentence, Day(date.fromisoformat(day)))


@pytest.mark.parametrize(
    "text",
    [
        "call Ivan",
        "send it by post",
        "stand by",
        "by Friday",
        "call Ivan by Friday if he is in",
        "do it by next week",
        "call Ivan by 5 Jan 2072",
        "",
    ],
)
def test_a_sentence_without_a_day_stays_whole(text: str) -> None:
    assert find_day_at_end(text, date(2026, 11, 24)) is None
