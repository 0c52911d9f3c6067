"""A tap stays between the one who taps and me: no row tells who, what or when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.records.schema import MIGRATIONS
from tests.conversations.weekly import card
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = both_engines
TABLES = re.findall(r"CREATE TABLE (\w+)", str(MIGRATIONS))


def named(align: Align, person: Colleague) -> list[tuple[str, str]]:
    """Table and row, wherever this person is."""
    rows = [(table, str(row)) for table in TABLES for row in align.db.query(f"SELECT * FROM {table}")]
    return [each for each in rows if person.id in each[1]]


@pytest.fixture
def asked(align: Align, team: Channel, maya: Colleague) -> Channel:
    maya.types("/align checkin", team)
    return team


def test_somebody_of_the_team(align: Align, asked: Channel, tom: Colleague, clock: Clock) -> None:
    before = named(align, tom)
    clock.pass_(minutes=5)
    tom.clicks("2", asked)
    assert tom.sees[-1].startswith("You said 2.")
    tom.clicks("4", asked)
    assert "1 of 5 people answered" in card(asked).words
    assert named(align, tom) == before


def test_somebody_new_joins_first_and_a_tap_adds_nothing(align: Align, asked: Channel, sam: Colleague) -> None:
    sam.types("/align join it", asked)
    before = named(align, sam)
    sam.clicks("2", asked)
    assert named(align, sam) == before


def test_the_thanks_wait_without_the_tap_and_are_gone_when_said(align: Align, asked: Channel, tom: Colleague) -> None:
    before = named(align, tom)
    tom.clicks("2", asked, silent=True)
    (waiting,) = [row for table, row in named(align, tom) if (table, row) not in before]
    assert "2" not in waiting.partition("'detail': ")[2].partition("response_url")[0]
    align.delivery.deliver_due()
    assert named(align, tom) == before


@pytest.mark.parametrize(
    "fault", [{"error": "user_not_in_channel"}, {"status": 0}, {"status": 0, "after": True}, {"status": 503}]
)
def test_the_thanks_that_do_not_arrive_are_gone_too(
    align: Align, asked: Channel, tom: Colleague, slack: Slack, clock: Clock, fault: dict[str, str]
) -> None:
    before = named(align, tom)
    tom.clicks("2", asked, silent=True)
    clock.pass_(minutes=40)  # by then only Slack's own method is left
    slack.fails("chat.postEphemeral", **fault)
    for _ in range(10):
        clock.pass_(align, minutes=5)
    assert named(align, tom) == before


def test_no_row_of_an_answer_says_whose(align: Align, asked: Channel, tom: Colleague) -> None:
    tom.clicks("2", asked)
    (row,) = align.db.query("SELECT * FROM pulses")
    assert {**row, "checkin_id": "", "respondent": ""} == {
        "checkin_id": "",
        "respondent": "",
        "side": "marketing",
        "score": 2,
    }
