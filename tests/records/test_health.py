"""What a host hears of the database: whether it reads, and whether it keeps what it is told."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import UnavailableError
from bot.records.database import Database, connect, migrate
from bot.records.health import Health
from tests.fixtures_databases import PostgresServer
from tests.hanging import Line
from tests.records.test_waits import hanging, locked

__all__ = ["hanging"]
GONE = "was deleted or replaced while Align was running"
EVENT = "INSERT INTO events (id, seen_at) VALUES ('e', '2026')"


@pytest.fixture
def file(migrated_file: Path, tmp_path: Path) -> Path:
    shutil.copy(migrated_file, tmp_path / "align.db")
    return tmp_path / "align.db"


def test_it_is_well(db: Database) -> None:
    assert Health(db).find_fault() == ""


def test_a_row_is_written_once_a_minute_at_most(db: Database, database_url: str) -> None:
    now = [0.0]
    health = Health(db, lambda: now[0])
    assert health.find_fault() == ""
    with locked(database_url, 20, "migrations IN EXCLUSIVE MODE"):
        now[0] = 59
        assert health.find_fault() == ""
        now[0] = 60
        began = time.monotonic()
        assert health.find_fault() != ""
        assert time.monotonic() - began < 2
    assert health.find_fault() == ""


def delete(file: Path) -> None:
    file.unlink()


def replace(file: Path) -> None:
    other = file.with_name("other.db")
    shutil.copy(file, other)
    os.replace(other, file)


def overwrite(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(os.urandom(64 * 1024))


def empty(file: Path) -> None:
    os.truncate(file, 0)


@pytest.mark.parametrize("harm", [delete, replace, overwrite, empty])
def test_a_file_that_is_no_more_what_it_was(file: Path, harm: Callable[[Path], None]) -> None:
    db = connect(f"sqlite:///{file}")
    health = Health(db)
    assert health.find_fault() == ""
    harm(file)
    assert health.find_fault() != ""
    assert health.find_fault() != ""
    db.close()


@pytest.mark.parametrize("harm", [delete, replace])
def test_nothing_is_written_where_nobody_would_find_it(file: Path, harm: Callable[[Path], None]) -> None:
    db = connect(f"sqlite:///{file}")
    db.execute(EVENT)
    harm(file)
    with pytest.raises(UnavailableError, match=GONE):
        db.execute(EVENT)
    db.close()


def test_a_full_disk(file: Path) -> None:
    db = connect(f"sqlite:///{file}")
    health = Health(db, lambda: 0.0)
    pages = db.query("PRAGMA page_count")[0]["page_count"]
    db.query(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UnavailableError, match="full"), db.atomic():
        for number in range(10_000):
            db.execute("INSERT INTO events (id, seen_at) VALUES (:id, '2026')", {"id": f"e{number}" * 20})
    assert health.find_fault() == ""  # no page more is needed for what it writes
    db.close()


def test_a_database_without_tables(tmp_path: Path) -> None:
    db = connect(f"sqlite:///{tmp_path}/new.db")
    assert Health(db).find_fault() == "no such table: migrations"
    migrate(db)
    assert Health(db).find_fault() == ""
    db.close()


def test_a_server_that_hangs(hanging: Line) -> None:
    db = connect(f"postgresql://postgres@127.0.0.1:{hanging.port}/align")
    health = Health(db)
    assert health.find_fault() == ""
    hanging.hangs()
    began = time.monotonic()
    assert health.find_fault() != ""
    assert time.monotonic() - began < 2.5
    db.close()


def test_a_server_that_takes_no_writes(postgres: PostgresServer) -> None:
    postgres.empty()
    db = connect(f"{postgres.url('align')}&options=-c%20default_transaction_read_only%3Don")
    assert "read-only" in Health(db).find_fault()
    db.close()
