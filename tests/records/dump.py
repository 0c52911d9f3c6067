"""What a version leaves in a database, as SQL for each engine: python -m tests.records.dump 0.1.0

Two teams live a quarter on SQLite and on PostgreSQL, and what is in their databases then is written to
tests/records/dumps/VERSION.ENGINE.sql, once, when VERSION is released. Every later version is tried on it.
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg

from bot.coaching.library.loader import OURS, load_library
from bot.coaching.shapes.base import Playbook
from bot.records.database import Database
from bot.simulation.stage import Scope, live
from bot.simulation.steps import HOME
from tests.fixtures_databases import find_tools, serve_postgres

FOLDER = Path(__file__).parent / "dumps"
ENGINES = ("sqlite", "postgresql")
SECRET = "a secret of the tests, long enough for a key"
# Every dump begins on this Monday, so that whoever loads one knows the time in it.
TEAMS, WEEKS, FIRST = 2, 13, date(2026, 9, 7)
VERSION = re.compile(r"\d+\.\d+\.\d+")
ONLY_PSQL = re.compile(r"^\\(un)?restrict \w+\n", re.M)


def end_of(weeks: int = WEEKS) -> datetime:
    """The moment at which a dump of so many weeks was made."""
    return datetime.combine(FIRST + timedelta(weeks=weeks), time(7), ZoneInfo(HOME))


def fill(url: str, playbooks: Mapping[str, Playbook], teams: int = TEAMS, weeks: int = WEEKS) -> None:
    """Let teams live so many weeks in the database at `url`. RuntimeError for a scene that could not be played."""
    lived = live(url, SECRET, teams, weeks, FIRST, 1, Scope(until=end_of(weeks), playbooks=playbooks))
    if lived.faults:
        raise RuntimeError("\n".join(lived.faults))


def write(url: str) -> str:
    """Everything in that database, as statements that make it anew."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return "\n".join(connection.iterdump()) + "\n"
    # Copies that the shelf keeps stand in schemas of their own.
    command = [find_tools() / "pg_dump", "--exclude-schema=kept_*", "--inserts", "--no-owner", "--no-privileges", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return ONLY_PSQL.sub("", said)


def load(script: str, url: str) -> None:
    """Make what `write` has written, in the empty database at `url`."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(script)
        return
    with psycopg.connect(url) as connection:
        connection.execute(script.encode())


def describe(db: Database) -> list[str]:
    """Tables, columns, indexes and views with all that the engine says of them, to be compared."""
    return sorted(" ".join(str(row["said"]).split()) for sql in _SAID[db.engine] for row in db.query(sql))


_SAID = {
    "sqlite": ("SELECT sql AS said FROM sqlite_master WHERE sql IS NOT NULL",),
    "postgresql": (
        """SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS said
        FROM information_schema.columns WHERE table_schema = 'public'""",
        "SELECT indexdef AS said FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT concat_ws(' ', viewname, definition) AS said FROM pg_views WHERE schemaname = 'public'",
        """SELECT concat_ws(' ', conrelid::regclass, pg_get_constraintdef(oid)) AS said
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    ),
}


@contextmanager
def _databases() -> Iterator[dict[str, str]]:
    """An empty database of each engine, by its name."""
    with tempfile.TemporaryDirectory(prefix="align-dump-") as folder, serve_postgres(folder) as server:
        yield {"sqlite": f"sqlite:///{folder}/lived.db", "postgresql": server.url("postgres")}


def main(version: str) -> None:
    if not VERSION.fullmatch(version):
        sys.exit(f"{version} is no version. Write the one that is released, like 0.1.0.")
    FOLDER.mkdir(exist_ok=True)
    playbooks = load_library(OURS)
    with _databases() as urls:
        for url in urls.values():
            fill(url, playbooks)
        scripts = {FOLDER / f"{version}.{engine}.sql": write(url) for engine, url in urls.items()}
    for path, script in scripts.items():
        path.write_text(script, encoding="utf-8")
        print(f"{path}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "")
