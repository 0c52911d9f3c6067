"""What conversations have left with which many tests begin: who begins as they did finds it, and nobody talks again.

The first time it is talked, over the wire. What then stands in the database and in the stand-in is kept; where the same
would be said in the same state, a copy of that takes its place. The bot is as after a start: it has nothing in mind.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.records.database import Database, new_id
from tests.fixtures_databases import TABLES
from tests.standin import Line
from tests.standin.state import State, read_state, write_state
from tests.standin.wire.line import Act

COUNT = f"SELECT {', '.join(f'(SELECT count(*) FROM {table}) AS {table}' for table in TABLES)}"
OF_THE_TEST = ("SLACK_API_URL", "DATABASE_URL")
SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Copy:
    """A copy of every row, in a file or a schema of its own."""

    name: str
    folder: Path

    def take(self, url: str) -> None:
        if url.startswith(SQLITE):
            self._copy(url.removeprefix(SQLITE), self.folder / self.name)
            return
        tables = "; ".join(f"CREATE TABLE {self.name}.{table} AS TABLE {table}" for table in TABLES)
        self._run(url, f"CREATE SCHEMA {self.name}; {tables}")

    def put(self, url: str) -> None:
        """Replace every row by those of the copy."""
        if url.startswith(SQLITE):
            self._copy(self.folder / self.name, url.removeprefix(SQLITE))
            return
        tables = "; ".join(f"DELETE FROM {table}; INSERT INTO {table} TABLE {self.name}.{table}" for table in TABLES)
        self._run(url, f"SET session_replication_role = replica; {tables}")

    @staticmethod
    def _copy(source: str | Path, target: str | Path) -> None:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
            there.execute("PRAGMA synchronous = OFF")
            here.backup(there)

    @staticmethod
    def _run(url: str, statements: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statements.encode())


@dataclass(frozen=True)
class Kept:
    name: str
    start: bytes
    end: bytes
    rows: Copy


@dataclass
class Shelf:
    folder: Path
    kept: list[Kept] = field(default_factory=list)

    def once(
        self, line: Line, environ: dict[str, str], db: Database, name: str, people: Sequence[Any], act: Act
    ) -> None:
        """Do it, unless it was done in this state before: then everything becomes what it was afterwards."""
        url = environ["DATABASE_URL"]
        start = {**read_state(line, people), "database": read_beginning(db, environ)}
        for kept in self.kept:
            if kept.name == name and pickle.loads(kept.start) == start:
                kept.rows.put(url)
                write_state(line, people, pickle.loads(kept.end))
                return
        before = pickle.dumps(start)
        act()
        rows = Copy(f"kept_{new_id()}", self.folder)
        rows.take(url)
        self.kept.append(Kept(name, before, pickle.dumps(read_state(line, people)), rows))


def read_beginning(db: Database, environ: dict[str, str]) -> State:
    """How many rows there are of what, in which engine, and what the bot was started with."""
    settings = {name: read_files(value) for name, value in environ.items() if name not in OF_THE_TEST}
    return {"engine": db.engine, "rows": db.query(COUNT), "settings": settings}


def read_files(value: str) -> object:
    """A folder by what is in it, since every test has one of its own."""
    folder = Path(value)
    return {each.name: each.read_bytes() for each in folder.glob("*")} if folder.is_dir() else value


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"))
