"""Metrics for Prometheus, at a port of their own: what this process has counted, and what stands in the database.

Several processes of `align web` share a folder in which each counts, and a port at which any of them answers for all.
"""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from socketserver import ThreadingMixIn
from threading import Thread
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from bot import counting, deadline
from bot.counting import WHISPER, Counted, ErrorKind
from bot.errors import UnavailableError, UserError
from bot.listening import open_port
from bot.model.outbox import Operation
from bot.model.reminders import Reason
from bot.records import backlog_figures, heartbeats
from bot.records.backlog_figures import Backlog
from bot.records.database import Database
from bot.settings import Settings
from bot.slack.door import PAYLOADS

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import GaugeMetricFamily

PATIENCE = 0.8  # seconds for the database: whoever looks has the rest all the same
SLOWEST_CLIENT = 5.0  # seconds in which a request has to arrive
TAKEN = "Stop what listens there, or choose another ALIGN_METRICS_PORT; ALIGN_METRICS_HOST is an address here."
NO_LIBRARY = (
    "ALIGN_METRICS_PORT is set, and the library that it needs is not installed. "
    "Install Align with it: pip install 'align-coach[metrics]'. Or unset ALIGN_METRICS_PORT."
)
# Slack waits three seconds.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)


@dataclass(frozen=True)
class Metric:
    """What a name counts, and the closed list of values that its one label has."""

    meaning: str
    label: str
    values: tuple[str, ...]


COUNTED = {
    Counted.ANSWER: Metric("Seconds from a payload of Slack's until it is acknowledged", "payload", PAYLOADS),
    Counted.SENT: Metric("What Slack has taken of what the bot says by itself", "operation", (*Operation, WHISPER)),
    Counted.RETRY: Metric("What Slack could not be told, and is to be told again", "operation", (*Operation, WHISPER)),
    Counted.ERROR: Metric("What went wrong", "kind", tuple(ErrorKind)),
    Counted.SUPPRESSED: Metric("Reminders that were not sent", "reason", tuple(Reason)),
}


class Metrics:
    """The port, open and not yet answered at; `serve` answers, in this process or in any that is forked from it."""

    def __init__(self, door: socket.socket, folder: str | None) -> None:
        self._door, self._folder = door, folder

    @contextmanager
    def serve(self, db: Database, now: Callable[[], datetime]) -> Generator[None]:
        """Count, and answer whoever looks, until the block ends."""
        from prometheus_client import CollectorRegistry, make_wsgi_app
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        _begin_counting(None if self._folder else registry)
        if self._folder:
            MultiProcessCollector(registry, self._folder)
        registry.register(_Stored(db, now))
        server = _Server(self._door)
        server.set_app(make_wsgi_app(registry))
        thread = Thread(target=server.serve_forever, name="metrics", daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
            counting.end()


@contextmanager
def open_metrics(settings: Settings, processes: bool = False) -> Generator[Metrics | None]:
    """Listen where the settings say, until the block ends; None where they say nowhere. `processes`: count for all
    that are forked from this one. UserError where the port is taken, or the library is not there.
    """
    if settings.metrics_port is None:
        yield None
        return
    with ExitStack() as closing:
        door = closing.enter_context(open_port(settings.metrics_host, settings.metrics_port, TAKEN))
        # Of several processes one takes a connection that all have seen; the others go on.
        door.setblocking(False)
        folder = closing.enter_context(_share_folder()) if processes else None
        load_library()
        yield Metrics(door, folder)


@contextmanager
def serve_metrics(metrics: Metrics | None, db: Database, now: Callable[[], datetime]) -> Generator[None]:
    """Do as `Metrics.serve`; nothing where there are none."""
    if metrics is None:
        yield
        return
    with metrics.serve(db, now):
        yield


def load_library() -> None:
    """Import what the metrics are made by. UserError where it is not installed."""
    # Imported only where it is configured: it costs some 80 ms of start-up.
    try:
        from prometheus_client import disable_created_metrics
    except ImportError:
        raise UserError(NO_LIBRARY) from None
    disable_created_metrics()


@contextmanager
def _share_folder() -> Generator[str]:
    """Make the folder in which each process counts for all. Call it before the library is imported."""
    folder = tempfile.mkdtemp(prefix="align-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder  # the library reads it when it is imported, and has no other way
    try:
        yield folder
    finally:
        del os.environ["PROMETHEUS_MULTIPROC_DIR"]
        shutil.rmtree(folder, ignore_errors=True)


def _begin_counting(registry: "CollectorRegistry | None") -> None:
    """Count what is in COUNTED, each value of each label from zero."""
    # All of them now: a shared file then has its pages, and a disk that fills up later breaks no act.
    counting.begin({(name, value): record for name in COUNTED for value, record in _make_records(name, registry)})


def _make_records(name: Counted, registry: "CollectorRegistry | None") -> Iterator[tuple[str, counting.Record]]:
    from prometheus_client import Counter, Histogram

    metric = COUNTED[name]
    if name is Counted.ANSWER:
        times = Histogram(name, metric.meaning, [metric.label], registry=registry, buckets=BUCKETS)
        yield from ((value, times.labels(value).observe) for value in metric.values)
    else:
        number = Counter(name, metric.meaning, [metric.label], registry=registry)
        yield from ((value, number.labels(value).inc) for value in metric.values)


class _Stored:
    """The figures that stand in the database, read whenever somebody looks."""

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db, self._now = db, now

    def collect(self) -> "Iterable[GaugeMetricFamily]":
        """Return them, by prometheus_client's name for it."""
        now = self._now()
        try:
            with deadline.within(PATIENCE):
                backlog = backlog_figures.measure(self._db, now)
                ticks = [(now - each.at).total_seconds() for each in heartbeats.list_all(self._db)]
        except UnavailableError:
            yield _make_gauge("align_database_up", "Whether the database answers", 0)
            return
        yield _make_gauge("align_database_up", "Whether the database answers", 1)
        yield from _describe_backlog(backlog, now)
        yield _describe_ticks(ticks)


def _describe_backlog(backlog: Backlog, now: datetime) -> "Iterator[GaugeMetricFamily]":
    depth = {"due": backlog.due, "later": backlog.later, "sending": backlog.sending}
    yield _make_gauges("align_outbox_rows", "Messages and changes that Slack does not have yet", "state", depth)
    oldest = {"due": _age(backlog.oldest_due, now), "tried": _age(backlog.oldest_tried, now)}
    meaning = "Seconds for which the oldest row has been due, and since the oldest that was tried in vain was written"
    yield _make_gauges("align_outbox_oldest_seconds", meaning, "row", oldest)


def _describe_ticks(ages: list[float]) -> "GaugeMetricFamily":
    meaning = "Seconds since a clock ticked that was not stopped: the one that ticked last, and the one silent longest"
    ends = {"latest": ages[0], "earliest": ages[-1]} if ages else {}
    return _make_gauges("align_heartbeat_age_seconds", meaning, "clock", ends)


def _age(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0


def _make_gauge(name: str, meaning: str, value: float) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily(name, meaning, value=value)


def _make_gauges(name: str, meaning: str, label: str, values: Mapping[str, float]) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    gauges = GaugeMetricFamily(name, meaning, labels=[label])
    for key, value in values.items():
        gauges.add_metric([key], value)
    return gauges


class _Handler(WSGIRequestHandler):
    timeout = SLOWEST_CLIENT

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: whoever looks does so every few seconds."""


class _Server(ThreadingMixIn, WSGIServer):
    """The standard library's server, at a socket that is open already."""

    daemon_threads = True

    def __init__(self, door: socket.socket) -> None:
        place = door.getsockname()[:2]
        super().__init__(place, _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = door
        self.server_name, self.server_port = place
        self.setup_environ()
