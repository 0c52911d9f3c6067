"""Everything of one database into an empty one, of the other engine or the same: all of it and verified, or nothing.

It is one transaction of the target, so that a copy that is interrupted has left nothing, and begins anew. Nobody can
write into the source meanwhile. Ids are ours and texts: nothing counts on in the target.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from bot import deadline
from bot.errors import UserError
from bot.records import heartbeats
from bot.records.data_map import RULES
from bot.records.database import MOST_NAMED, Database, Row, migrate
from bot.records.health import refuse_outdated, refuse_unreachable
from bot.records.schema import MIGRATIONS
from bot.records.shape import make_shape

BATCH = 1000  # rows that are in memory at a time
LONGEST = 86400.0  # seconds
# Of processes, which stay where they are.
LEFT_OUT = ("heartbeats",)
RUNNING = (
    "Align is running: its clock {process} ticked {seconds} seconds ago. Stop everything that uses the database that "
    "you copy from, and try again; after a crash, two minutes later."
)
OTHER_DATA = (
    "There is other data in the database that you copy to ({tables}). Nothing was copied: name one that is new, or "
    "empty."
)
DIFFERENT = "{table} is not the same after copying, so nothing was copied. Please say so to whoever makes Align."
_SELF_REFERENCES = """
    SELECT c.conrelid::regclass::text AS place, c.conname AS name FROM pg_constraint c
    WHERE c.contype = 'f' AND c.conrelid = c.confrelid AND pg_table_is_visible(c.conrelid)"""


@dataclass(frozen=True)
class Content:
    """The number of rows of a table, and a sum over them that no order changes."""

    rows: int = 0
    checksum: int = 0

    def __add__(self, other: "Content") -> "Content":
        return Content(self.rows + other.rows, (self.checksum + other.checksum) % (1 << 128))


Said = Callable[[str, int], None]  # a table that has been copied, and how many rows it has


def copy_everything(source: Database, target: Database, now: datetime, say: Said) -> Mapping[str, Content]:
    """Copy all rows, and return table → what both have now. `say` hears of each table that has some.

    Where that has been done before, only look whether it is still so. UserError, and nothing is changed, where the
    source is in use or of another version, or where the target has other data.
    """
    refuse_outdated(source)
    _refuse_running(source, now)
    refuse_unreachable(target)
    migrate(target)
    with deadline.within(LONGEST), _alone(source), target.atomic():
        _lift_limits(target)
        if filled := _list_filled(target):
            contents = {table: measure(source, table) for table in _list_tables()}
            _compare(target, contents, OTHER_DATA.format(tables=_name_some(filled)))
            return contents
        with _deferring(target):
            contents = {table: _copy(source, target, table, say) for table in _list_tables()}
        _compare(target, contents, DIFFERENT)
        return contents


@cache
def _list_tables() -> Mapping[str, Sequence[str]]:
    """Return table → its columns, in an order in which each comes after those that it refers to."""
    tables = make_shape(MIGRATIONS).tables
    return {table: tuple(columns) for table, columns in tables.items() if table not in LEFT_OUT}


def _refuse_running(source: Database, now: datetime) -> None:
    for clock in heartbeats.list_ticking(source, now):
        raise UserError(RUNNING.format(process=clock.process, seconds=max(0, int((now - clock.at).total_seconds()))))


def _list_filled(db: Database) -> list[str]:
    return [table for table in _list_tables() if db.query(f"SELECT 1 AS there FROM {table} LIMIT 1")]


@contextmanager
def _alone(source: Database) -> Iterator[None]:
    """Let nobody write into the source. On SQLite a transaction does."""
    with source.atomic():
        if source.engine == "postgresql":
            _lift_limits(source)
            source.execute(f"LOCK TABLE {', '.join(_list_tables())} IN SHARE MODE")
        yield


def _lift_limits(db: Database) -> None:
    if db.engine == "postgresql":
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            db.execute(f"SET LOCAL {name} = 0")


@contextmanager
def _deferring(target: Database) -> Iterator[None]:
    """Let rows refer to rows of their own table that come later; look at the end whether all of these have come."""
    if target.engine == "sqlite":
        target.query("PRAGMA defer_foreign_keys = ON")
        yield
        return
    inside = target.query(_SELF_REFERENCES)
    for each in inside:
        target.execute(f"ALTER TABLE {each['place']} ALTER CONSTRAINT {each['name']} DEFERRABLE INITIALLY DEFERRED")
    yield
    target.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for each in inside:
        target.execute(f"ALTER TABLE {each['place']} ALTER CONSTRAINT {each['name']} NOT DEFERRABLE")


def _copy(source: Database, target: Database, table: str, say: Said) -> Content:
    """Copy a table, and return what the source has there."""
    content = Content()
    for batch in _read(source, table):
        _write(target, table, batch)
        content = sum(map(_sum_up, batch), content)
    if content.rows:
        say(table, content.rows)
    return content


def _read(db: Database, table: str) -> Iterator[Sequence[Row]]:
    """Yield its rows in batches, by their key."""
    key = RULES[table].key.split()
    names, after = ", ".join(key), ", ".join(f":{name}" for name in key)
    rows = db.query(f"SELECT * FROM {table} ORDER BY {names} LIMIT {BATCH}")
    while rows:
        yield rows
        last = {name: rows[-1][name] for name in key}
        rows = db.query(f"SELECT * FROM {table} WHERE ({names}) > ({after}) ORDER BY {names} LIMIT {BATCH}", last)


def _write(db: Database, table: str, rows: Sequence[Row]) -> None:
    columns = _list_tables()[table]
    names = ", ".join(columns)
    if db.engine == "sqlite":
        places = ", ".join(f":{name}" for name in columns)
        for row in rows:
            db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)
        return
    # One value for all of them: the server is asked once a batch, by a statement that it knows.
    source = f"json_populate_recordset(NULL::{table}, CAST(:rows AS json))"
    db.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {source}", {"rows": json.dumps(rows)})


def _compare(target: Database, contents: Mapping[str, Content], words: str) -> None:
    """Raise UserError with these words where a table of the target has anything else."""
    for table, content in contents.items():
        if measure(target, table) != content:
            raise UserError(words.format(table=table))


def _name_some(tables: Sequence[str]) -> str:
    return ", ".join(tables[:MOST_NAMED]) + (", …" if len(tables) > MOST_NAMED else "")


def measure(db: Database, table: str) -> Content:
    """Return how many rows a table has, with their checksum."""
    return sum((_sum_up(row) for batch in _read(db, table) for row in batch), Content())


def _sum_up(row: Row) -> Content:
    said = json.dumps(row, sort_keys=True, separators=(",", ":")).encode()
    return Content(1, int.from_bytes(hashlib.blake2b(said, digest_size=16).digest(), "big"))
