"""How long the database is waited for: as long as somebody waits for an answer, and no longer."""

import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from bot import deadline
from bot.errors import UnavailableError
from bot.records.database import Database, connect
from tests.fixtures_databases import PostgresServer
from tests.hanging import Line, line_to

EVENT = "INSERT INTO events (id, seen_at) VALUES (:id, '2026')"


@contextmanager
def taking(least: float, most: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert least <= time.monotonic() - began <= most


@contextmanager
def locked(url: str, seconds: float, table: str = "events") -> Iterator[None]:
    """Somebody outside holds what every writer of a table needs, for so long."""
    taken, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        if url.startswith("sqlite"):
            theirs = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            theirs.execute("BEGIN IMMEDIATE")
            taken.set()
            let_go.wait(seconds)
            theirs.close()
        else:
            with psycopg.connect(url) as theirs:
                theirs.execute(f"LOCK TABLE {table}".encode())
                taken.set()
                let_go.wait(seconds)

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(30)
    try:
        yield
    finally:
        let_go.set()
        thread.join()


def test_what_comes_after_has_what_is_left_and_more() -> None:
    with deadline.within(20), deadline.longer(5):
        assert 20 < deadline.left(60) <= 25
    with deadline.within(-20), deadline.longer(5):
        assert 0 < deadline.left(60) <= 5
    with deadline.longer(5):
        assert 0 < deadline.left(60) <= 5


def test_a_lock_is_waited_for_within_the_deadline(db: Database, database_url: str) -> None:
    with locked(database_url, 0.4), deadline.within(2), taking(0.2, 1.5):
        db.execute(EVENT, {"id": "e1"})
    assert db.query("SELECT id FROM events") == [{"id": "e1"}]


def test_a_lock_beyond_the_deadline_is_an_outage(db: Database, database_url: str) -> None:
    with locked(database_url, 8), deadline.within(0.5):
        with taking(0.4, 1), pytest.raises(UnavailableError):
            db.execute(EVENT, {"id": "e1"})
        with taking(0.2, 1), pytest.raises(UnavailableError):  # no time is left, and little more is taken
            db.execute(EVENT, {"id": "e2"})
    db.execute(EVENT, {"id": "e3"})
    assert db.query("SELECT id FROM events") == [{"id": "e3"}]


def test_four_threads_wait_side_by_side(db: Database, database_url: str) -> None:
    raised: list[str] = []

    def act(number: int) -> None:
        with deadline.within(0.5), pytest.raises(UnavailableError) as outage:
            db.execute(EVENT, {"id": f"e{number}"})
        raised.append(str(outage.value))

    with locked(database_url, 8), taking(0.4, 1):
        threads = [threading.Thread(target=act, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(raised) == 4


def test_where_nobody_waits_a_lock_is_waited_for_longer(db: Database, database_url: str) -> None:
    with locked(database_url, 3), taking(2, 4.5):
        db.execute(EVENT, {"id": "e1"})


@pytest.fixture
def hanging(postgres: PostgresServer) -> Iterator[Line]:
    postgres.empty()
    folder = conninfo_to_dict(postgres.url("align"))["host"]
    with line_to(f"{folder}/.s.PGSQL.5432") as line:
        yield line


def test_a_server_that_hangs_between_two_statements(hanging: Line) -> None:
    db = connect(f"postgresql://postgres@127.0.0.1:{hanging.port}/align")
    db.execute(EVENT, {"id": "e1"})
    hanging.hangs()
    with deadline.within(0.5), taking(0.4, 1.2), pytest.raises(UnavailableError):
        db.execute(EVENT, {"id": "e2"})
    db.close()


def test_a_server_that_hangs_in_a_transaction(hanging: Line) -> None:
    db = connect(f"postgresql://postgres@127.0.0.1:{hanging.port}/align")
    with deadline.within(0.5), taking(0.4, 1.2), pytest.raises(UnavailableError), db.atomic():
        db.execute(EVENT, {"id": "e1"})
        hanging.hangs()
        db.execute(EVENT, {"id": "e2"})
    db.close()


def test_a_server_that_hangs_from_the_start(hanging: Line) -> None:
    hanging.hangs()
    db = connect(f"postgresql://postgres@127.0.0.1:{hanging.port}/align")
    for _ in range(2):
        with deadline.within(0.5), taking(0.4, 1.2), pytest.raises(UnavailableError):
            db.query("SELECT 1")
    db.close()


def test_the_server_lets_go_of_what_we_gave_up(hanging: Line, postgres: PostgresServer) -> None:
    """A statement that waits for a lock ends there too, soon after nobody waits for it."""
    db = connect(postgres.url("align"))
    with locked(postgres.url("align"), 20):
        with deadline.within(0.3), pytest.raises(UnavailableError):
            db.execute(EVENT, {"id": "given up"})
        waiting = "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        began = time.monotonic()
        while db.query(waiting)[0]["n"] > 0 and time.monotonic() < began + 5:
            threading.Event().wait(0.1)
        assert time.monotonic() < began + 3
    db.close()


def test_a_port_where_nobody_is(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    db = connect(f"postgresql://postgres@127.0.0.1:{port}/align")
    with deadline.within(0.5), taking(0.4, 1.2), pytest.raises(UnavailableError):
        db.query("SELECT 1")
    db.close()
