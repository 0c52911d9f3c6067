from datetime import date, timedelta

import pytest

from bot.coaching.schedule.cadence import Occasion, Rule
from bot.records import checkins, notes, outbox, teams
from bot.records.database import Database, Row, stamp
from tests.fixtures_databases import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def team(db: Database) -> Row:
    upcoming = Occasion(date(2026, 11, 24), NOW + 72 * HOUR, NOW + 72 * HOUR)
    rule = Rule("UTC", 1, "18:30")
    return teams.create(db, workspace="T1", channel="C1", name="Team", rule=rule, upcoming=upcoming, by="U1", now=NOW)


def ask(db: Database, team: Row, hours: int = 0, due: int | None = None) -> str | None:
    now = NOW + hours * HOUR
    return checkins.ask(
        db, team, due=now if due is None else NOW + due * HOUR, now=now, closes=now + 48 * HOUR, told="U1"
    )


def said(db: Database) -> list[tuple[str, str]]:
    return [(row.op, row.kind) for row in outbox.claim(db, NOW + 1000 * HOUR)]


def test_the_same_one_is_asked_once(db: Database, team: Row) -> None:
    first = ask(db, team)
    assert first and ask(db, team, hours=1, due=0) is None
    assert checkins.get(db, first)["closed_at"] is None, "the question that was not asked closes nothing"
    assert said(db) == [("post", "checkin")]


def test_the_next_one_closes_the_one_that_is_open(db: Database, team: Row) -> None:
    first, second = ask(db, team), ask(db, team, hours=1)
    assert first and second
    closed = checkins.get(db, first)
    assert closed["closed_at"] == stamp(NOW + HOUR)
    assert said(db) == [("post", "checkin"), ("update", "checkin"), ("post", "closing"), ("post", "checkin")]
    follower = checkins.after(db, closed)
    assert follower and follower["id"] == second and checkins.after(db, follower) is None
    assert checkins.before(db, follower) is not None and checkins.before(db, closed) is None


def test_it_closes_once(db: Database, team: Row) -> None:
    checkin = checkins.get(db, ask(db, team) or "")
    assert checkins.due_to_close(db, NOW + 47 * HOUR) == []
    assert [row["id"] for row in checkins.due_to_close(db, NOW + 48 * HOUR)] == [checkin["id"]]
    assert checkins.close(db, checkin, NOW + 48 * HOUR)
    assert not checkins.close(db, checkin, NOW + 49 * HOUR)
    assert checkins.due_to_close(db, NOW + 50 * HOUR) == []


def test_a_pulse_is_one_a_person(db: Database, team: Row) -> None:
    checkin = ask(db, team) or ""
    for user, side, score in (("U1", "marketing", 2), ("U2", "it", 5), ("U1", "marketing", 4)):
        checkins.answer(db, checkin, checkins.respondent(b"key", checkin, user), side, score)
    assert checkins.tallies(db, checkin) == {"marketing": (1, 4), "it": (1, 5)}
    assert checkins.score(db, checkin, checkins.respondent(b"key", checkin, "U1")) == 4
    with pytest.raises(KeyError):
        checkins.score(db, checkin, checkins.respondent(b"key", checkin, "U3"))


def test_respondents_of_two_check_ins_cannot_be_joined() -> None:
    assert checkins.respondent(b"key", "one", "U1") != checkins.respondent(b"key", "two", "U1")
    assert checkins.respondent(b"key", "one", "U1") != checkins.respondent(b"other", "one", "U1")


def test_words_keep_what_was_said_before(db: Database, team: Row) -> None:
    checkin = ask(db, team) or ""
    words = {"moved": "a", "stuck": "", "need": ""}
    teams.join(db, team["id"], "U2", NOW, side="it")
    assert notes.write(db, checkin, "U2", words, NOW + HOUR)
    assert notes.write(db, checkin, "U1", words, NOW + 2 * HOUR)
    assert not notes.write(db, checkin, "U2", words, NOW + 3 * HOUR), "it says so already"
    assert notes.write(db, checkin, "U2", {**words, "moved": "b"}, NOW + 4 * HOUR)
    assert [(n["user_id"], n["moved"], n["side"]) for n in notes.of(db, checkin)] == [
        ("U2", "b", "it"),
        ("U1", "a", "other"),
    ]
    notes.write(db, checkin, "U1", dict.fromkeys(words, ""), NOW + 5 * HOUR)
    assert [n["user_id"] for n in notes.of(db, checkin)] == ["U2"]
    assert len(db.query("SELECT * FROM notes")) == 4
