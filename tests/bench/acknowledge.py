"""The time until the bot acknowledges: `/align help` and a page of a modal, beside a bare Bolt app and Bolt's defaults.

All three run at the same time under the same gunicorn; slots of half a second take turns, a client process of its own
sends. One run takes about a minute: python -m tests.bench.acknowledge [ROUNDS]
"""

import json
import multiprocessing
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.pool import Pool
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from tests.bench.company import set_up
from tests.bench.load import Measured, drive, once
from tests.bench.report import say
from tests.bench.requests import View, command, submission
from tests.bench.servers import environment, started
from tests.bench.slack import Slack, slack
from tests.ports import free_port

KINDS = ("align", "defaults", "echo")
CONNECTIONS = (1, 16, 64)
SLOT_SECONDS, SLOT_MOST = 0.5, 2000
NAMES = {"align": "Align", "defaults": "Align, Bolt's defaults", "echo": "bare Bolt echo"}


@dataclass(frozen=True)
class Slot:
    """Half a second of one server: milliseconds, and answers a second."""

    p50: float
    p99: float
    rate: float


Figures = Mapping[tuple[int, str], list[Slot]]


def main(rounds: int = 5) -> None:
    with ExitStack() as open_until_end:
        folder = Path(open_until_end.enter_context(TemporaryDirectory()))
        there = open_until_end.enter_context(slack())
        client = open_until_end.enter_context(multiprocessing.get_context("spawn").Pool(1))
        ports = {kind: free_port() for kind in KINDS}
        for kind, port in ports.items():
            environ = environment(port, there.server_port, folder)
            set_up(environ["DATABASE_URL"])
            open_until_end.enter_context(started(kind, environ))
        opened = _open_modal(ports, there)
        _report("/align help", 1.5, _measured(client, ports, lambda kind, n: command("help", n), rounds))
        pages = _measured(client, ports, lambda kind, n: submission(opened[kind], n), rounds)
        _report("a page of a modal", 1.8, pages)


def _open_modal(ports: Mapping[str, int], there: Slack) -> dict[str, View]:
    """The first page that `/align pilot` opens, for each server its own; the echo gets the bot's.

    RuntimeError unless it opens, and its submission is recorded and answered with the page after it.
    """
    opened: dict[str, View] = {}
    for kind in ("align", "defaults"):
        there.view = None
        said = once(ports[kind], command("pilot", 1))
        if there.view is None:
            raise RuntimeError(f"{kind}: /align pilot opened no modal: {said}")
        opened[kind] = there.view
        said = once(ports[kind], submission(there.view, 1))
        if json.loads(said or "{}").get("response_action") != "update":
            raise RuntimeError(f"{kind}: the page was not taken: {said}")
    return {**opened, "echo": opened["align"]}


def _measured(client: Pool, ports: Mapping[str, int], request: Callable[[str, int], bytes], rounds: int) -> Figures:
    figures: dict[tuple[int, str], list[Slot]] = {}
    for connections in CONNECTIONS:
        for turn in range(rounds + 1):
            for kind in KINDS[turn % 3 :] + KINDS[: turn % 3]:
                requests = [request(kind, turn * SLOT_MOST + n) for n in range(200)]
                measured = client.apply(drive, (ports[kind], requests, connections, SLOT_SECONDS, SLOT_MOST))
                if turn:  # the first one warms up
                    figures.setdefault((connections, kind), []).append(_slot(measured))
    return figures


def _slot(measured: Measured) -> Slot:
    took = [seconds * 1000 for seconds in measured.took]
    return Slot(median(took), quantiles(took, n=100)[98], len(took) / measured.seconds)


def _report(title: str, tail: float, figures: Figures) -> None:
    """Print the figures; `tail` is the target of the slowest hundredth."""
    print(f"\n{title:42}  p50 ms   p99 ms    req/s")
    for connections in CONNECTIONS:
        for kind in KINDS:
            p50, p99, rate = (_middle(figures[connections, kind], what) for what in ("p50", "p99", "rate"))
            print(f"  {connections:3} connections  {NAMES[kind]:24}{p50:8.2f} {p99:8.2f} {rate:8.0f}")
    say("p50 of the echo's at 64 connections", _ratio(figures, 64, "align", "echo", "p50"), "at most", 1.5)
    say("p99 of the echo's at 64 connections", _ratio(figures, 64, "align", "echo", "p99"), "at most", tail)
    print(f"  {_ratio(figures, 1, 'defaults', 'align', 'p50'):8.2f} ×  below Bolt's defaults at one connection, p50")


def _middle(slots: list[Slot], what: str) -> float:
    return median([float(getattr(slot, what)) for slot in slots])


def _ratio(figures: Figures, connections: int, one: str, other: str, what: str) -> float:
    """The middle one of the ratios between slots of the same turn: what disturbs a turn disturbs both."""
    turns = zip(figures[connections, one], figures[connections, other], strict=True)
    return median([float(getattr(mine, what) / getattr(theirs, what)) for mine, theirs in turns])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
