"""Everybody's check-in in the same minute: how long until Slack has them all, beside the time its limits allow.

The real Planning and Delivery in a process of their own, a Slack that keeps its limits in another, each request taking
a tenth of a second. Some three minutes in all: python -m tests.bench.throughput [WORKSPACES [POSTGRESQL_URL]]
"""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread

from bot.app import WORKERS
from bot.coaching.library import loader
from bot.delivery.api import SlackApi
from bot.delivery.cards.composer import make_composer
from bot.delivery.delivery import Delivery
from bot.delivery.send_policy import SendPolicy
from bot.records.database import connect
from bot.slack.front import commands
from bot.slack.front.vocabulary import list_words
from bot.worker.planners import Planning
from tests.bench.crowd import TEAMS_EACH, crowd, workspace
from tests.bench.limited import WORKSPACE, figures, limited_slack
from tests.bench.report import say

DUE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FLOOR = float(TEAMS_EACH)  # seconds: Slack's documentation says to plan on one message a second and workspace
LARGE, SCALE = 1000, 10.0
LARGE_FLOOR = (LARGE - WORKSPACE[1]) * WORKSPACE[0]  # a burst at once, the rest at the pace that is allowed
LATENCY = 0.1
PATIENCE = 180


@dataclass(frozen=True)
class Run:
    """Seconds until each workspace had its last message, and what the bot's process used for it."""

    planned: float
    done: dict[str, float]
    posted: int
    twice: int
    refused: int
    cpu: float
    slack_cpu: float
    peak: float
    load: float
    scale: float

    @property
    def seconds(self) -> float:
        return max(self.done.values())


def deliver(url: str, port: int, scale: float, expected: int) -> tuple[float, float, float, float]:
    """Plan and deliver, until Slack has `expected`: when it began, seconds of planning, of CPU, peak megabytes."""
    db = connect(url)
    began, used = time.monotonic(), time.process_time()

    def now() -> datetime:
        return DUE + timedelta(seconds=(time.monotonic() - began) * scale)

    playbooks = loader.load_library(loader.OURS)
    compose = make_composer(db, playbooks, commands.list_lines(list_words(playbooks)), b"bench")
    api = SlackApi(f"http://127.0.0.1:{port}/api/")
    delivery = Delivery(db, api, compose, lambda place: f"xoxb-{place}", SendPolicy(db), now, WORKERS)
    with _woken(delivery, scale):
        began, used = time.monotonic(), time.process_time()
        Planning(db, playbooks, b"bench").plan(now())
        planned = time.monotonic() - began
        delivery.wake()
        while sum(figures(port)["posted"].values()) < expected and time.monotonic() - began < PATIENCE:
            time.sleep(0.5)
        used = time.process_time() - used
    db.close()
    return began, planned, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


@contextmanager
def _woken(delivery: Delivery, scale: float) -> Iterator[None]:
    """A delivery at work; where time runs faster, it looks more often."""
    over = Event()

    def wake() -> None:
        while not over.wait(1 / scale):
            delivery.wake()

    delivery.start()
    if scale > 1:
        Thread(target=wake, daemon=True).start()
    yield
    over.set()
    delivery.stop()


def run(url: str, sizes: list[int], scale: float = 1, limited: str = "", hanging: str = "") -> Run:
    """Return one measurement, taken in processes of its own."""
    crowd(url, sizes, DUE).close()
    expected = sum(size for number, size in enumerate(sizes) if workspace(number) not in (limited, hanging))
    with (
        limited_slack(scale, LATENCY, limited, hanging) as port,
        multiprocessing.get_context("spawn").Pool(1) as one,
    ):
        began, planned, cpu, peak = one.apply(deliver, (url, port, scale, expected))
        seen = figures(port)
    done = {place: (last - began) * scale for place, last in seen["last"].items()}
    posted, refused = (sum(seen[what].values()) for what in ("posted", "refused"))
    return Run(planned * scale, done, posted, seen["twice"], refused, cpu, seen["cpu"], peak, os.getloadavg()[0], scale)


def main(workspaces: int = 1000, url: str = "") -> None:
    with TemporaryDirectory() as folder:

        def sqlite(sizes: list[int], scale: float = 1, **trouble: str) -> Run:
            return run(f"sqlite:///{folder}/{time.monotonic()}", sizes, scale, **trouble)

        few, many = (sqlite([TEAMS_EACH] * count) for count in (workspaces // 10, workspaces))
        _tell(f"{workspaces} workspaces, SQLite", many, FLOOR)
        say("the memory of a tenth as many teams", many.peak / few.peak, "at most", 1.25)
        quarter = [TEAMS_EACH] * (workspaces // 4)
        trouble = {"limited": workspace(0), "hanging": workspace(1)}
        _tell_troubled([(sqlite(quarter), sqlite(quarter, **trouble)) for _ in range(5)])
        _tell(f"one workspace of {LARGE} teams, time at {SCALE}×", sqlite([LARGE], SCALE), LARGE_FLOOR)
    if url:
        _tell(f"{workspaces} workspaces, PostgreSQL", run(url, [TEAMS_EACH] * workspaces), FLOOR)


def _tell(what: str, one: Run, floor: float) -> None:
    each = 1000 / one.posted
    print(
        f"\n{what}: {one.posted} messages in {one.seconds:.1f} s of Slack's time (planning {one.planned:.1f} s), floor "
        f"{floor:.1f} s\n  {one.twice} twice, {one.refused} answers 429; peak {one.peak:.0f} MB; load {one.load:.1f}; "
        f"CPU a message: bot {one.cpu * each:.2f} ms, stand-in {one.slack_cpu * each:.2f} ms"
    )
    say("of the time that Slack's limits allow", one.seconds / floor, "at most", 1.1)
    say("of that time is the bot's CPU", one.cpu * one.scale / floor, "at most", 1.1)


def _tell_troubled(turns: list[tuple[Run, Run]]) -> None:
    """Print how much later the others have their messages, turn by turn: what else the machine does disturbs both."""
    others = [(_others(calm), _others(troubled)) for calm, troubled in turns]
    print("\none workspace answers 429, another never; when the others had theirs, undisturbed and disturbed, seconds:")
    print("  " + ", ".join(f"{calm:.1f} {troubled:.1f}" for calm, troubled in others))
    say("of the undisturbed time", median(troubled / calm for calm, troubled in others), "at most", 1.1)


def _others(one: Run) -> float:
    return max(seconds for place, seconds in one.done.items() if place not in (workspace(0), workspace(1)))


if __name__ == "__main__":
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; "
        f"{WORKERS} workers, {1000 * LATENCY:.0f} ms a request"
    )
    workspaces, *urls = [*sys.argv[1:], "1000"][: max(1, len(sys.argv) - 1)]
    main(int(workspaces), *urls)
