"""Everything that a person does arrives three times at the same moment, or two people act at it: while somebody else
writes to the database.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise
from typing import Any

import psycopg
from slack_bolt import BoltResponse

from bot.records.database import Database
from tests.fixtures_databases import TABLES
from tests.standin import Colleague, Line, Payload
from tests.standin.people.forms import Field, options
from tests.standin.wire.line import content
from tests.standin.wire.payloads import encoded

TIMES = 3

Busy = Callable[[float], AbstractContextManager[None]]


class Thrice(Line):
    """`busy` holds the database's write lock for `seconds`: long enough for all three to have read what they read.

    Without it the line is an ordinary one.
    """

    busy: Busy | None = None
    seconds = 0.0

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
            return self.post(*self.sent[-1], number)

        with ThreadPoolExecutor(TIMES) as pool:
            with busy(self.seconds):
                answers = [pool.submit(dispatch, number) for number in range(TIMES)]
                start.wait()
            return [each.result() for each in answers]


@contextmanager
def holding(url: str) -> Iterator[Busy]:
    """Give what holds the write lock of the database at `url`; who only reads does not notice."""
    sqlite = url.startswith("sqlite")
    where = url.removeprefix("sqlite:///")
    connection: Any = sqlite3.connect(where, isolation_level=None) if sqlite else psycopg.connect(url)
    lock = "BEGIN IMMEDIATE" if sqlite else f"LOCK TABLE {', '.join(TABLES)} IN EXCLUSIVE MODE"

    @contextmanager
    def busy(seconds: float) -> Iterator[None]:
        connection.execute(lock)
        yield
        threading.Event().wait(seconds)
        connection.rollback()

    yield busy
    connection.close()


def at_once(busy: Busy, *acts: Callable[[], object]) -> None:
    """Do all of it while the database is busy, so that each has read before any other writes."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with busy(0.1):
            done = [pool.submit(act) for act in acts]
        for each in done:
            each.result()


def walks(person: Colleague, beside: Colleague) -> None:
    """From the page that is open to the end, with something that will do in whatever has to be filled in."""
    while person.modal.submit:
        page = person.modal
        asked = [each for each in page.fields if is_boxes(each) or not each.block.get("optional")]
        empty = [each for each in asked if page.values[each.label] in (None, "", [])]
        person.fills({each.label: something(each, person, beside) for each in empty}, silent=True)
        person.submits()
        assert not person.modals or not person.modal.errors, person.modal.errors
        if not person.modals:
            return
    person.closes(everything=True)


def is_boxes(field: Field) -> bool:
    """What may be left unticked, and is the only way through where a list is ready-made."""
    return bool(field.element["type"] == "checkboxes")


def something(field: Field, me: Colleague, beside: Colleague) -> Any:
    kind, offered = field.element["type"], options(field.element)
    if is_boxes(field):
        return [each["text"]["text"] for each in offered[:2]]
    if kind == "plain_text_input" and "One a line" in (field.block.get("hint") or {}).get("text", ""):
        return "\n".join(f"{field.label} {number}" for number in range(1, 4))
    if offered:
        first = offered[0]["text"]["text"]
        return [first] if kind.startswith(("multi", "checkboxes")) else first
    if "users_select" in kind:
        somebody = beside if "IT" in field.label else me
        return [somebody] if kind.startswith("multi") else somebody
    return {"datepicker": "2026-12-18", "number_input": 10}.get(kind, f"A few words: {field.label}"[:60])


def once(db: Database) -> None:
    """Nothing was posted, sent or begun twice, no promise changed twice, and nothing failed on its way."""
    said = "SELECT kind, ref, channel, count(*) AS n FROM outbox WHERE op IN ('post', 'file') GROUP BY 1, 2, 3"
    assert [row for row in db.query(said) if row["n"] != 1] == []
    assert db.query("SELECT kind, state, error FROM outbox WHERE state IN ('failed', 'doubt')") == []
    drafts = "SELECT started_by, playbook, count(*) AS n FROM runs WHERE finished_at IS NULL GROUP BY 1, 2"
    assert [row for row in db.query(drafts) if row["n"] != 1] == []
    log = db.query("SELECT commitment_id, event, actor, detail FROM commitment_log ORDER BY commitment_id, place")
    assert [one for one, other in pairwise(log) if one == other] == []
