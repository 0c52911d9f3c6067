"""The time of a test, UTC: it passes when the test lets it, and for whoever waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

ROUNDS = 100


class Bot(Protocol):
    """What speaks by itself, when its time has come."""

    @property
    def planning(self) -> Any: ...

    @property
    def delivery(self) -> Any: ...


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 10, tzinfo=UTC)
        self._one_at_a_time = threading.Lock()

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, align: Bot | None = None, **amount: float) -> None:
        """Let `days=`, `hours=`, … go by; with `align` it then does what has come due."""
        with self._one_at_a_time:
            self.now += timedelta(**amount)
        if align is not None:
            self.ticks(align)

    def sleep(self, seconds: float) -> None:
        """Stand in for `time.sleep`: nobody waits, and yet the time has passed."""
        self.pass_(seconds=seconds)

    def ticks(self, align: Bot) -> int:
        """Do what the running bot does every minute: plan what is due and deliver it. Return how many were sent."""
        return until_nothing(lambda: align.planning.plan(self.now), align.delivery.deliver_due)


def until_nothing(plan: Callable[[], int], deliver: Callable[[], int]) -> int:
    """Plan and deliver until neither finds anything. Return how many were sent."""
    sent = 0
    for _ in range(ROUNDS):
        planned, delivered = plan(), deliver()
        sent += delivered
        if not planned and not delivered:
            return sent
    raise AssertionError(f"still something to plan or deliver after {ROUNDS} rounds")
