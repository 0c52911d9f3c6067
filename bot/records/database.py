"""The narrow door to two databases: `connect(url)` gives SQLite or PostgreSQL behind the same four verbs.

Text must come clean: a NUL character or a lone surrogate is refused by one engine or the other, never mended here.
A database is not shared over a fork: connect in the process that uses it.
"""

import base64
import secrets
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from bot import deadline
from bot.errors import UserError
from bot.records.schema import MIGRATIONS
from bot.records.shape import Migration, list_differences, make_shape, read_shape
from bot.records.sqlite import Sqlite
from bot.records.views.refresh import renewing

Row = dict[str, Any]
_draw_bytes: ContextVar[Callable[[int], bytes]] = ContextVar("draw_bytes", default=secrets.token_bytes)
MIGRATING = 3600.0  # seconds


class Database(Protocol):
    """SQL with `:name` parameters; rows are dicts. Safe to use from any thread.

    Every verb waits no longer than `bot.deadline` allows, and raises UnavailableError when the database does not
    answer: it is not there, hangs, is full or broken, or somebody else has been writing for too long.
    """

    @property
    def engine(self) -> str:
        """`sqlite` or `postgresql`."""

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        """Return the rows of a read, all of them."""

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        """Write, in a transaction of its own unless one is open. Return the rows of RETURNING, otherwise none."""

    def atomic(self) -> AbstractContextManager[None]:
        """Open a transaction: all or nothing. Inside another one, be a part of that."""

    def verify(self) -> None:
        """Read a row, past everything that is remembered. UnavailableError when what is stored cannot be read."""

    def close(self) -> None:
        """Close every connection."""


MOST_NAMED = 5
NEWER = (
    "A newer version of Align has worked with this database ({names}). "
    "Install that version or a later one, or restore the backup from before it."
)
TAKEN = (
    "Something else keeps its tables in this database ({names}). "
    "Give Align one of its own: another name in DATABASE_URL, and run `align migrate`."
)
ALTERED = (
    "The tables are not those of this version: {names}. A version that was never released has made them, or somebody "
    "has changed them. Go back to the version that made them, restore a backup, or begin anew: move the file of SQLite "
    "away or name an empty database in DATABASE_URL, and run `align migrate`."
)
OUTDATED = "The database is not up to date: run `align migrate` first."

NO_DRIVER = (
    "DATABASE_URL names PostgreSQL, and its driver is not installed. Install Align with it: "
    "pip install 'align-coach[postgresql]'. Where there is none for your machine, use SQLite: sqlite:///align.db."
)


def connect(url: str) -> Database:
    """Return the database at `url` ("": align.db in this folder), not yet opened. UserError when it names none,
    or one whose driver is not installed.
    """
    if url.startswith(("postgres://", "postgresql://")):
        # Imported only where it is configured: the driver costs some 200 ms of start-up (docs/design.md).
        try:
            from bot.records.postgresql import Postgres
        except ImportError:
            raise UserError(NO_DRIVER) from None

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


def migrate(db: Database, migrations: Sequence[Migration] = MIGRATIONS) -> list[str]:
    """Apply what is pending, all or nothing, and return its names; see to the views (`bot.records.views`). Of two
    processes that start together, one waits.

    UserError, and nothing is changed, where the tables are not those of an earlier version.
    """
    with deadline.within(MIGRATING), db.atomic():
        # On SQLite the transaction itself is such a lock. The number means nothing, but has to stay the same.
        if db.engine == "postgresql":
            db.execute("SET LOCAL statement_timeout = 0")
            db.execute("SET LOCAL lock_timeout = 0")
            db.execute("SELECT pg_advisory_xact_lock(715517)")
        db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)")
        if fault := find_foreign(db, migrations):
            raise UserError(fault)
        todo = list_pending(db, migrations)
        with renewing(db, migrates=bool(todo)):
            for name, statements in migrations:
                if name in todo:
                    _apply(db, name, statements)
    return todo


def _apply(db: Database, name: str, statements: Sequence[str]) -> None:
    for statement in statements:
        db.execute(statement)
    applied = {"name": name, "at": stamp(datetime.now(UTC))}
    db.execute("INSERT INTO migrations (name, applied_at) VALUES (:name, :at)", applied)


_HAS_MIGRATIONS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'",
    "postgresql": "SELECT 1 WHERE to_regclass('migrations') IS NOT NULL",
}


def list_pending(db: Database, migrations: Sequence[Migration] = MIGRATIONS) -> list[str]:
    """Return the names of the migrations still to come, in order. Write nothing."""
    done = _list_applied(db)
    return [name for name, _ in migrations if name not in done]


def find_foreign(db: Database, migrations: Sequence[Migration] = MIGRATIONS) -> str:
    """Return why neither this version nor its migrations can work with the tables, with the mend; "" when they can.

    Write nothing.
    """
    done = _list_applied(db)
    if newer := sorted(done - {name for name, _ in migrations}):
        return NEWER.format(names=", ".join(newer))
    actual = read_shape(db.query, db.engine)
    now, after = make_shape([each for each in migrations if each[0] in done]), make_shape(migrations)
    if taken := sorted((set(after.tables) - set(now.tables)) & set(actual.tables)):
        return TAKEN.format(names=", ".join(taken))
    differences = list_differences(actual, now)
    return ALTERED.format(names=_name_some(differences)) if differences else ""


def find_missing(db: Database, migrations: Sequence[Migration] = MIGRATIONS) -> str:
    """Return what this version needs and the tables do not have, with the mend; "" when a process that runs can go on.

    A newer version may have added something meanwhile: it only ever adds. Write nothing.
    """
    later = _list_applied(db) - {name for name, _ in migrations}
    if not later:
        return find_foreign(db, migrations) or (OUTDATED if list_pending(db, migrations) else "")
    differences = list_differences(read_shape(db.query, db.engine), make_shape(migrations), may_have_more=True)
    return ALTERED.format(names=_name_some(differences)) if differences else ""


def _name_some(differences: list[str]) -> str:
    more = len(differences) - MOST_NAMED
    return "; ".join([*differences[:MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])


def _list_applied(db: Database) -> set[str]:
    known = db.query(_HAS_MIGRATIONS[db.engine])
    return {row["name"] for row in db.query("SELECT name FROM migrations")} if known else set()


def new_id() -> str:
    """Return sixteen lower-case letters and digits, 80 random bits: nobody guesses one."""
    return base64.b32encode(_draw_bytes.get()(10)).decode().lower()


@contextmanager
def drawing_ids(draw: Callable[[int], bytes]) -> Generator[None]:
    """Draw ids from there until the block ends, in this thread: for what is to be the same each time."""
    before = _draw_bytes.set(draw)
    try:
        yield
    finally:
        _draw_bytes.reset(before)


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
