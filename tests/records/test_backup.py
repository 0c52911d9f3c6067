"""A backup as README says it: all rows of a database that is in use."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.records import away
from bot.records.database import Database, connect

README = Path(__file__).parents[2] / "README.md"
ROWS = 31


@pytest.fixture
def running(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A database that is open, with rows that stand in its log only."""
    shutil.copy(migrated_file, tmp_path / "align.db")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    db = connect(f"sqlite:///{tmp_path / 'align.db'}")
    for number in range(ROWS):
        day = date(2026, 12, 1) + timedelta(days=2 * number)
        away.leave(db, "T1", "U1", day, day)
    yield db
    db.close()


def count(path: Path) -> int:
    with sqlite3.connect(path) as copy:
        (found,) = copy.execute("SELECT count(*) FROM away").fetchone()
    copy.close()
    return int(found)


def test_the_command_in_readme_saves_every_row(running: Database, tmp_path: Path) -> None:
    (command,) = re.findall(r"^```sh\n(.*backup\.db.*)\n```$", README.read_text(), re.MULTILINE)
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    saved = tmp_path / "backup.db"
    assert count(saved) == ROWS
    assert sqlite3.connect(saved).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert saved.stat().st_mode & 0o777 == 0o600
    away.leave(running, "T1", "U2", date(2026, 12, 1), date(2026, 12, 1))


def test_a_backup_in_the_place_of_the_database_is_one(running: Database, tmp_path: Path) -> None:
    running.query("VACUUM INTO :file", {"file": str(tmp_path / "backup.db")})
    running.close()
    for each in tmp_path.glob("align.db-*"):
        each.unlink()
    (tmp_path / "backup.db").replace(tmp_path / "align.db")
    again = connect(f"sqlite:///{tmp_path / 'align.db'}")
    assert len(away.list_unwelcomed(again, "T1", "U1")) == ROWS
    away.leave(again, "T1", "U2", date(2026, 12, 1), date(2026, 12, 1))
    again.close()


def test_a_copy_of_the_file_alone_is_none(running: Database, tmp_path: Path) -> None:
    assert "A copy of `align.db` alone is no backup" in README.read_text()
    shutil.copy(tmp_path / "align.db", tmp_path / "alone.db")
    assert count(tmp_path / "alone.db") < ROWS


def test_a_clean_stop_leaves_one_whole_file(running: Database, tmp_path: Path) -> None:
    running.close()
    shutil.copy(tmp_path / "align.db", tmp_path / "alone.db")
    assert count(tmp_path / "alone.db") == ROWS
