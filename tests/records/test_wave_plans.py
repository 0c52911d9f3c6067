"""A wave costs a team the same however many others have asked theirs: no statement reads the rows of them all.

What is read is told by the plans of both engines, which no busy machine changes; tests/bench/waves.py takes the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from bot.records.database import Database, Row
from tests.bench.waves import Scene, fill

TEAMS = 30
# What has a row for each team, person or wave; what has one for each workspace, or file of peers, may be read through.
GROWING = "away|blocks|checkins|commitments|followups|invitations|leavers|members|outbox|people|posts|pulse_tallies|"
GROWING += "reminders|respondents|runs|sealed_answers|seats|teams|waves|weekly_surveys"
READ_THROUGH = {
    "sqlite": re.compile(rf"^SCAN ({GROWING})\b(?!.* USING .*INDEX)|^SEARCH teams .*\(workspace=\?\)"),
    "postgresql": re.compile(rf"Seq Scan on ({GROWING})\b"),
}


class Watched:
    """A database that remembers what it was asked, as statements with the first values that they were asked with."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.asked: dict[str, Mapping[str, object] | None] = {}

    @property
    def engine(self) -> str:
        return self._db.engine

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        self.asked.setdefault(sql, params)
        return self._db.query(sql, params)

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        self.asked.setdefault(sql, params)
        return self._db.execute(sql, params)

    def atomic(self) -> AbstractContextManager[None]:
        return self._db.atomic()

    def verify(self) -> None:
        self._db.verify()

    def close(self) -> None:
        self._db.close()


def explain(db: Database, sql: str, params: Mapping[str, object] | None) -> list[str]:
    """The lines of the plan; on PostgreSQL, which reads small tables through, as if that cost a great deal."""
    if db.engine == "sqlite":
        return [_name_tables(sql, str(row["detail"])) for row in db.query(f"EXPLAIN QUERY PLAN {sql}", params)]
    with db.atomic():
        db.execute("SET LOCAL enable_seqscan = off")
        return [str(next(iter(row.values()))) for row in db.execute(f"EXPLAIN {sql}", params)]


def _name_tables(sql: str, detail: str) -> str:
    """A line of SQLite's plan with the table in place of its alias."""
    aliases = {alias: table for table, alias in re.findall(r"(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)", sql)}
    return re.sub(r"^(SCAN|SEARCH) (\w+)", lambda found: f"{found[1]} {aliases.get(found[2], found[2])}", detail)


def test_no_statement_of_a_wave_reads_the_rows_of_all_teams(db: Database) -> None:
    fill(db, TEAMS)
    watched = Watched(db)
    scene = Scene(watched)
    watched.asked.clear()
    acts: list[str] = []

    def watch(name: str, act: Callable[[], object]) -> None:
        act()
        acts.append(name)

    scene.run(watch)
    assert acts == ["launch", "answer", "close", "result window", "home", "summary", "results"]
    # A row that is new is looked for by nobody who may refer to it, though the plan has it.
    asked = {sql: params for sql, params in watched.asked.items() if "INSERT INTO" not in sql}
    through = {
        line.strip(): " ".join(sql.split())
        for sql, params in asked.items()
        for line in explain(db, sql, params)
        if READ_THROUGH[db.engine].search(line)
    }
    assert not through
