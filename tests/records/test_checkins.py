from datetime import date, timedelta

import pytest

from bot.model.checkins import Note
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Member, Role, Side, Team
from bot.records import checkins, members, notes, teams
from bot.records.database import Database
from tests.fixtures_databases import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def team(db: Database) -> Team:
    upcoming = Occasion(date(2026, 11, 24), NOW + 72 * HOUR, NOW + 72 * HOUR)
    rule = Rule("UTC", 1, "18:30")
    return teams.create(db, workspace="T1", channel="C1", name="Team", rule=rule, upcoming=upcoming, by="U1", now=NOW)


def ask(db: Database, team: Team, hours: int = 0, due: int | None = None) -> str | None:
    now = NOW + hours * HOUR
    return checkins.create(db, team.id, due=now if due is None else NOW + due * HOUR, now=now, closes=now + 48 * HOUR)


def test_the_same_one_is_opened_once(db: Database, team: Team) -> None:
    first = ask(db, team)
    assert first and checkins.exists(db, team.id, NOW) and not checkins.exists(db, team.id, NOW + HOUR)
    assert ask(db, team, hours=1, due=0) is None, "it is there"
    assert ask(db, team, hours=1) is None, "another one is open"
    assert checkins.get(db, first).closed_at is None, "one that was not opened closes nothing"


def test_one_follows_the_other(db: Database, team: Team) -> None:
    first = ask(db, team)
    assert first and checkins.close(db, first, NOW + HOUR)
    second = ask(db, team, hours=1)
    closed = checkins.get(db, first)
    assert closed.closed_at == NOW + HOUR
    follower = checkins.find_after(db, closed)
    assert follower and follower.id == second and checkins.find_after(db, follower) is None
    assert checkins.find_before(db, follower) == closed and checkins.find_before(db, closed) is None


def test_it_closes_once(db: Database, team: Team) -> None:
    checkin = checkins.get(db, ask(db, team) or "")
    assert checkins.list_due_to_close(db, NOW + 47 * HOUR) == []
    assert [each.id for each in checkins.list_due_to_close(db, NOW + 48 * HOUR)] == [checkin.id]
    assert checkins.close(db, checkin.id, NOW + 48 * HOUR)
    assert not checkins.close(db, checkin.id, NOW + 49 * HOUR)
    assert checkins.list_due_to_close(db, NOW + 50 * HOUR) == []


def test_a_pulse_is_one_a_person(db: Database, team: Team) -> None:
    checkin = ask(db, team) or ""
    for user, side, score in (("U1", Side.MARKETING, 2), ("U2", Side.IT, 5), ("U1", Side.MARKETING, 4)):
        checkins.save_answer(db, checkin, checkins.respondent_token(b"key", checkin, user), side, score)
    assert checkins.count_scores(db, checkin) == {Side.MARKETING: (1, 4), Side.IT: (1, 5)}
    assert checkins.get_score(db, checkin, checkins.respondent_token(b"key", checkin, "U1")) == 4
    with pytest.raises(KeyError):
        checkins.get_score(db, checkin, checkins.respondent_token(b"key", checkin, "U3"))


def test_respondents_of_two_check_ins_cannot_be_joined() -> None:
    assert checkins.respondent_token(b"key", "one", "U1") != checkins.respondent_token(b"key", "two", "U1")
    assert checkins.respondent_token(b"key", "one", "U1") != checkins.respondent_token(b"other", "one", "U1")


def test_words_keep_what_was_said_before(db: Database, team: Team) -> None:
    checkin = ask(db, team) or ""

    def says(user: str, moved: str, hours: int) -> bool:
        return notes.write(db, checkin, Note(user, Side.OTHER, moved, "", ""), NOW + hours * HOUR)

    members.seat(db, team.id, [Member("U2", Side.IT, Role.MEMBER)], [], NOW)
    assert says("U2", "a", 1)
    assert says("U1", "a", 2)
    assert not says("U2", "a", 3), "it says so already"
    assert says("U2", "b", 4)
    assert [(n.user_id, n.moved, n.side) for n in notes.list_latest(db, checkin)] == [
        ("U2", "b", Side.IT),
        ("U1", "a", Side.OTHER),
    ]
    assert says("U1", "", 5)
    assert [n.user_id for n in notes.list_latest(db, checkin)] == ["U2"]
    assert len(db.query("SELECT * FROM notes")) == 4
