import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from queue import Empty, Queue

import pytest

from bot.worker.clock import start_clock

NAMES = {"plan", "deliver", "tidy"}


def test_every_job_runs_at_once_and_a_fault_stops_nothing() -> None:
    ran = {name: threading.Event() for name in ("plan", "deliver", "tidy")}

    def plan() -> None:
        ran["plan"].set()
        raise KeyError("plan")

    clock = start_clock(plan, ran["deliver"].set, ran["tidy"].set)
    try:
        assert all(event.wait(30) for event in ran.values())
    finally:
        clock.shutdown()


def test_a_job_that_fails_is_left_alone_for_a_while(caplog: pytest.LogCaptureFixture) -> None:
    ahead, runs = [timedelta(hours=-1)], Runs()

    def plan() -> None:
        runs.done.put("plan")
        raise KeyError("plan")

    others = runs.job("deliver"), runs.job("tidy")
    clock = start_clock(plan, *others, wall=lambda: datetime.now(UTC) + ahead[0])
    try:
        assert runs.next_ones() == NAMES
        # The clock is set, upon which everything runs: all but what has just failed.
        ahead[0] = timedelta()
        assert {runs.done.get(timeout=10) for _ in range(2)} == {"deliver", "tidy"}
    finally:
        clock.shutdown()
    assert [
        each.exc_info is not None
        for each in caplog.records
        if each.name == "bot.worker.clock" and each.levelname == "ERROR"
    ] == [True]
    caplog.clear()


@dataclass
class Runs:
    """What the jobs have done, in order."""

    done: Queue[str] = field(default_factory=Queue)

    def job(self, name: str) -> Callable[[], None]:
        return lambda: self.done.put(name)

    def jobs(self) -> tuple[Callable[[], None], ...]:
        return self.job("plan"), self.job("deliver"), self.job("tidy")

    def next_ones(self) -> set[str]:
        return {self.done.get(timeout=30) for _ in range(3)}


@pytest.mark.parametrize("days", [1, 365, -1], ids=["a day ahead", "a year ahead", "a day behind"])
def test_a_clock_that_is_put_right_is_followed_at_once(days: int) -> None:
    ahead, runs = [timedelta(days=days)], Runs()
    clock = start_clock(*runs.jobs(), wall=lambda: datetime.now(UTC) + ahead[0])
    try:
        if days > 0:  # apscheduler itself reads the true time here, at which nothing is due yet
            with pytest.raises(Empty):
                runs.done.get(timeout=0.2)
        else:
            assert runs.next_ones() == NAMES
        ahead[0] = timedelta()
        assert runs.next_ones() == NAMES
    finally:
        clock.shutdown()


def test_a_machine_that_began_in_1970_is_not_asked_for_every_tick_since() -> None:
    ahead, runs = [datetime(1970, 1, 2, tzinfo=UTC) - datetime.now(UTC)], Runs()
    clock = start_clock(*runs.jobs(), wall=lambda: datetime.now(UTC) + ahead[0])
    try:
        assert runs.next_ones() == NAMES
        ahead[0] = timedelta()
        assert runs.next_ones() == NAMES
    finally:
        clock.shutdown()


def test_small_corrections_are_no_jump() -> None:
    offset, runs = [0.0], Runs()

    def steady() -> float:
        offset[0] += 1.5  # a look a second, each of them that much off
        return time.monotonic() + offset[0]

    clock = start_clock(*runs.jobs(), steady=steady)
    try:
        assert runs.next_ones() == NAMES
        with pytest.raises(Empty):
            runs.done.get(timeout=2.5)
    finally:
        clock.shutdown()
