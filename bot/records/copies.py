"""Copies of teams: rows with signs in the place of ids, written once for each team, with what the signs stand for.

One statement a table writes some teams, inside the database: the rows do not go through Python.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model.installations import DEMO
from bot.records.data_map import RULES
from bot.records.data_rules import OF_WORKSPACE, Kept
from bot.records.database import Database, Row

PORTION = 50  # teams in one statement: PostgreSQL ends one after a minute
# Of a person or a workspace that teams share, the first copy is the one that there is.
SHARED = frozenset({"installations", "people", "away"})
MOOD = {("pulse_tallies", "mean")}


class Sign(StrEnum):
    """What stands in a row for what each copy has of its own: characters that no text has, of a column's name each."""

    ROW = "\ue000"
    PERSON = "\ue001"
    LEAD = "\ue002"
    WORKSPACE = "\ue003"
    NUMBER = "\ue004"


_COLUMNS = {each: f"{each.name.lower()}_sign" for each in Sign}
Rows = Mapping[str, Sequence[Row]]  # table → its rows


@dataclass(frozen=True)
class Copy:
    """A team that is to be written: of which pattern, what its signs stand for, and how its pulse differs."""

    pattern: int
    number: int
    signs: Mapping[Sign, str]
    mood: float


def order_tables() -> list[str]:
    """Return every table that has a rule, those that others refer to first."""
    ordered: list[str] = []

    def put(table: str) -> None:
        for parent in sorted({*RULES[table].hangs.values(), *RULES[table].loose.values()} - {table}):
            put(parent)
        if table not in ordered:
            ordered.append(table)

    for table in RULES:
        put(table)
    return ordered


def read_rows(db: Database) -> Rows:
    """Return all that a small database remembers, in the same order each time."""
    return {
        table: db.query(f"SELECT * FROM {table} ORDER BY {', '.join(RULES[table].key.split())}")
        for table in order_tables()
    }


def count_rows(db: Database) -> int:
    """Return how many rows there are in all."""
    (row,) = db.query("SELECT " + " + ".join(f"(SELECT count(*) FROM {table})" for table in RULES) + " AS rows_there")
    return int(row["rows_there"])


def is_foreign(db: Database) -> bool:
    """Return whether there is a team that no demo has made."""
    return bool(db.query(f"SELECT id FROM teams WHERE workspace NOT LIKE '{DEMO}%' LIMIT 1"))


def has_teams(db: Database) -> bool:
    """Return whether there is any team."""
    return bool(db.query("SELECT id FROM teams LIMIT 1"))


def delete_demo(db: Database) -> None:
    """Delete what a demo has made, in a database in which no team is anybody else's."""
    with db.atomic():
        for table in reversed(order_tables()):
            if RULES[table].kept in (Kept.HOURS, Kept.FOREVER):
                continue
            made_up = f" WHERE workspace LIKE '{DEMO}%'" if RULES[table].within == OF_WORKSPACE else ""
            db.execute(f"DELETE FROM {table}{made_up}")


def write_copies(db: Database, patterns: Sequence[Rows], copies: Sequence[Copy]) -> None:
    """Write these teams, all or none; `patterns` have one sequence of rows a table each."""
    staged = [table for table in order_tables() if any(pattern.get(table) for pattern in patterns)]
    with db.atomic():
        _stage_copies(db, copies)
        writing = {table: _stage(db, table, [pattern.get(table, ()) for pattern in patterns]) for table in staged}
        for first in range(0, len(copies), PORTION):
            for statement in writing.values():
                db.execute(statement, {"first": first, "last": first + PORTION - 1})
        for table in ("copies", *(f"staged_{table}" for table in staged)):
            db.execute(f"DROP TABLE {table}")


def _stage_copies(db: Database, copies: Iterable[Copy]) -> None:
    signs = list(_COLUMNS.values())
    texts = ", ".join(f"{name} TEXT" for name in signs)
    db.execute(
        f"CREATE TEMPORARY TABLE copies (pattern INTEGER, number INTEGER PRIMARY KEY, mood DOUBLE PRECISION, {texts})"
    )
    places = ", ".join(f":{name}" for name in ("pattern", "number", "mood", *signs))
    for each in copies:
        known = {_COLUMNS[sign]: text for sign, text in each.signs.items()}
        values = {"pattern": each.pattern, "number": each.number, "mood": each.mood, **known}
        db.execute(f"INSERT INTO copies (pattern, number, mood, {', '.join(signs)}) VALUES ({places})", values)


def _stage(db: Database, table: str, patterns: Sequence[Sequence[Row]]) -> str:
    """Put a table's rows, of each pattern, where the database can read them. Return the statement that copies them."""
    db.execute(f"CREATE TEMPORARY TABLE staged_{table} AS SELECT *, 0 AS pattern, 0 AS depth FROM {table} WHERE 1 = 0")
    names = list(next(rows[0] for rows in patterns if rows))
    places = ", ".join(f":{name}" for name in (*names, "pattern", "depth"))
    for pattern, rows in enumerate(patterns):
        for row in rows:
            db.execute(
                f"INSERT INTO staged_{table} ({', '.join(names)}, pattern, depth) VALUES ({places})",
                {**row, "pattern": pattern, "depth": _count_depth(table, row, {each.get("id"): each for each in rows})},
            )
    everything = [row for rows in patterns for row in rows]
    values = ", ".join(_put_signs(table, name, _list_signs(everything, name)) for name in names)
    shared = " ON CONFLICT DO NOTHING" if table in SHARED else ""
    return f"""
        INSERT INTO {table} ({", ".join(names)})
        SELECT {values} FROM staged_{table} s, copies c
        WHERE c.pattern = s.pattern AND c.number BETWEEN :first AND :last
        ORDER BY s.depth, c.number, {", ".join(f"s.{name}" for name in RULES[table].key.split())}{shared}"""


def _count_depth(table: str, row: Row, rows: Mapping[object, Row]) -> int:
    """Return how many rows of its table a row refers to, one by the other."""
    # Written first, what others refer to: SQLite would look through the table for who waits for each row.
    rule = RULES[table]
    own = [name for name, parent in {**rule.hangs, **rule.loose}.items() if parent == table and row[name]]
    return max((1 + _count_depth(table, rows[row[name]], rows) for name in own), default=0)


def _list_signs(rows: Iterable[Row], name: str) -> Iterator[Sign]:
    texts = [value for row in rows if isinstance(value := row[name], str)]
    return (sign for sign in Sign if any(sign in text for text in texts))


def _put_signs(table: str, name: str, signs: Iterable[Sign]) -> str:
    """Return the SQL of a column's value in a copy."""
    value = f"s.{name}"
    for sign in signs:
        value = f"replace({value}, '{sign}', c.{_COLUMNS[sign]})"
    if (table, name) in MOOD:
        moved = f"{value} + c.mood"
        value = f"CASE WHEN {moved} < 1 THEN 1 WHEN {moved} > 5 THEN 5 ELSE {moved} END"
    return value
