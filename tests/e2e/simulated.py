"""The bot of a trial in the test's own process, with a clock that the test lets pass: months in seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import Align, build_align
from bot.records.database import migrate, stamp
from bot.settings import Settings
from bot.trial import bridge, company, local_slack, session
from tests.e2e.waiting import until
from tests.ports import free_port

BEGINNING = datetime(2026, 11, 24, 16, tzinfo=UTC)  # a Tuesday, an hour after ten in New York
PART = timedelta(hours=8)  # of a day: once in each it is working time somewhere, and so everywhere once a day


class Passing:
    """A time of day that runs as the machine's does, and leaps where the test says so."""

    def __init__(self) -> None:
        self._ahead = BEGINNING - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def leap(self, amount: timedelta) -> None:
        self._ahead += amount


@dataclass(frozen=True)
class Simulated:
    """A bot before its local Slack, which answers at `url`."""

    align: Align
    clock: Passing
    url: str

    def days_pass(self, days: int) -> None:
        """In leaps of a few hours: about as a bot that runs all the time sees them. All that was due is said."""
        for _ in range(3 * days):
            self.clock.leap(PART)
            while self.align.planning.plan(self.clock()):
                self.align.delivery.wake()
                until(lambda: not self._due, "what is due to be said")

    @property
    def _due(self) -> bool:
        rows = "SELECT id FROM outbox WHERE state IN ('waiting', 'sending') AND due_at <= :now"
        return bool(self.align.db.query(rows, {"now": stamp(self.clock())}))


@contextmanager
def simulated(binary: Path, folder: Path) -> Iterator[Simulated]:
    """Run both in `folder` until the block ends."""
    port, clock = free_port(), Passing()
    with (
        pytest.MonkeyPatch.context() as environ,
        local_slack.run_local_slack(binary, company.make_config(), port, folder) as slack,
        bridge.open_bridge(slack.control.url, company.user_names()) as way,
    ):
        for name in session.PROXIES:
            environ.setenv(name, "")
        align = build_align(Settings.read(session.make_environment(way, folder / session.DATABASE)), now=clock)
        migrate(align.db)
        with session.connect_bot(align, way):
            yield Simulated(align, clock, slack.control.url)
        align.db.close()
