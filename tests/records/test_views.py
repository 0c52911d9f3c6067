"""Views for people with SQL: the same on both engines, made anew where a version changes them, and then only."""

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.errors import UserError
from bot.records.database import Database, connect, migrate
from bot.records.schema import MIGRATIONS
from bot.records.views.refresh import EDITION, VIEWS
from tests.fixtures_databases import PostgresServer
from tests.neighbours import Neighbours


@pytest.fixture
def own(empty_url: str) -> Iterator[Database]:
    """A migrated database that a test may spoil."""
    db = connect(empty_url)
    migrate(db)
    yield db
    db.close()


def read(db: Database, view: str) -> list[str]:
    """Its rows, in an order that no engine decides."""
    rows = db.query(f"SELECT * FROM {view}")
    return sorted(str({name: _plain(value) for name, value in row.items()}) for row in rows)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def list_views(db: Database) -> set[str]:
    kind = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'view'"}
    rows = db.query(kind.get(db.engine, "SELECT viewname AS name FROM pg_views WHERE schemaname = 'public'"))
    return {row["name"] for row in rows}


def test_both_engines_read_the_same_of_teams_that_have_lived(neighbours: Neighbours, postgres: PostgresServer) -> None:
    postgres.empty()
    there = connect(f"sqlite:///{neighbours.file}"), connect(postgres.url("align"))
    neighbours.move_in(postgres.url("align"))
    for view in VIEWS:
        of_sqlite, of_postgres = (read(db, view) for db in there)
        assert of_sqlite == of_postgres != []
    ids = re.compile(r"'(?!user_id|[a-z_]*_id')[a-z_]+': '[UC]0[A-Z]+'")
    found = {each for view in VIEWS for row in read(there[0], view) for each in ids.findall(row)}
    assert {each for each in found if "'channel'" not in each} == set()
    for db in there:
        db.close()


def test_what_is_still_open_is_in_none(neighbours: Neighbours, tmp_path: Path) -> None:
    db = connect(f"sqlite:///{shutil.copy(neighbours.file, tmp_path / 'open.db')}")
    db.execute("UPDATE waves SET state = 'open', closed_on = NULL, publication = NULL")
    db.execute("DROP INDEX checkins_one_open")
    db.execute("UPDATE checkins SET closed_at = NULL")
    assert (read(db, "readable_waves"), read(db, "readable_checkins")) == ([], [])
    db.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("view", VIEWS)
def test_a_filter_by_team_reads_by_an_index(db: Database, view: str) -> None:
    for asked in ("team = 'marketing'", "team_id = 'a'"):
        plan = db.query(f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE {asked}")
        assert [row["detail"] for row in plan if re.match(r"SCAN (?!e\b|i\b)", row["detail"])] == []


def test_what_is_as_it_should_be_is_left_alone(own: Database) -> None:
    if own.engine == "sqlite":
        before = own.query("PRAGMA schema_version")
        assert migrate(own) == []
        assert own.query("PRAGMA schema_version") == before
    else:
        before = own.query("SELECT oid FROM pg_class WHERE relkind = 'v' ORDER BY oid")
        assert migrate(own) == []
        assert own.query("SELECT oid FROM pg_class WHERE relkind = 'v' ORDER BY oid") == before


def test_a_view_that_is_missing_or_no_longer_wanted_is_seen_to(own: Database) -> None:
    own.execute("DROP VIEW readable_teams")
    own.execute(f"CREATE VIEW readable_past AS /* Align, edition {EDITION}, 0123456789abcdef */ SELECT 1 AS number")
    if own.engine == "postgresql":
        own.execute(f"COMMENT ON VIEW readable_past IS 'Align, edition {EDITION}, 0123456789abcdef. See docs/data.md'")
    own.execute("CREATE VIEW mine AS SELECT count(*) AS number FROM teams")
    migrate(own)
    assert list_views(own) == {*VIEWS, "mine"}


def test_those_of_a_newer_version_stay_while_an_older_one_still_starts(own: Database) -> None:
    mark = f"Align, edition {EDITION + 1}, 0123456789abcdef"
    own.execute("DROP VIEW readable_waves")
    own.execute(f"CREATE VIEW readable_waves AS /* {mark} */ SELECT 1 AS number")
    if own.engine == "postgresql":
        own.execute(f"COMMENT ON VIEW readable_waves IS '{mark}. See docs/data.md'")
    migrate(own)
    assert own.query("SELECT * FROM readable_waves") == [{"number": 1}]


def test_a_migration_may_change_what_they_read(own: Database) -> None:
    anew = ["ALTER TABLE runs DROP COLUMN headline", "ALTER TABLE runs ADD COLUMN headline TEXT"]
    assert migrate(own, [*MIGRATIONS, ("002_next", anew)]) == ["002_next"]
    assert list_views(own) == set(VIEWS)


def test_somebody_elses_view_of_that_name_is_refused_and_stays(empty_url: str) -> None:
    db = connect(empty_url)
    db.execute("CREATE VIEW readable_teams AS SELECT 1 AS number")
    with pytest.raises(UserError, match="Something else has a view readable_teams in this database"):
        migrate(db)
    assert (db.query("SELECT * FROM readable_teams"), list_views(db)) == ([{"number": 1}], {"readable_teams"})
    db.close()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_whoever_may_read_them_may_do_so_afterwards(own: Database, empty_url: str) -> None:
    own.execute('CREATE ROLE "Odd one"')
    own.execute('GRANT SELECT ON readable_teams TO "Odd one"')
    own.execute("GRANT SELECT ON readable_members TO PUBLIC")
    own.execute("DROP VIEW readable_waves")
    migrate(own)
    for view, readable in (("readable_teams", True), ("readable_members", True), ("readable_results", False)):
        told = own.query("SELECT has_table_privilege('Odd one', :view, 'SELECT') AS may", {"view": view})
        assert told == [{"may": readable}]
    own.execute('DROP OWNED BY "Odd one"')
    own.execute('DROP ROLE "Odd one"')


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_view_of_theirs_that_reads_ours_is_named_before_anything_changes(own: Database) -> None:
    own.execute("CREATE VIEW dashboard AS SELECT team FROM readable_teams")
    own.execute("DROP VIEW readable_waves")
    with pytest.raises(UserError, match="to be made anew: dashboard"):
        migrate(own)
    assert list_views(own) == {*VIEWS, "dashboard"} - {"readable_waves"}
    own.execute("DROP VIEW dashboard")
    migrate(own)
    assert list_views(own) == set(VIEWS)
