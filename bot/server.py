"""gunicorn, started from inside: one master, workers with threads, each with a bot of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    OpenWorker = Callable[[], tuple[WSGIApplication, Callable[[], None]]]

# Listeners only check, write and answer, so a few threads are plenty and more would only wait for each other.
THREADS = 4
# Longer than the minute for which load balancers keep a connection, so that it is they who close it.
KEEP_ALIVE_SECONDS = 75


def serve(open_worker: "OpenWorker", port: int, workers: int) -> None:
    """Serve until SIGTERM or Ctrl-C. `open_worker()` runs in each worker: its application, and what ends it."""
    _Server(open_worker, port, workers).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, open_worker: "OpenWorker", port: int, workers: int) -> None:
        self.open_worker = open_worker
        self.closing: Callable[[], None] | None = None
        self.chosen = {
            "bind": f"0.0.0.0:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "graceful_timeout": 10,  # seconds; Slack has given up on a request after three
            "control_socket_disable": True,  # for gunicornc, which nobody uses here
            "worker_exit": self.close,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIApplication":
        # Called in the worker, after the fork: threads and database connections would not survive it.
        application, self.closing = self.open_worker()
        return application

    def close(self, server: Any, worker: Any) -> None:
        if self.closing:
            self.closing()
