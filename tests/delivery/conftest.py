"""Fixtures of delivery: a Slack that fails when asked to, and an outbox that is delivered to it."""

from collections.abc import Iterator

import pytest

from bot.records.database import Database
from tests.delivery.faulty_slack import FaultySlack
from tests.delivery.mail import Mail


@pytest.fixture
def slack() -> Iterator[FaultySlack]:
    server = FaultySlack()
    yield server
    server.close()


@pytest.fixture
def mail(db: Database, slack: FaultySlack) -> Mail:
    return Mail(db, slack)
