"""The shape of a database: its tables with their columns, and its indexes; what it is, and what it should be.

Migrations are told apart by their names alone. A database that was made before one of them was edited, or changed by
hand, bears the same names and lacks a table: only a look at the tables themselves finds that.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

Query = Callable[[str], Sequence[Mapping[str, Any]]]
Migration = tuple[str, list[str]]

# Whether a column must have a value: SQLite does not say so of a primary key.
_COLUMNS = {
    "sqlite": """
        SELECT m.name AS place, c.name AS name, c."notnull" = 1 OR c.pk > 0 AS needed
        FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'""",
    "postgresql": """
        SELECT t.relname AS place, c.attname AS name, c.attnotnull AS needed
        FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid
        WHERE t.relkind IN ('r', 'p') AND pg_table_is_visible(t.oid) AND c.attnum > 0 AND NOT c.attisdropped""",
}
_INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT relname AS name FROM pg_class WHERE relkind = 'i' AND pg_table_is_visible(oid)",
}


@dataclass(frozen=True)
class Shape:
    """Tables (name → column → whether it must have a value), and the names of indexes."""

    tables: Mapping[str, Mapping[str, bool]]
    indexes: frozenset[str]


def read_shape(query: Query, engine: str) -> Shape:
    """Return the shape of a database of this engine."""
    tables: dict[str, dict[str, bool]] = {}
    for row in query(_COLUMNS[engine]):
        tables.setdefault(row["place"], {})[row["name"]] = bool(row["needed"])
    return Shape(tables, frozenset(row["name"] for row in query(_INDEXES[engine])))


def make_shape(migrations: Sequence[Migration]) -> Shape:
    """Return the shape that a database has after these migrations."""
    # Played through in memory, so that it is written down nowhere a second time.
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.row_factory = sqlite3.Row
        for _, statements in migrations:
            for statement in statements:
                conn.execute(statement)
        return read_shape(lambda sql: conn.execute(sql).fetchall(), "sqlite")


def list_differences(actual: Shape, expected: Shape, *, may_have_more: bool = False) -> list[str]:
    """Return, in words, what is not as expected; tables and indexes of somebody else's count for nothing, and
    where there may be more, further columns.
    """
    tables = [
        words
        for table, columns in expected.tables.items()
        for words in (
            [f"no table {table}"] if table not in actual.tables else _compare(table, actual, columns, may_have_more)
        )
    ]
    return [*tables, *(f"no index {name}" for name in sorted(expected.indexes - actual.indexes))]


def _compare(table: str, actual: Shape, columns: Mapping[str, bool], may_have_more: bool) -> Iterator[str]:
    there = actual.tables[table]
    yield from (f"no column {table}.{name}" for name in columns if name not in there)
    if not may_have_more:
        yield from (f"column {table}.{name} is unknown here" for name in there if name not in columns)
    for name, needed in columns.items():
        if there.get(name, needed) != needed:
            yield f"column {table}.{name} {'may' if needed else 'must not'} be empty"
