import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.records.database import Database, connect, list_pending, migrate, new_id, parse_stamp, stamp
from bot.records.postgresql import for_psycopg
from bot.records.schema import MIGRATIONS

EVENT = "INSERT INTO events (id, seen_at) VALUES (:id, :at) RETURNING id"


def record(db: Database, name: str) -> None:
    db.execute(EVENT, {"id": name, "at": "2026-11-21T18:30:00.000Z"})


def recorded(db: Database) -> list[str]:
    return [row["id"] for row in db.query("SELECT id FROM events ORDER BY id")]


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """Run all at the same time, each in its own thread; what they raised."""
    start, raised = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_rows_are_dicts(db: Database) -> None:
    assert db.execute(EVENT, {"id": "e1", "at": "2026"}) == [{"id": "e1"}]
    assert db.query("SELECT id, seen_at FROM events WHERE id LIKE '%1' AND id = :id", {"id": "e1"}) == [
        {"id": "e1", "seen_at": "2026"}
    ]
    assert db.execute("DELETE FROM events") == []


def test_all_or_nothing(db: Database) -> None:
    with pytest.raises(KeyError), db.atomic():
        record(db, "outer")
        with db.atomic():
            record(db, "inner")
        raise KeyError
    assert recorded(db) == []
    with db.atomic():
        record(db, "outer")
        with db.atomic():
            record(db, "inner")
        assert recorded(db) == ["inner", "outer"]
    assert recorded(db) == ["inner", "outer"]


def test_nobody_sees_what_is_not_committed(db: Database) -> None:
    seen: list[list[str]] = []
    with db.atomic():
        record(db, "mine")
        assert at_once(lambda: seen.append(recorded(db))) == []
    assert seen == [[]]


def test_a_failed_statement_leaves_the_door_open(db: Database) -> None:
    record(db, "once")
    for _ in range(12):
        with pytest.raises(Exception, match=r"(?i)unique"):
            record(db, "once")
    record(db, "twice")
    assert recorded(db) == ["once", "twice"]


def test_references_are_kept(db: Database) -> None:
    member = "INSERT INTO members (team_id, user_id, side, role, joined_on) VALUES ('nobody', 'U1', 'it', 'member', '')"
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        db.execute(member)


def test_read_then_write_in_eight_threads_loses_nothing(db: Database) -> None:
    record(db, "0")

    def add_one() -> None:
        for _ in range(5):
            with db.atomic():
                if db.engine == "postgresql":
                    db.execute("LOCK TABLE events")
                value = db.query("SELECT seen_at, count(*) OVER () AS n FROM events ORDER BY seen_at DESC")[0]
                record(db, f"{value['n']:03}")

    assert at_once(*[add_one] * 8) == []
    assert len(recorded(db)) == 41


def test_migrating_names_what_it_did(empty_url: str) -> None:
    db = connect(empty_url)
    every = [name for name, _ in MIGRATIONS]
    assert list_pending(db) == every
    assert migrate(db) == every
    assert (migrate(db), list_pending(db)) == ([], [])
    db.close()


def test_four_migrate_at_once(empty_url: str) -> None:
    done: list[str] = []
    databases = [connect(empty_url) for _ in range(4)]
    assert at_once(*[lambda db=db: done.extend(migrate(db)) for db in databases]) == []
    assert done == [name for name, _ in MIGRATIONS]
    for db in databases:
        db.close()


def test_sqlite_is_set_for_many_readers_and_one_writer(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    db = connect("")
    assert [db.query(f"PRAGMA {name}")[0] for name in ("journal_mode", "synchronous", "foreign_keys")] == [
        {"journal_mode": "wal"},
        {"synchronous": 1},
        {"foreign_keys": 1},
    ]
    assert (tmp_path / "align.db").exists()
    db.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        db.query("SELECT 1")


def test_sqlite_addresses(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite:///here.db", f"sqlite:///{tmp_path}/there.db"):
        db = connect(url)
        migrate(db)
        db.close()
    assert {path.name for path in tmp_path.glob("*.db")} == {"here.db", "there.db"}


@pytest.mark.parametrize(
    "url", ["mysql://host/name", "align.db", "sqlite://align.db", "sqlite:///", "sqlite:///:memory:"]
)
def test_an_address_we_do_not_know_says_what_to_write(url: str) -> None:
    with pytest.raises(UserError, match=r"sqlite:///align.db .* postgresql://"):
        connect(url)


def test_a_folder_that_is_not_there_is_said_at_once(tmp_path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        connect(f"sqlite:///{tmp_path}/nowhere/align.db")


@pytest.mark.parametrize(
    "ours, theirs",
    [
        ("SELECT :a, :b_2", "SELECT %(a)s, %(b_2)s"),
        (
            "SELECT x::text FROM t WHERE n LIKE '%:a' AND m = :m",
            "SELECT x::text FROM t WHERE n LIKE '%%:a' AND m = %(m)s",
        ),
        ("SELECT 'it''s :no' || :yes", "SELECT 'it''s :no' || %(yes)s"),
        ('SELECT "a:b" -- about :nothing, 100%\n, 5 % :n', 'SELECT "a:b" -- about :nothing, 100%%\n, 5 %% %(n)s'),
    ],
)
def test_parameters_are_translated(ours: str, theirs: str) -> None:
    assert for_psycopg(ours).decode() == theirs


@given(
    st.datetimes(
        min_value=datetime(1000, 1, 2), max_value=datetime(9998, 12, 30), timezones=st.timezones(no_cache=True)
    )
)
def test_a_moment_comes_back(when: datetime) -> None:
    text = stamp(when)
    assert len(text) == 24
    assert timedelta(0) <= when.astimezone(UTC) - parse_stamp(text) < timedelta(milliseconds=1)
    assert stamp(parse_stamp(text)) == text


@given(st.lists(st.datetimes(timezones=st.just(timezone(timedelta(hours=2))), min_value=datetime(2, 1, 1))))
def test_text_order_is_time_order(moments: list[datetime]) -> None:
    assert [stamp(each) for each in sorted(moments)] == sorted(stamp(each) for each in moments)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 11, 21))
    with pytest.raises(ValueError, match="Z"):
        parse_stamp("2026-11-21T18:30:00.000")


def test_ids_are_short_and_never_the_same() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == 16 and each.isalnum() and each == each.lower() for each in ids)
