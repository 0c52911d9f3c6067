"""A database as a whole into another one: the same rows in both, or none; never twice, never over other data."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import deadline
from bot.errors import UnavailableError, UserError
from bot.records import heartbeats
from bot.records.database import Database, connect, find_foreign, migrate
from bot.records.moving import Content, copy_everything, measure
from tests.fixtures_databases import TABLES, PostgresServer
from tests.neighbours import Neighbours

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MANY = """
    INSERT INTO runs (id, team_id, playbook, version, subject_key, started_by, started_at)
    WITH RECURSIVE numbers (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2100)
    SELECT 'm' || n, (SELECT min(id) FROM teams), 'pilot', '1', 'm' || n, 'U1', '2026-11-20T09:00:00.000Z'
    FROM numbers"""
# A row refers to one that comes more than a batch later.
LATER = "UPDATE runs SET replaces = 'm2100' WHERE id = 'm1000'"


@pytest.fixture
def lived(neighbours: Neighbours, tmp_path: Path) -> Iterator[Database]:
    """A SQLite database of teams that have lived."""
    db = connect(f"sqlite:///{shutil.copy(neighbours.file, tmp_path / 'align.db')}")
    yield db
    db.close()


@pytest.fixture
def empty(postgres: PostgresServer) -> Iterator[Database]:
    postgres.empty()
    db = connect(postgres.url("align"))
    yield db
    db.close()


def measure_all(db: Database) -> dict[str, Content]:
    return {table: measure(db, table) for table in TABLES if table != "heartbeats"}


def copies(source: Database, target: Database) -> list[str]:
    """The tables of which it says that they have been copied."""
    said: list[str] = []
    copy_everything(source, target, NOW, lambda table, rows: said.append(table))
    return said


def test_there_once_and_back_again(lived: Database, empty: Database, tmp_path: Path) -> None:
    lived.execute(MANY)
    lived.execute(LATER)
    copied = copies(lived, empty)
    assert {"teams", "runs", "answers", "commitments", "outbox", "people"} <= set(copied)
    assert measure_all(empty) == measure_all(lived)
    assert measure(empty, "runs").rows > 1100
    # Whoever copies again hears that it is so already.
    assert copies(lived, empty) == []
    back = connect(f"sqlite:///{tmp_path / 'back.db'}")
    assert copies(empty, back) == copied
    assert measure_all(back) == measure_all(lived)
    for db in (empty, back):
        assert find_foreign(db) == ""
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            db.execute("UPDATE runs SET replaces = 'nobody' WHERE id = 'm1000'")
    back.close()


class PowerCutError(Exception):
    """Half-way."""


def test_a_copy_that_is_interrupted_leaves_nothing_and_begins_anew(lived: Database, empty: Database) -> None:
    def cut(table: str, rows: int) -> None:
        if table == "commitments":
            raise PowerCutError

    with pytest.raises(PowerCutError):
        copy_everything(lived, empty, NOW, cut)
    assert {content.rows for content in measure_all(empty).values()} == {0}
    copies(lived, empty)
    assert measure_all(empty) == measure_all(lived)


def test_other_data_stays_as_it_is(lived: Database, empty: Database) -> None:
    copies(lived, empty)
    empty.execute("UPDATE teams SET name = 'elsewhere'")
    before = measure_all(empty)
    with pytest.raises(UserError, match=r"There is other data in .* \(installations, teams, "):
        copies(lived, empty)
    assert measure_all(empty) == before


def test_while_it_is_in_use_nothing_is_copied(lived: Database, tmp_path: Path) -> None:
    there = connect(f"sqlite:///{tmp_path / 'there.db'}")
    heartbeats.beat(lived, "host:7", NOW - timedelta(seconds=20))
    with pytest.raises(UserError, match="its clock host:7 ticked 20 seconds ago"):
        copies(lived, there)
    assert there.query("SELECT name FROM sqlite_master") == []
    heartbeats.beat(lived, "host:7", NOW - timedelta(minutes=3))
    copies(lived, there)
    assert (measure_all(there), measure(there, "heartbeats").rows) == (measure_all(lived), 0)
    there.close()


def test_nobody_writes_into_it_meanwhile(lived: Database, tmp_path: Path) -> None:
    there, other = connect(f"sqlite:///{tmp_path / 'there.db'}"), connect(f"sqlite:///{tmp_path / 'align.db'}")
    migrate(there)

    def write(table: str, rows: int) -> None:
        with deadline.within(0.1), pytest.raises(UnavailableError, match="locked"):
            other.execute("DELETE FROM events")

    copy_everything(lived, there, NOW, lambda table, rows: write(table, rows) if table == "teams" else None)
    other.close()
    there.close()
