"""What opening and closing a check-in says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.actions.checkins import close_due_checkin, open_checkin_now, open_due_checkins, tap
from bot.actions.context import Context
from bot.model.checkins import PulseTally
from bot.model.outbox import Kind, Operation
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Member, Role, Side, Team
from bot.records import checkins, leases, pulses, sealed_answers, teams
from bot.records.database import Database, connect
from bot.records.members import join
from bot.worker.redraw_checkins import redraw_due
from tests.fixtures_databases import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POST, UPDATE = Operation.POST, Operation.UPDATE


@pytest.fixture
def team(db: Database) -> Team:
    """Asked weekly, now for the first time."""
    rule = Rule("UTC", NOW.weekday(), f"{NOW:%H:%M}")
    about = {"name": "Team", "rule": rule, "upcoming": Occasion(date(2026, 11, 21), NOW, NOW)}
    made = teams.create(db, workspace="T1", channel="C1", by="U1", now=NOW - DAY, **about)
    teams.confirm(db, made.id, NOW - DAY)
    return teams.get(db, made.id)


def at(db: Database, hours: int) -> Context:
    return Context(db, {}, b"", NOW + hours * HOUR)


def said(db: Database) -> list[tuple[Operation, Kind]]:
    return [(row.op, row.kind) for row in leases.claim(db, NOW + 1000 * HOUR)]


def test_what_is_due_is_opened_once(db: Database, team: Team) -> None:
    assert open_due_checkins(at(db, 0), [team])
    assert not open_due_checkins(at(db, 0), [team])
    assert said(db) == [(POST, Kind.CHECKIN)]


def test_what_is_late_is_skipped(db: Database, team: Team) -> None:
    assert not open_due_checkins(at(db, 3), [team])
    assert teams.get(db, team.id).next_checkin_at == NOW + 7 * DAY
    assert said(db) == []


def test_the_next_one_closes_the_one_that_is_open(db: Database, team: Team) -> None:
    assert open_due_checkins(at(db, 0), [team])
    first = checkins.find_latest(db, team.id)
    assert said(db) == [(POST, Kind.CHECKIN)]
    assert open_due_checkins(at(db, 7 * 24), [teams.get(db, team.id)])
    assert first and checkins.get(db, first.id).closed_at == NOW + 7 * DAY
    closed = [(UPDATE, Kind.CHECKIN), (POST, Kind.CLOSING)]
    assert said(db) == [*closed, (POST, Kind.CHECKIN)]


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
    assert open_due_checkins(at(db, 0), [team])
    (checkin,) = checkins.list_due_to_close(db, NOW + 100 * HOUR)
    assert said(db) == [(POST, Kind.CHECKIN)]
    hours = (checkin.closes_at - NOW) // HOUR + late
    assert close_due_checkin(at(db, hours), checkin)
    assert not close_due_checkin(at(db, hours), checkin)
    assert said(db) == [(UPDATE, Kind.CHECKIN), *told]


def seat(db: Database, team: Team, sides: list[Side]) -> None:
    for place, side in enumerate(sides):
        join(db, team.id, f"U{place}", NOW, side=side)


def answered(db: Database, team: Team, sides: list[Side]) -> PulseTally | None:
    """What is kept when one person of each of these sides has tapped: 5 for marketing, otherwise 1."""
    members = [Member(f"U{place}", side, Role.MEMBER) for place, side in enumerate(sides)]
    seat(db, team, sides)
    assert open_due_checkins(at(db, 0), [team])
    checkin = checkins.find_latest(db, team.id)
    assert checkin
    for each in members:
        tap(at(db, 1), checkin.id, 5 if each.side == Side.MARKETING else 1, each.user_id, "")
    assert pulses.find_tally(db, checkin.id) is None, "nothing is counted before it closes"
    assert close_due_checkin(at(db, 100), checkins.get(db, checkin.id))
    assert set(sealed_answers.load(db, b"", checkin.id).values()) <= {None}, "who, at most; not what"
    return pulses.find_tally(db, checkin.id)


def test_the_sides_are_kept_where_each_has_five(db: Database, team: Team) -> None:
    tally = answered(db, team, [Side.MARKETING] * 6 + [Side.IT] * 5)
    assert tally and tally.sides == {Side.MARKETING: 5.0, Side.IT: 1.0}
    assert tally.answered == 11


@pytest.mark.parametrize(
    "sides", [[Side.MARKETING] * 6 + [Side.IT] * 4, [Side.MARKETING] * 5 + [Side.IT] * 5 + [Side.SALES]]
)
def test_otherwise_none_is(db: Database, team: Team, sides: list[Side]) -> None:
    tally = answered(db, team, sides)
    assert tally and tally.pulse and tally.sides == {}


def test_the_side_counts_on_which_somebody_is_at_the_close(db: Database, team: Team) -> None:
    assert open_due_checkins(at(db, 0), [team])
    (checkin,) = checkins.list_due_to_close(db, NOW + 100 * HOUR)
    for number in range(10):
        tap(at(db, 1), checkin.id, 3, f"U{number}", "")
    sides = [Side.MARKETING] * 5 + [Side.IT] * 5
    seat(db, team, sides)
    assert close_due_checkin(at(db, 100), checkin)
    tally = pulses.find_tally(db, checkin.id)
    assert tally and set(tally.sides) == {Side.MARKETING, Side.IT}


def test_people_who_tap_at_once_all_count(database_url: str, db: Database, team: Team) -> None:
    assert open_due_checkins(at(db, 0), [team])
    (checkin,) = checkins.list_due_to_close(db, NOW + 100 * HOUR)

    def tap_alone(number: int) -> None:
        mine = connect(database_url)
        tap(at(mine, 1), checkin.id, number % 5 + 1, f"U{number}", "")
        mine.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(tap_alone, range(10)))
    assert close_due_checkin(at(db, 100), checkin)
    tally = pulses.find_tally(db, checkin.id)
    assert tally and (tally.answered, tally.mean) == (10, 3.0)


def test_its_cards_are_drawn_anew_on_the_quarter_of_an_hour(db: Database, team: Team) -> None:
    assert open_due_checkins(at(db, 0), [team])
    (checkin,) = checkins.list_due_to_close(db, NOW + 100 * HOUR)
    assert said(db) == [(POST, Kind.CHECKIN)]
    tap(at(db, 1), checkin.id, 4, "U1", "")
    for minutes, drawn in ((14, 0), (15, 1), (16, 0), (30, 0)):
        context = Context(db, {}, b"", NOW + HOUR + timedelta(minutes=minutes))
        assert redraw_due(context) == drawn
    assert said(db) == [(UPDATE, Kind.CHECKIN)]
    assert checkins.get(db, checkin.id).answered == 1
