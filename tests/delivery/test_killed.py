"""The process is killed at each step from writing a row to recording that it was sent; another one finishes."""

import multiprocessing
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection

import pytest

from bot.delivery.api import SlackApi
from bot.delivery.delivery import Delivery
from bot.model.outbox import Address, Kind
from bot.records import outbox
from bot.records.database import Database, Row, connect
from tests.delivery.faulty_slack import FaultySlack
from tests.delivery.mail import Mail, Permissive, compose
from tests.fixtures_databases import NOW

# Each child is forked off a clean process that has done the importing.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


@dataclass
class Doomed:
    """A database whose process ends, without a word, just before or after the first statement with these words."""

    db: Database
    when: str
    words: str

    @property
    def engine(self) -> str:
        return self.db.engine

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        return self.db.query(sql, params)

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        if self.when == "before" and self.words in sql:
            os._exit(9)
        rows = self.db.execute(sql, params)
        if self.when == "after" and self.words in sql:
            os._exit(9)
        return rows

    def atomic(self) -> AbstractContextManager[None]:
        return self.db.atomic()

    def close(self) -> None:
        self.db.close()


def live(go: Connection, url: str, api_url: str, channel: str, when: str, words: str) -> None:
    """The whole life of the first process: write the cause and the row, then deliver."""
    db = Doomed(connect(url), when, words)
    go.recv()
    with db.atomic():
        db.execute("INSERT INTO events (id, seen_at) VALUES ('cause', '')")
        outbox.say(db, Kind.NOTICE, "hello", Address("T1", channel), NOW, notify_on_failure="U9")
    Delivery(db, SlackApi(api_url), compose, lambda _: "xoxb-1", Permissive(), lambda: NOW).deliver_due()
    os._exit(0)


def die(url: str, slack: FaultySlack, channel: str, step: str) -> None:
    when, _, words = step.partition(": ")
    if when == "slack":
        slack.fails.append(words)
    theirs, ours = PROCESSES.Pipe()
    child = PROCESSES.Process(target=live, args=(theirs, url, slack.url, channel, when, words))
    child.start()
    slack.victim = child.pid
    ours.send("go")
    child.join()
    assert child.exitcode in (9, -9)


NOT_WRITTEN = "after: INSERT INTO outbox"
STEPS = {
    "before: SET state = 'sending'": "sent",
    "after: SET state = 'sending'": "sent",
    "before: SET tried_at = :now": "sent",
    "after: SET tried_at = :now": "doubt",
    "slack: kill": "doubt",
    "slack: done kill": "doubt",
    "before: SET state = 'sent'": "doubt",
    "after: SET state = 'sent'": "sent",
}


@pytest.mark.parametrize("step", [NOT_WRITTEN, *STEPS])
@pytest.mark.parametrize("channel", ["U7", "C1"])
def test_killed(database_url: str, db: Database, slack: FaultySlack, channel: str, step: str) -> None:
    die(database_url, slack, channel, step)
    before = len(slack.said(channel))
    mail = Mail(db, slack)
    for _ in range(3):
        mail.deliver(121)
    rows = db.query("SELECT state FROM outbox WHERE kind = 'notice'")
    if step == NOT_WRITTEN:
        assert (rows, db.query("SELECT id FROM events"), slack.calls) == ([], [], [])
    elif channel == "U7":
        assert (rows, slack.said("DU7"), slack.said("DU9")) == ([{"state": "sent"}], ["notice hello"], [])
    else:
        assert rows == [{"state": STEPS[step]}]
        expect_in_channel(slack, rows[0]["state"], before)


def expect_in_channel(slack: FaultySlack, state: str, before: int) -> None:
    """Sent: it is there once. In doubt: it is not sent again, and who should know is told."""
    if state == "sent":
        assert (slack.said("C1"), slack.said("DU9")) == (["notice hello"], [])
    else:
        assert (len(slack.said("C1")), len(slack.said("DU9"))) == (before, 1)
