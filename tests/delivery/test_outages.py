"""The database goes away under delivery: few words, no flood, and what Slack said meanwhile is not forgotten."""

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot import deadline
from bot.errors import UnavailableError
from bot.records.database import Database
from tests.delivery.faulty_slack import FaultySlack
from tests.delivery.mail import Mail
from tests.e2e.waiting import until
from tests.records.test_waits import locked


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_database_that_is_gone_is_said_once(mail: Mail, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    mail.add("hello")
    (tmp_path / "align.db").unlink()
    mail.delivery.start()

    def said() -> list[str]:
        return [each.getMessage() for each in caplog.records]

    until(lambda: said(), "a word of it")
    for _ in range(1000):
        mail.delivery.wake()
    mail.delivery.stop()
    assert len(said()) == 1
    assert said()[0].startswith("Could not deliver, tried again in 5 s: ")
    caplog.clear()


class Locking(FaultySlack):
    """Takes the message, and while it answers somebody takes the database."""

    def __init__(self, url: str, let_go: ExitStack) -> None:
        super().__init__()
        self.take, self.let_go = locked(url, 20, "outbox"), let_go

    def chat_postmessage(self, body: dict[str, Any]) -> dict[str, Any]:
        self.let_go.enter_context(self.take)
        return super().chat_postmessage(body)


def test_an_answer_is_kept_until_it_can_be_recorded(db: Database, database_url: str) -> None:
    with ExitStack() as let_go:
        slack = Locking(database_url, let_go)
        mail = Mail(db, slack)
        row_id = mail.add("hello")
        with deadline.within(0.3), pytest.raises(UnavailableError):
            mail.deliver()
    # Longer than a lease: whoever looks for those whose sender is gone finds it recorded.
    assert mail.deliver(600) == 1
    assert (mail.state(row_id), slack.said("C1")) == ("sent", ["notice hello"])
    slack.close()
