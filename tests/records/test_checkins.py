from datetime import date, timedelta

import pytest

from bot.model.checkins import NewCheckin, Note, Pulse
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Side, Team
from bot.records import checkins, members, notes, pulses, teams
from bot.records.database import Database
from tests.fixtures_databases import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def team(db: Database) -> Team:
    upcoming = Occasion(date(2026, 11, 24), NOW + 72 * HOUR, NOW + 72 * HOUR)
    rule = Rule("UTC", 1, "18:30")
    return teams.create(db, workspace="T1", channel="C1", name="Team", rule=rule, upcoming=upcoming, by="U1", now=NOW)


def other_team(db: Database) -> Team:
    upcoming = Occasion(date(2026, 11, 24), NOW + 72 * HOUR, NOW + 72 * HOUR)
    rule = Rule("UTC", 1, "18:30")
    return teams.create(db, workspace="T1", channel="C2", name="Other", rule=rule, upcoming=upcoming, by="U1", now=NOW)


def ask(db: Database, team: Team, hours: int = 0, due: int | None = None) -> str | None:
    now = NOW + hours * HOUR
    new = NewCheckin(team.id, now if due is None else NOW + due * HOUR, now + 48 * HOUR)
    return checkins.create_all(db, [new], now).get(team.id)


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
    spans = {each.id: span for each, span in checkins.list_with_span(db, [closed.id, follower.id])}
    assert (spans[closed.id].since, spans[closed.id].until) == (None, follower.opened_at)
    assert (spans[follower.id].since, spans[follower.id].until) == (closed.opened_at, None)


def test_it_closes_once(db: Database, team: Team) -> None:
    checkin = checkins.get(db, ask(db, team) or "")
    assert checkins.list_due_to_close(db, NOW + 47 * HOUR) == []
    assert [each.id for each in checkins.list_due_to_close(db, NOW + 48 * HOUR)] == [checkin.id]
    assert checkins.close(db, checkin.id, NOW + 48 * HOUR)
    assert not checkins.close(db, checkin.id, NOW + 49 * HOUR)
    assert checkins.list_due_to_close(db, NOW + 50 * HOUR) == []


def test_its_cards_are_drawn_anew_once_by_whoever_is_first(db: Database, team: Team) -> None:
    checkin = ask(db, team) or ""
    checkins.redraw_at(db, checkin, NOW + HOUR)
    checkins.redraw_at(db, checkin, NOW + 2 * HOUR)
    assert checkins.list_due_to_redraw(db, NOW) == []
    assert [each.id for each in checkins.list_due_to_redraw(db, NOW + HOUR)] == [checkin]
    assert checkins.list_due_to_redraw(db, NOW + 48 * HOUR) == [], "it is closed by then, which draws it as well"
    assert (checkins.end_redrawing(db, checkin), checkins.end_redrawing(db, checkin)) == (True, False)
    assert checkins.list_due_to_redraw(db, NOW + HOUR) == []


def test_what_its_cards_say_is_kept(db: Database, team: Team) -> None:
    first, other = ask(db, team) or "", ask(db, other_team(db)) or ""
    assert (checkins.get(db, first).answered, checkins.get(db, first).expected) == (0, None)
    assert checkins.show_participation(db, first, 2, 5)
    assert not checkins.show_participation(db, first, 2, 5), "they say so already"
    assert checkins.show_participation(db, first, 2, 6)
    assert (checkins.get(db, first).answered, checkins.get(db, first).expected) == (2, 6)
    assert (checkins.get(db, other).answered, checkins.get(db, other).expected) == (0, None)


def test_a_tally_has_a_figure_or_only_a_number(db: Database, team: Team) -> None:
    asked: list[str] = []
    for hours, pulse in ((1, Pulse(4.25, 10, {Side.IT: 4.0, Side.MARKETING: 4.5})), (2, None), (3, Pulse(3.0, 3, {}))):
        asked.append(ask(db, team, hours=hours) or "")
        assert checkins.close(db, asked[-1], NOW + hours * HOUR)
        assert pulses.find_tally(db, asked[-1]) is None
        pulses.keep_tally(db, asked[-1], pulse.answers if pulse else 2, pulse)
    strange = ask(db, other_team(db), hours=4) or ""
    pulses.keep_tally(db, strange, 9, Pulse(1.0, 9, {}))
    few = pulses.find_tally(db, asked[1])
    assert few and (few.answered, few.pulse) == (2, None)
    with_sides = Pulse(4.25, 10, {Side.IT: 4.0, Side.MARKETING: 4.5})
    assert [each.pulse for each in pulses.list_last(db, team.id, 3)] == [Pulse(3.0, 3, {}), with_sides]


def test_words_keep_what_was_said_before(db: Database, team: Team) -> None:
    checkin = ask(db, team) or ""

    def says(user: str, moved: str) -> bool:
        return notes.write(db, checkin, Note(user, Side.OTHER, moved, "", ""))

    members.join(db, team.id, "U2", NOW, side=Side.IT)
    assert says("U2", "a")
    assert says("U1", "a")
    assert not says("U2", "a"), "it says so already"
    assert says("U2", "b")
    assert [(n.user_id, n.moved, n.side) for n in notes.list_latest(db, checkin)] == [
        ("U2", "b", Side.IT),
        ("U1", "a", Side.OTHER),
    ]
    assert says("U1", "")
    assert [n.user_id for n in notes.list_latest(db, checkin)] == ["U2"]
    assert len(db.query("SELECT * FROM notes")) == 4
