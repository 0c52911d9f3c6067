"""SQLite: a file on this machine, one writer at a time, any number of readers."""

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlite_utils

from bot import deadline
from bot.errors import UnavailableError
from bot.records.private_files import make_private

WAIT = 5.0  # seconds that a writer waits for another where nobody waits for it
LEAST = 0.3  # seconds that are waited even when there is no time left: a short act still ends well
# What the file or its disk is to blame for, or somebody who has been writing for long; everything else is our fault.
_OUTAGES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)


class Sqlite:
    """SQLite, by a connection for each thread, since one in two threads loses writes; opened at its first use."""

    engine = "sqlite"

    def __init__(self, path: str) -> None:
        self._path = path
        self._thread = threading.local()
        self._opened: weakref.WeakSet[sqlite_utils.Database] = weakref.WeakSet()
        self._opening, self._writing = threading.Lock(), threading.Lock()
        self._identity: tuple[int, int] | None = None  # of the file that the first connection has opened

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        try:
            db = self._thread_db()
            if not db.conn.in_transaction:
                self._set_wait(db.conn, deadline.left(WAIT, LEAST))
            cursor = db.execute(sql, dict(params or {}))
            names = [column[0] for column in cursor.description or ()]
            # Read to the end at once: a RETURNING that is not neither commits nor lets go of its lock.
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except sqlite3.Error as error:
            _raise_outage(error)
            raise

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        with self.atomic():
            return self.query(sql, params)

    @contextmanager
    def atomic(self) -> Generator[None]:
        conn = self._connect()
        if conn.in_transaction:
            yield
            return
        self._check_file()
        # Threads queue at a lock of our own, since SQLite's way of waiting is to sleep and try again.
        until = time.monotonic() + deadline.left(WAIT, LEAST)
        if not self._writing.acquire(timeout=until - time.monotonic()):
            raise UnavailableError("database is locked: another thread has been writing for too long")
        try:
            # Immediate: a deferred transaction that reads and then writes fails when another process was quicker. It
            # waits for what the other threads have left of the time.
            self._set_wait(conn, max(0.0, until - time.monotonic()))
            _run(conn, "BEGIN IMMEDIATE")
            yield
            _run(conn, "COMMIT")
        except BaseException:  # Ctrl-C too: this thread's connection would stay inside the transaction
            conn.rollback()
            raise
        finally:
            self._writing.release()

    def verify(self) -> None:
        """Raise UnavailableError unless the file on the disk is the one that is open, and reads as a database."""
        self._connect()
        self._check_file()
        # A connection of its own: those that are open would answer out of their memory.
        conn = sqlite3.connect(self._path, timeout=deadline.left(WAIT, LEAST), isolation_level=None)
        try:
            _run(conn, "SELECT name FROM migrations")
        except sqlite3.Error as error:
            raise UnavailableError(str(error)) from error
        finally:
            conn.close()
        with open(self._path, "rb") as file:
            if file.read(16) != b"SQLite format 3\0":  # it may be read from the WAL, until that is written back
                raise UnavailableError(f"{self._path} is no SQLite database any more")

    def close(self) -> None:
        for each in list(self._opened):
            each.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._thread_db().conn
        except sqlite3.Error as error:
            _raise_outage(error)
            raise

    def _thread_db(self) -> sqlite_utils.Database:
        db: sqlite_utils.Database | None = getattr(self._thread, "db", None)
        if db is None:
            db = self._thread.db = sqlite_utils.Database(self._open())
            # Only the thread holds its connection: a thread that ends must not leave a file open.
            weakref.finalize(db, db.conn.close)
            self._opened.add(db)
        return db

    def _open(self) -> sqlite3.Connection:
        with self._opening:
            self._check_file()  # before it is opened, which would make a new one
            make_private(Path(self._path))
            # No isolation level: sqlite3 would begin deferred transactions by itself. No check of the thread, because
            # `close` closes the connections of all of them.
            conn = sqlite3.connect(
                self._path, timeout=deadline.left(WAIT, LEAST), isolation_level=None, check_same_thread=False
            )
            self._identity = self._identity or _identify(self._path)
        # Of several that switch a new file to WAL at once, the losers are told "locked" without any waiting.
        with suppress(sqlite3.OperationalError):
            conn.execute("PRAGMA journal_mode=WAL").close()
        # With WAL a crash of the process loses nothing; only a power cut may undo the last commits.
        conn.execute("PRAGMA synchronous=NORMAL")
        conn.execute("PRAGMA foreign_keys=ON")
        conn.execute("PRAGMA secure_delete=ON").close()  # what is deleted is gone from the file as well
        return conn

    def _set_wait(self, conn: sqlite3.Connection, seconds: float) -> None:
        """Let this thread's connection wait so long for a writer, to a tenth of a second."""
        # Only where it has changed: most statements take less time than this one.
        wait = int(seconds * 10) * 100
        if wait != getattr(self._thread, "wait", None):
            conn.execute(f"PRAGMA busy_timeout={wait}").close()
            self._thread.wait = wait

    def _check_file(self) -> None:
        """Raise UnavailableError when the file was deleted or replaced: what is written would go nowhere."""
        # On a deleted file the old inode still answers, for as long as it is open.
        if self._identity and self._identity != _identify(self._path):
            raise UnavailableError(f"{self._path} was deleted or replaced while Align was running: start it again")


def _identify(path: str) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name; None when there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _run(conn: sqlite3.Connection, sql: str) -> None:
    try:
        conn.execute(sql).fetchall()
    except sqlite3.Error as error:
        _raise_outage(error)
        raise


def _raise_outage(error: sqlite3.Error) -> None:
    """Raise UnavailableError when the file, its disk or another writer is to blame; otherwise return."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUTAGES:
        raise UnavailableError(str(error)) from error
