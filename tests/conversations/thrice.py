"""Everything that a person does arrives three times at the same moment, while somebody else writes to the database."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import psycopg
from slack_bolt import BoltResponse

from tests.fixtures_databases import TABLES
from tests.standin import Line, Payload, Slack
from tests.standin.wire.line import content
from tests.standin.wire.payloads import encoded

TIMES = 3
MOMENT = 0.03  # seconds for which the database is busy, usually: enough for all of them to have read what they read

Busy = Callable[[float], AbstractContextManager[None]]


class Thrice(Line):
    """`busy` holds the database's write lock for so many seconds; without it the line is an ordinary one."""

    busy: Busy | None = None
    seconds = MOMENT

    def send(self, payload: Payload, expect: int = 200, retry: int = 0) -> BoltResponse:
        """The answer to one of the three; all of them must be alike."""
        if self.busy is None:
            return super().send(payload, expect, retry)
        self.sent.append(encoded(payload))
        answers = self._send_at_once(self.busy)
        assert [each.status for each in answers] == [expect] * TIMES, [each.body for each in answers]
        said = [content(each) for each in answers]
        assert said == [said[0]] * TIMES, said
        return answers[0]

    def _send_at_once(self, busy: Busy) -> list[BoltResponse]:
        start = threading.Barrier(TIMES + 1)

        def dispatch(number: int) -> BoltResponse:
            start.wait()
            return self._dispatch(*self.sent[-1], number)

        with ThreadPoolExecutor(TIMES) as pool:
            with busy(self.seconds):
                answers = [pool.submit(dispatch, number) for number in range(TIMES)]
                start.wait()
            return [each.result() for each in answers]


def hold(url: str) -> Busy:
    """Return what holds the write lock of the database at `url`; who reads does not notice."""

    @contextmanager
    def busy(seconds: float) -> Iterator[None]:
        if url.startswith("sqlite"):
            connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
        else:
            connection = psycopg.connect(url)
            connection.execute(f"LOCK TABLE {', '.join(TABLES)} IN EXCLUSIVE MODE")
        yield
        threading.Event().wait(seconds)
        connection.rollback()
        connection.close()

    return busy


def thrice(slack: Slack) -> Line:
    return Thrice(slack)
