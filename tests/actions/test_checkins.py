"""What opening and closing a check-in says."""

from datetime import date, timedelta

import pytest

from bot.actions.checkins import close_due_checkin, open_checkin_now, open_due_checkin
from bot.actions.context import Context
from bot.model.outbox import Kind, Operation
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Team
from bot.records import checkins, leases, teams
from bot.records.database import Database
from tests.fixtures_databases import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POST, UPDATE = Operation.POST, Operation.UPDATE


@pytest.fixture
def team(db: Database) -> Team:
    """Asked weekly, now for the first time."""
    rule = Rule("UTC", NOW.weekday(), f"{NOW:%H:%M}")
    about = {"name": "Team", "rule": rule, "upcoming": Occasion(date(2026, 11, 21), NOW, NOW)}
    made = teams.create(db, workspace="T1", channel="C1", by="U1", now=NOW - DAY, **about)
    teams.configure(db, made.id, now=NOW - DAY, **about)
    return teams.get(db, made.id)


def at(db: Database, hours: int) -> Context:
    return Context(db, {}, b"", NOW + hours * HOUR)


def said(db: Database) -> list[tuple[Operation, Kind]]:
    return [(row.op, row.kind) for row in leases.claim(db, NOW + 1000 * HOUR)]


def test_what_is_due_is_opened_once(db: Database, team: Team) -> None:
    assert open_due_checkin(at(db, 0), team)
    assert not open_due_checkin(at(db, 0), team)
    assert said(db) == [(POST, Kind.CHECKIN)]


def test_what_is_late_is_skipped(db: Database, team: Team) -> None:
    assert not open_due_checkin(at(db, 3), team)
    assert teams.get(db, team.id).next_checkin_at == NOW + 7 * DAY
    assert said(db) == []


def test_the_next_one_closes_the_one_that_is_open(db: Database, team: Team) -> None:
    assert open_due_checkin(at(db, 0), team)
    first = checkins.find_latest(db, team.id)
    assert open_due_checkin(at(db, 7 * 24), teams.get(db, team.id))
    assert first and checkins.get(db, first.id).closed_at == NOW + 7 * DAY
    closed = [(UPDATE, Kind.CHECKIN), (POST, Kind.CLOSING)]
    assert said(db) == [(POST, Kind.CHECKIN), *closed, (POST, Kind.CHECKIN)]


def test_one_that_is_open_is_not_opened_again(db: Database, team: Team) -> None:
    opened = open_checkin_now(at(db, -1), team, "U1")
    assert opened.new and opened.regular == NOW
    again = open_checkin_now(at(db, 1), teams.get(db, team.id), "U1")
    assert (again.new, again.checkin.id) == (False, opened.checkin.id)
    assert said(db) == [(POST, Kind.CHECKIN)]


@pytest.mark.parametrize(("late", "told"), [(0, [(POST, Kind.CLOSING)]), (3, [])])
def test_what_closes_late_says_nothing_new(
    db: Database, team: Team, late: int, told: list[tuple[Operation, Kind]]
) -> None:
    assert open_due_checkin(at(db, 0), team)
    (checkin,) = checkins.list_due_to_close(db, NOW + 100 * HOUR)
    hours = (checkin.closes_at - NOW) // HOUR + late
    assert close_due_checkin(at(db, hours), checkin)
    assert not close_due_checkin(at(db, hours), checkin)
    assert said(db) == [(POST, Kind.CHECKIN), (UPDATE, Kind.CHECKIN), *told]
