"""Clocks that tick, and those that have stopped without a goodbye."""

from datetime import timedelta

from bot.records import heartbeats
from bot.records.cleanup import clean_up
from bot.records.database import Database
from tests.fixtures_align import both_engines
from tests.fixtures_databases import NOW


def silent(db: Database, seconds: float) -> list[str]:
    return [each.process for each in heartbeats.list_silent(db, NOW + timedelta(seconds=seconds))]


@both_engines
def test_a_clock_is_missed_after_two_minutes_while_no_other_ticks(db: Database) -> None:
    assert silent(db, 0) == []
    heartbeats.beat(db, "left:1", NOW)
    heartbeats.beat(db, "right:2", NOW + timedelta(seconds=20))
    assert [silent(db, seconds) for seconds in (139, 141)] == [[], ["right:2", "left:1"]]
    heartbeats.beat(db, "left:1", NOW + timedelta(seconds=140))
    assert silent(db, 141) == []


@both_engines
def test_a_clock_that_was_stopped_is_not_missed_and_one_is_forgotten_in_the_end(db: Database) -> None:
    heartbeats.beat(db, "left:1", NOW)
    heartbeats.beat(db, "right:2", NOW)
    heartbeats.stop(db, "left:1")
    assert silent(db, 300) == ["right:2"]
    clean_up(db, NOW + timedelta(hours=49))
    assert silent(db, 300) == []
