"""Backups as the documentation says them: all rows of a database that is in use, and all of them back."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.model.audit import AuditEvent
from bot.model.installations import Installation
from bot.records import audit, away, installations
from bot.records.backup import NEWER
from bot.records.database import Database, connect, find_foreign, migrate
from tests.fixtures_databases import PostgresServer, find_tools

ROOT = Path(__file__).parents[2]
ROWS = 31
DAY = date(2026, 12, 1)
SECRETS = "a key of thirty-two letters or more\n"


def commands(file: str, word: str) -> list[str]:
    """The blocks of a page that have this word, each to be typed as it stands."""
    return [
        each
        for each in re.findall(r"^ *```sh\n *(.*?)\n *```$", (ROOT / file).read_text(), re.M | re.S)
        if word in each
    ]


@pytest.fixture
def running(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A database that is open, with rows that stand in its log only."""
    shutil.copy(migrated_file, tmp_path / "align.db")
    (tmp_path / "align.key").write_text(SECRETS)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    db = connect(f"sqlite:///{tmp_path / 'align.db'}")
    for number in range(ROWS):
        day = DAY + timedelta(days=2 * number)
        away.leave(db, "T1", "U1", day, day)
    yield db
    db.close()


def types(command: str, folder: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Type it in that folder, where nothing is set but what the test says."""
    path = f"{Path(sys.prefix) / 'bin'}:{os.environ['PATH']}"
    known = {"PATH": path, "PYTHONPATH": str(ROOT), **environ}
    return subprocess.run(["sh", "-c", command], cwd=folder, env=known, capture_output=True, text=True)


def count(path: Path) -> int:
    with sqlite3.connect(path) as copy:
        (rows,) = copy.execute("SELECT count(*) FROM away").fetchone()
    copy.close()
    return int(rows)


@pytest.mark.parametrize("file", ["README.md", "docs/operations.md"])
def test_the_command_saves_every_row_and_the_key(running: Database, tmp_path: Path, file: str) -> None:
    (command,) = commands(file, "align backup")
    done = types(command, tmp_path)
    saved = tmp_path / command.split()[-1]
    key = saved.with_name(f"{saved.name}.key")
    assert (done.returncode, count(saved), key.read_text()) == (0, ROWS, SECRETS)
    assert re.match(rf"{saved.name}: \d+ rows in \d+ tables, looked through and sound\.\n{key.name}: ", done.stdout)
    assert [each.stat().st_mode & 0o777 for each in (saved, key)] == [0o600, 0o600]
    away.leave(running, "T1", "U2", DAY, DAY)
    assert count(saved) == ROWS


def test_what_is_there_stays(running: Database, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_text("mine")
    done = types("align backup backup.db", tmp_path)
    assert (done.returncode, done.stderr.startswith("backup.db is there already")) == (2, True)
    assert (tmp_path / "backup.db").read_text() == "mine"


def test_the_documented_way_back(running: Database, tmp_path: Path) -> None:
    (command,) = commands("docs/operations.md", "align backup")
    (back,) = commands("docs/operations.md", "align restore")
    installations.install(running, Installation("T1", "UBOT", "Northwind", ""), datetime(2026, 11, 24, tzinfo=UTC))
    assert types(command, tmp_path).returncode == 0
    away.leave(running, "T1", "U2", DAY, DAY)
    running.close()
    (tmp_path / "align.key").write_text("another")
    done = types(back, tmp_path)
    assert (done.returncode, (tmp_path / "align.key").read_text()) == (0, SECRETS)
    again = connect(f"sqlite:///{tmp_path / 'align.db'}")
    assert find_foreign(again) == ""
    assert (len(away.list_unwelcomed(again, "T1", "U1")), away.list_unwelcomed(again, "T1", "U2")) == (ROWS, [])
    (noted,) = audit.list_since(again, None)
    assert (noted.workspace, noted.actor, noted.event) == ("T1", "operator", AuditEvent.RESTORED)
    away.leave(again, "T1", "U2", DAY, DAY)
    again.close()
    assert count(tmp_path / "align.db.before") == ROWS + 1


def test_back_over_a_database_that_was_left_in_use(running: Database, tmp_path: Path) -> None:
    """Its log is set aside with it, and not taken for that of the backup."""
    assert types("align backup backup.db", tmp_path).returncode == 0
    away.leave(running, "T1", "U2", DAY, DAY)
    assert types("align restore backup.db", tmp_path).returncode == 0
    assert count(tmp_path / "align.db") == ROWS
    assert count(tmp_path / "align.db.before") == ROWS + 1


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"not a database, though it is long enough to be looked at" * 40, "file is not a database"), (b"", "no sound")],
)
def test_what_is_no_backup_replaces_nothing(running: Database, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "backup.db").write_bytes(content)
    done = types("align restore backup.db", tmp_path)
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert len(away.list_unwelcomed(running, "T1", "U1")) == ROWS
    assert sorted(each.name for each in tmp_path.glob("align.db*") if "-" not in each.name) == ["align.db"]


def test_the_documented_way_up_and_back(running: Database, tmp_path: Path) -> None:
    backup, migrate_, check, back = commands("docs/upgrading.md", "align")
    running.close()
    assert types(backup, tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "align.db") as db:
        db.execute("UPDATE migrations SET name = '999_later'")
    db.close()
    assert "A newer version of Align has worked" in types(migrate_, tmp_path).stderr
    assert types(back, tmp_path).returncode == 0
    assert types(migrate_, tmp_path).stdout == "The database is up to date.\n"
    assert "✓ database" in types(check, tmp_path).stdout
    assert count(tmp_path / "align.db") == ROWS


def test_a_backup_of_another_version(running: Database, tmp_path: Path) -> None:
    assert types("align backup newer.db; align backup older.db", tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "newer.db") as db:
        db.execute("INSERT INTO migrations VALUES ('999_later', '2027')")
    db.close()
    refused = types("align restore newer.db", tmp_path)
    assert (refused.returncode, refused.stderr.splitlines()) == (2, [NEWER.format(names="999_later")])
    assert not [each for each in tmp_path.glob("align.db.*")]
    with sqlite3.connect(tmp_path / "older.db") as db:
        db.execute("DELETE FROM migrations")
    db.close()
    done = types("align restore older.db", tmp_path)
    assert (done.returncode, "An earlier version made it: `align migrate`" in done.stdout) == (0, True)


def test_a_copy_of_the_file_alone_is_none(running: Database, tmp_path: Path) -> None:
    assert "A copy of `align.db` alone is no backup" in (ROOT / "README.md").read_text()
    shutil.copy(tmp_path / "align.db", tmp_path / "alone.db")
    assert count(tmp_path / "alone.db") < ROWS


def test_a_clean_stop_leaves_one_whole_file(running: Database, tmp_path: Path) -> None:
    running.close()
    shutil.copy(tmp_path / "align.db", tmp_path / "alone.db")
    assert count(tmp_path / "alone.db") == ROWS


def test_postgresql_is_sent_to_its_own_tools(tmp_path: Path) -> None:
    done = types("align backup backup.db", tmp_path, DATABASE_URL="postgresql://align@localhost/align")
    assert (done.returncode, "pg_dump --format=custom" in done.stderr) == (2, True)


def test_the_documented_way_there_and_back_on_postgresql(postgres: PostgresServer, tmp_path: Path) -> None:
    tools = find_tools()
    (dump,), (back,) = commands("docs/operations.md", "pg_dump"), commands("docs/operations.md", "pg_restore")
    postgres.run("CREATE DATABASE saved")
    url = postgres.url("saved")
    db = connect(url)
    migrate(db)
    away.leave(db, "T1", "U1", DAY, DAY)
    assert types(f"PATH={tools}:$PATH; {dump}", tmp_path, DATABASE_URL=url).returncode == 0
    away.leave(db, "T1", "U2", DAY, DAY)
    done = types(f"PATH={tools}:$PATH; {back}", tmp_path, DATABASE_URL=url)
    assert (done.returncode, done.stderr) == (0, "")
    assert find_foreign(db) == ""
    assert (len(away.list_unwelcomed(db, "T1", "U1")), away.list_unwelcomed(db, "T1", "U2")) == (1, [])
    db.close()
    postgres.run("DROP DATABASE saved WITH (FORCE)")
