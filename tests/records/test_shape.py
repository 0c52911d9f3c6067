"""A database whose tables are not those of this version: it is said with the mend, before anything else goes wrong."""

from collections.abc import Iterator

import pytest

from bot.errors import UserError
from bot.records.database import Database, connect, find_foreign, list_pending, migrate
from bot.records.schema import MIGRATIONS

NEXT = [*MIGRATIONS, ("002_next", ["ALTER TABLE events ADD COLUMN kind TEXT", "CREATE TABLE later (id TEXT NOT NULL)"])]


@pytest.fixture
def own(empty_url: str) -> Iterator[Database]:
    """A migrated database that a test may spoil."""
    db = connect(empty_url)
    migrate(db)
    yield db
    db.close()


def refuses(db: Database) -> str:
    """The words with which it is refused, by whoever looks and by whoever migrates."""
    with pytest.raises(UserError) as refused:
        migrate(db)
    assert refused.value.text == find_foreign(db) != ""
    return refused.value.text


def test_what_has_just_been_migrated_is_as_expected(own: Database) -> None:
    assert find_foreign(own) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("DROP TABLE events", "no table events"),
        ("ALTER TABLE events DROP COLUMN failures", "no column events.failures"),
        ("ALTER TABLE events RENAME COLUMN failures TO faults", "no column events.failures; column events.faults is"),
        ("ALTER TABLE events ADD COLUMN kind TEXT", "column events.kind is unknown here"),
        ("DROP INDEX outbox_about", "no index outbox_about"),
    ],
)
def test_tables_of_an_earlier_main(own: Database, change: str, words: str) -> None:
    own.execute(change)
    said = refuses(own)
    assert f"not those of this version: {words}" in said
    assert "run `align migrate`" in said


def test_a_column_that_must_have_a_value_and_once_did_not(own: Database) -> None:
    own.execute("DROP TABLE events")
    own.execute("CREATE TABLE events (id TEXT PRIMARY KEY, seen_at TEXT, failures INTEGER NOT NULL DEFAULT 0)")
    own.execute("CREATE INDEX events_old ON events (seen_at)")
    assert "not those of this version: column events.seen_at may be empty. A" in refuses(own)


def test_many_differences_are_counted(own: Database) -> None:
    for name in ("about", "waiting", "sending", "written"):
        own.execute(f"DROP INDEX outbox_{name}")
    own.execute("DROP INDEX audit_team")
    own.execute("DROP INDEX events_old")
    said = refuses(own)
    assert said.count("no index") == 5
    assert "no index outbox_waiting; and 1 more. A" in said


def test_a_newer_version_was_here(own: Database) -> None:
    assert migrate(own, NEXT) == ["002_next"]
    assert find_foreign(own, NEXT) == ""
    assert refuses(own).startswith("A newer version of Align has worked with this database (002_next). Install that")


def test_an_older_version_was_here(own: Database) -> None:
    assert (find_foreign(own, NEXT), list_pending(own, NEXT)) == ("", ["002_next"])


def test_an_older_database_that_was_altered_is_not_migrated(own: Database) -> None:
    own.execute("DROP INDEX outbox_about")
    with pytest.raises(UserError, match="no index outbox_about"):
        migrate(own, NEXT)
    assert list_pending(own, NEXT) == ["002_next"]


def test_somebody_elses_tables_are_none_of_our_business(own: Database) -> None:
    own.execute("CREATE TABLE mine (id TEXT)")
    own.execute("CREATE VIEW my_view AS SELECT id FROM mine")
    assert find_foreign(own) == ""


def test_another_programs_database_is_refused(empty_url: str) -> None:
    db = connect(empty_url)
    db.execute("CREATE TABLE teams (id TEXT)")
    assert "Something else keeps its tables in this database (teams)." in refuses(db)
    assert db.query("SELECT * FROM teams") == []
    db.close()
