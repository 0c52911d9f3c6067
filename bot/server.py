"""gunicorn, started from inside: one master, workers with threads, each with a bot of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

# Listeners only check, write and answer, so a few threads are plenty and more would only wait for each other.
THREADS = 4
# Longer than the minute for which load balancers keep a connection, so that it is they who close it.
KEEP_ALIVE_SECONDS = 75


def serve(opened: "Callable[[], tuple[WSGIApplication, Callable[[], None]]]", port: int, workers: int) -> None:
    """Serve until SIGTERM or Ctrl-C. `opened()` runs in each worker: the application, and what to call at its end."""
    _Server(opened, port, workers).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(
        self, opened: "Callable[[], tuple[WSGIApplication, Callable[[], None]]]", port: int, workers: int
    ) -> None:
        self.opened = opened
        self.closing: Callable[[], None] | None = None
        self.chosen = {
            "bind": f"0.0.0.0:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "graceful_timeout": 10,
            "control_socket_disable": True,
            "worker_exit": self.close,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIApplication":
        application, self.closing = self.opened()
        return application

    def close(self, server: Any, worker: Any) -> None:
        if self.closing:
            self.closing()
