"""Who is away: what was said last counts, and people come back by themselves."""

from datetime import date, datetime, timedelta

from bot.records import away
from bot.records.database import Database


def day(text: str) -> date:
    return date.fromisoformat(text)


def leave(db: Database, user: str, first: str, last: str, workspace: str = "T1") -> None:
    away.leave(db, workspace, user, day(first), day(last))


def spans(db: Database, user: str, today: str) -> list[tuple[str, str]]:
    return [(str(each.first_day), str(each.last_day)) for each in away.list_ahead(db, "T1", user, day(today))]


def absent(db: Database, on: date) -> set[str]:
    return away.list_away(db, [("T1", on)])["T1", on]


def test_the_last_day_is_still_away_and_the_next_is_not(db: Database) -> None:
    leave(db, "U1", "2026-12-24", "2027-01-05")
    leave(db, "U2", "2027-01-05", "2027-01-05")
    leave(db, "U3", "2027-01-05", "2027-01-05", workspace="T2")
    assert absent(db, day("2026-12-23")) == set()
    assert absent(db, day("2026-12-24")) == {"U1"}
    assert absent(db, day("2027-01-05")) == {"U1", "U2"}
    assert absent(db, day("2027-01-06")) == set()


def test_what_touches_or_overlaps_is_joined(db: Database) -> None:
    leave(db, "U1", "2026-12-24", "2027-01-05")
    leave(db, "U1", "2027-02-01", "2027-02-05")
    leave(db, "U2", "2026-12-23", "2027-01-09")
    leave(db, "U1", "2026-12-23", "2027-01-09", workspace="T2")
    leave(db, "U1", "2026-12-28", "2027-01-08")
    assert spans(db, "U1", "2026-12-01") == [("2026-12-24", "2027-01-08"), ("2027-02-01", "2027-02-05")]
    leave(db, "U1", "2026-12-28", "2027-01-08")
    leave(db, "U1", "2027-02-06", "2027-02-06")
    leave(db, "U1", "2027-01-31", "2027-01-31")
    leave(db, "U1", "2027-01-29", "2027-01-29")
    assert spans(db, "U1", "2026-12-01") == [
        ("2026-12-24", "2027-01-08"),
        ("2027-01-29", "2027-01-29"),
        ("2027-01-31", "2027-02-06"),
    ]
    assert spans(db, "U2", "2026-12-01") == [("2026-12-23", "2027-01-09")]


def test_what_was_joined_is_told(db: Database) -> None:
    leave(db, "U1", "2026-12-27", "2026-12-28")
    leave(db, "U1", "2026-12-21", "2026-12-24")
    kept, joined = away.leave(db, "T1", "U1", day("2026-12-24"), day("2026-12-26"))
    assert (kept.first_day, kept.last_day) == (day("2026-12-21"), day("2026-12-28"))
    assert [each.first_day for each in joined] == [day("2026-12-21"), day("2026-12-27")]


def test_the_day_of_return_moves_the_end_of_what_has_begun_before_it(db: Database) -> None:
    leave(db, "U1", "2026-12-24", "2027-01-08")
    leave(db, "U1", "2027-02-01", "2027-02-05")
    leave(db, "U2", "2026-12-24", "2027-01-08")
    away.return_on(db, "T1", "U1", day("2027-01-05"), day("2026-12-01"))
    assert spans(db, "U1", "2026-12-01") == [("2026-12-24", "2027-01-04"), ("2027-02-01", "2027-02-05")]
    away.return_on(db, "T1", "U1", day("2027-01-07"), day("2026-12-28"))
    assert spans(db, "U1", "2026-12-01") == [("2026-12-24", "2027-01-06"), ("2027-02-01", "2027-02-05")]
    away.return_on(db, "T1", "U1", day("2026-12-05"), day("2026-12-01"))
    assert spans(db, "U1", "2026-12-01")[0] == ("2026-12-01", "2026-12-04")
    assert spans(db, "U2", "2026-12-01") == [("2026-12-24", "2027-01-08")]


def test_one_absence_is_crossed_out_by_whose_it_is(db: Database, now: datetime) -> None:
    leave(db, "U1", "2026-12-24", "2027-01-05")
    leave(db, "U1", "2027-02-01", "2027-02-05")
    first, second = away.list_ahead(db, "T1", "U1", day("2026-12-28"))
    assert away.cross_out(db, "T1", "U2", second.id, day("2026-12-28"), now) is None
    assert away.cross_out(db, "T2", "U1", second.id, day("2026-12-28"), now) is None
    assert away.cross_out(db, "T1", "U1", second.id, day("2026-12-28"), now) == second
    assert away.cross_out(db, "T1", "U1", second.id, day("2026-12-28"), now) is None
    assert away.cross_out(db, "T1", "U1", first.id, day("2026-12-28"), now) == first
    assert spans(db, "U1", "2026-12-01") == [("2026-12-24", "2026-12-27")]


def test_coming_back_early_ends_only_what_runs(db: Database, now: datetime) -> None:
    leave(db, "U1", "2026-12-24", "2027-01-05")
    leave(db, "U1", "2027-02-01", "2027-02-05")
    ended = away.come_back(db, "T1", "U1", day("2026-12-28"), now)
    assert ended and ended.last_day == day("2027-01-05")
    assert absent(db, day("2026-12-27")) == {"U1"}
    assert spans(db, "U1", "2026-12-28") == [("2027-02-01", "2027-02-05")]
    assert [each.first_day for each in away.list_unwelcomed(db, "T1", "U1")] == [day("2027-02-01")]


def test_somebody_who_is_here_calls_the_coming_absence_off(db: Database, now: datetime) -> None:
    leave(db, "U1", "2026-12-24", "2027-01-05")
    assert away.come_back(db, "T1", "U1", day("2026-12-01"), now)
    assert spans(db, "U1", "2026-12-01") == []
    assert away.come_back(db, "T1", "U1", day("2026-12-01"), now + timedelta(minutes=2)) is None


def test_the_end_of_an_absence_is_told_once(db: Database, now: datetime) -> None:
    leave(db, "U1", "2026-12-24", "2027-01-05")
    leave(db, "U2", "2026-12-24", "2027-01-05")
    (one,) = away.list_unwelcomed(db, "T1", "U1")
    assert away.mark_welcomed(db, one.id, now + timedelta(weeks=6)) is True
    assert away.mark_welcomed(db, one.id, now + timedelta(weeks=6)) is False
    assert away.list_unwelcomed(db, "T1", "U1") == []


def test_whoever_says_it_twice_hears_of_their_own_absence(db: Database, now: datetime) -> None:
    lasts = {"U1": "2026-12-02", "U2": "2026-12-24"}
    for user, last in lasts.items():
        leave(db, user, "2026-11-20", last)
    for _ in range(2):
        for user, last in lasts.items():
            ended = away.come_back(db, "T1", user, day("2026-11-21"), now, press=f"pressed by {user}")
            assert ended and (ended.user_id, ended.last_day) == (user, day(last))
