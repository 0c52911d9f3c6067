"""The narrow door to two databases: `connect(url)` gives SQLite or PostgreSQL behind the same four verbs.

Text must come clean: a NUL character or a lone surrogate is refused by one engine or the other, never mended here.
A database is not shared over a fork: connect in the process that uses it.
"""

import base64
import re
import secrets
import sqlite3
import threading
import weakref
from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import sqlite_utils

from bot.errors import UserError
from bot.records.schema import MIGRATIONS

if TYPE_CHECKING:
    from psycopg import Connection

Row = dict[str, Any]
WAIT = 5  # seconds that a writer waits for another on SQLite


class Database(Protocol):
    """SQL with `:name` parameters; rows are dicts. Safe to use from any thread."""

    @property
    def engine(self) -> str:
        """`sqlite` or `postgresql`."""

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        """Return the rows of a read, all of them."""

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        """Write, in a transaction of its own unless one is open. Return the rows of RETURNING, otherwise none."""

    def atomic(self) -> AbstractContextManager[None]:
        """Open a transaction: all or nothing. Inside another one, be a part of that."""

    def close(self) -> None:
        """Close every connection."""


class Sqlite:
    """SQLite, by a connection for each thread, since one in two threads loses writes; opened at its first use."""

    engine = "sqlite"

    def __init__(self, path: str) -> None:
        self._path = path
        self._thread = threading.local()
        self._opened: weakref.WeakSet[sqlite_utils.Database] = weakref.WeakSet()
        self._writing = threading.Lock()

    def _thread_db(self) -> sqlite_utils.Database:
        db: sqlite_utils.Database | None = getattr(self._thread, "db", None)
        if db is None:
            # No isolation level: sqlite3 would begin deferred transactions by itself. No check of the thread, because
            # `close` closes the connections of all of them.
            conn = sqlite3.connect(self._path, timeout=WAIT, isolation_level=None, check_same_thread=False)
            # Of several that switch a new file to WAL at once, the losers are told "locked" without any waiting.
            with suppress(sqlite3.OperationalError):
                conn.execute("PRAGMA journal_mode=WAL").close()
            # With WAL a crash of the process loses nothing; only a power cut may undo the last commits.
            conn.execute("PRAGMA synchronous=NORMAL")
            conn.execute("PRAGMA foreign_keys=ON")
            conn.execute("PRAGMA secure_delete=ON").close()  # what is deleted is gone from the file as well
            db = self._thread.db = sqlite_utils.Database(conn)
            # Only the thread holds its connection: a thread that ends must not leave a file open.
            weakref.finalize(db, conn.close)
            self._opened.add(db)
        return db

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        cursor = self._thread_db().execute(sql, dict(params or {}))
        names = [column[0] for column in cursor.description or ()]
        # Read to the end at once: a RETURNING that is not neither commits nor lets go of its lock.
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        with self.atomic():
            return self.query(sql, params)

    @contextmanager
    def atomic(self) -> Generator[None]:
        conn = self._thread_db().conn
        if conn.in_transaction:
            yield
            return
        # Threads queue at a lock of our own, since SQLite's way of waiting is to sleep and try again.
        if not self._writing.acquire(timeout=WAIT):
            raise sqlite3.OperationalError(f"database is locked: another thread has been writing for {WAIT} seconds")
        try:
            # Immediate: a deferred transaction that reads and then writes fails when another process was quicker.
            conn.execute("BEGIN IMMEDIATE")
            yield
            conn.execute("COMMIT")
        except BaseException:  # Ctrl-C too: this thread's connection would stay inside the transaction
            conn.rollback()
            raise
        finally:
            self._writing.release()

    def close(self) -> None:
        for each in list(self._opened):
            each.close()


class Postgres:
    """PostgreSQL, by a pool that is opened at its first use. The driver is imported only where it is configured."""

    engine = "postgresql"

    def __init__(self, url: str) -> None:
        from psycopg.rows import dict_row
        from psycopg_pool import ConnectionPool

        self._pool = ConnectionPool(
            url,
            kwargs={"autocommit": True, "row_factory": dict_row},
            min_size=1,
            max_size=10,
            timeout=10,
            open=False,
            check=ConnectionPool.check_connection,  # after a restart of the server all that are in the pool are dead
        )
        self._thread = threading.local()

    @contextmanager
    def _connection(self) -> Generator["Connection[Any]"]:
        """Yield the connection of the transaction that this thread is in, otherwise one from the pool."""
        open_here: Connection[Any] | None = getattr(self._thread, "connection", None)
        if open_here is not None:
            yield open_here
            return
        self._pool.open()
        with self._pool.connection() as connection:
            yield connection

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        with self._connection() as connection:
            cursor = connection.execute(for_psycopg(sql), dict(params or {}))
            return cursor.fetchall() if cursor.description else []

    execute = query  # with autocommit, a statement outside `atomic` is a transaction of its own

    @contextmanager
    def atomic(self) -> Generator[None]:
        if getattr(self._thread, "connection", None) is not None:
            yield
            return
        with self._connection() as connection, connection.transaction():
            self._thread.connection = connection
            try:
                yield
            finally:
                self._thread.connection = None

    def close(self) -> None:
        self._pool.close()


# Quoted text, names, comments and casts come first, so that a colon inside them begins no parameter. A `%` is doubled
# inside quotes too: psycopg reads it anywhere.
_PARTS = re.compile(r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | :: | % | :([A-Za-z_]\w*)""", re.VERBOSE)


@lru_cache(maxsize=1024)
def for_psycopg(sql: str) -> bytes:
    """Return the statement with `%(name)s` for `:name` and every other `%` doubled; quoted text and casts stay."""
    # Bytes in the end: psycopg's types take no `str` that is not a literal.

    def part(match: re.Match[str]) -> str:
        return f"%({match[1]})s" if match[1] else match[0].replace("%", "%%")

    return _PARTS.sub(part, sql).encode()


def connect(url: str) -> Database:
    """Return the database at `url` ("": align.db in this folder), not yet opened. UserError when it names none."""
    if url.startswith(("postgres://", "postgresql://")):
        return Postgres(url)
    path = "align.db" if not url else url.removeprefix("sqlite:///")
    # In memory every thread's connection would be a database of its own.
    if path == url or path in ("", ":memory:"):
        raise UserError(
            "DATABASE_URL is not understood. Write sqlite:///align.db for a file in the current folder, "
            "sqlite:////var/lib/align/align.db for one elsewhere, or postgresql://user:password@host/name."
        )
    if not Path(path).absolute().parent.is_dir():
        raise UserError(f"DATABASE_URL names a folder that does not exist: {Path(path).parent}. Make it first.")
    return Sqlite(path)


def migrate(db: Database) -> list[str]:
    """Apply what is pending, all or nothing, and return its names. Of two processes that start together, one waits."""
    with db.atomic():
        # On SQLite the transaction itself is such a lock. The number means nothing, but has to stay the same.
        if db.engine == "postgresql":
            db.execute("SELECT pg_advisory_xact_lock(715517)")
        db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)")
        todo = list_pending(db)
        for name, statements in MIGRATIONS:
            if name in todo:
                for statement in statements:
                    db.execute(statement)
                applied = {"name": name, "at": stamp(datetime.now(UTC))}
                db.execute("INSERT INTO migrations (name, applied_at) VALUES (:name, :at)", applied)
    return todo


_HAS_MIGRATIONS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'",
    "postgresql": "SELECT 1 WHERE to_regclass('migrations') IS NOT NULL",
}


def list_pending(db: Database) -> list[str]:
    """Return the names of the migrations still to come, in order. Write nothing."""
    known = db.query(_HAS_MIGRATIONS[db.engine])
    done = {row["name"] for row in db.query("SELECT name FROM migrations")} if known else set()
    return [name for name, _ in MIGRATIONS if name not in done]


def new_id() -> str:
    """Return sixteen lower-case letters and digits, 80 random bits: nobody guesses one."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


def stamp(moment: datetime) -> str:
    """Return UTC text of fixed width, to the millisecond: text order is time order. ValueError without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_stamp(text: str) -> datetime:
    """Return the moment that `stamp` has written, UTC. ValueError when the text has no zone."""
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError("a stamp ends in Z")
    return parsed.astimezone(UTC)
