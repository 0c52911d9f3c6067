"""A tap stays between the one who taps and me: no row tells who, what or when. tests/attacks tries to find out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.records.schema import MIGRATIONS
from tests.conversations.weekly import as_seen, card, marks, pass_quarter, promise, result, says_more
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = [both_engines, alone]
TABLES = re.findall(r"CREATE TABLE (\w+)", str(MIGRATIONS))
Rows = dict[str, list[dict[str, object]]]


def everything(align: Align) -> Rows:
    return {table: align.db.query(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}


def named(align: Align, person: Colleague) -> list[tuple[str, str]]:
    """Table and row, wherever this person is."""
    rows = [(table, str(row)) for table, rows in everything(align).items() for row in rows]
    return [each for each in rows if person.id in each[1]]


def changed(before: Rows, after: Rows) -> set[tuple[str, str]]:
    """Table and column, wherever something is new or another."""
    new = [(table, row) for table, rows in after.items() for row in rows if row not in before[table]]
    gone = [(table, row) for table, rows in before.items() for row in rows if row not in after[table]]
    assert [table for table, _ in new] == [table for table, _ in gone], "rows come or go"
    return {
        (table, name)
        for (table, row), (_, earlier) in zip(new, gone, strict=True)
        for name in row
        if row[name] != earlier[name]
    }


@pytest.fixture
def asked(align: Align, team: Channel, maya: Colleague, clock: Clock) -> Channel:
    maya.types("/align checkin", team)
    clock.ticks(align)  # what the team's introduction has the clock do is done
    return team


def test_somebody_of_the_team(align: Align, asked: Channel, tom: Colleague, clock: Clock) -> None:
    before = named(align, tom)
    clock.pass_(minutes=5)
    tom.clicks("2", asked)
    assert tom.sees[-1].startswith("*You said 2.")
    tom.clicks("4", asked)
    assert tom.sees[-1].startswith("*You said 4.")
    pass_quarter(clock, align)
    assert "1 of 5." in card(asked).words
    assert named(align, tom) == before


def test_somebody_new_joins_first_and_a_tap_adds_nothing(align: Align, asked: Channel, sam: Colleague) -> None:
    sam.types("/align join it", asked)
    before = named(align, sam)
    sam.clicks("2", asked)
    assert named(align, sam) == before


def test_a_tap_changes_one_sealed_row_and_nothing_else(
    align: Align, asked: Channel, tom: Colleague, ivan: Colleague
) -> None:
    tom.clicks("2", asked)
    for who, score in ((ivan, "4"), (ivan, "1"), (tom, "2")):
        before = everything(align)
        who.clicks(score, asked)
        assert changed(before, everything(align)) == {("sealed_answers", "sealed")}


def test_a_card_changes_on_the_quarter_of_an_hour_and_not_by_a_tap(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    promise(maya, team, "call Ivan")
    maya.types("/align checkin", team)
    clock.pass_(align, minutes=7)
    tom.clicks("2", team)
    says_more(ivan, team, moved="The page is live")
    assert "0 of 5." in card(team).words
    marks(maya, team, "Done")
    assert "✅ *Kept since last time:* @Maya" in card(team).words and "0 of 5." in card(team).words
    clock.pass_(align, minutes=7)
    assert "0 of 5." in card(team).words
    clock.pass_(align, minutes=1)
    assert "3 of 5." in card(team).words
    drawn = len(align.db.query("SELECT id FROM outbox"))
    tom.clicks("4", team)
    clock.pass_(align, minutes=15)
    assert len(align.db.query("SELECT id FROM outbox")) == drawn, "it says the same as before"


def test_a_promise_marked_adds_nobody_to_a_row_of_the_check_in(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    """A card that has counted, and a row that has changed, say no more of whoever marked than of whoever tapped."""
    promise(tom, team, "call Ivan")
    maya.types("/align checkin", team)
    tom.clicks("2", team)
    pass_quarter(clock, align)
    sealed = align.db.query("SELECT sealed FROM sealed_answers")
    marks(tom, team, "On track")
    assert align.db.query("SELECT sealed FROM sealed_answers") != sealed, "sealed anew, whether they had tapped or not"
    pass_quarter(clock, align)
    assert "1 of 5." in card(team).words
    own = [table for table, _ in named(align, tom) if table in ("checkins", "notes", "pulse_tallies", "sealed_answers")]
    assert own == []
    clock.pass_(align, days=7)
    assert align.db.query("SELECT answered FROM pulse_tallies") == [{"answered": 1}]


def test_when_it_has_a_figure_nothing_else_is_left(
    align: Align, asked: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    for who, score in ((maya, "5"), (tom, "2"), (ivan, "2")):
        who.clicks(score, asked)
    clock.pass_(align, days=2)
    assert "Working together: 3.0 of 5" in result(asked).words
    (tally,) = align.db.query("SELECT answered, mean, sides FROM pulse_tallies")
    assert tally == {"answered": 3, "mean": 3.0, "sides": "{}"}
    clock.pass_(align, days=5)
    assert align.db.query("SELECT * FROM sealed_answers") == []
    assert "Working together: 3.0 of 5" in result(asked).words and "3 of 5." in result(asked).words


def test_too_few_are_counted_when_the_next_one_opens_and_never_told(
    align: Align, asked: Channel, tom: Colleague, clock: Clock
) -> None:
    tom.clicks("2", asked)
    clock.pass_(align, days=7)
    (tally,) = align.db.query("SELECT answered, mean, sides FROM pulse_tallies")
    assert tally == {"answered": 1, "mean": None, "sides": "{}"}
    assert align.db.query("SELECT * FROM sealed_answers") == []
    assert "1 of 5." in result(asked).words


def test_the_thanks_are_in_no_row_while_they_wait(align: Align, asked: Channel, tom: Colleague) -> None:
    before = named(align, tom)
    tom.clicks("2", asked, silent=True)
    assert named(align, tom) == before
    align.delivery.deliver_due()
    assert tom.sees[-1].startswith("*You said 2.")
    assert named(align, tom) == before


def test_the_thanks_for_a_tap_that_does_not_count_are_never_said(
    align: Align, asked: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, clock: Clock
) -> None:
    for who in (maya, tom, ivan):
        who.clicks("4", asked)
    before = as_seen(card(asked))
    clock.pass_(align, days=2)
    heard = len(aisha.whispers)
    aisha.clicks("2", message=before)
    align.delivery.deliver_due()
    assert len(aisha.whispers) == heard


@pytest.mark.parametrize(
    "fault", [{"error": "user_not_in_channel"}, {"status": 0}, {"status": 0, "after": True}, {"status": 503}]
)
def test_the_thanks_that_do_not_arrive_leave_nothing_either(
    align: Align, asked: Channel, tom: Colleague, slack: Slack, clock: Clock, fault: dict[str, str]
) -> None:
    before = named(align, tom)
    slack.fails("chat.postEphemeral", **fault)
    slack.fails("response_url", **fault)
    tom.clicks("2", asked)
    for _ in range(10):
        clock.pass_(align, minutes=5)
    assert named(align, tom) == before
