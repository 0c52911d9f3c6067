"""gunicorn, started from inside: one master, workers that wait for slow clients without a thread, each with its bot."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from threading import Event
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.asgi.protocol import ASGIProtocol
from gunicorn.workers.gasgi import ASGIWorker

from bot.listening import join_place, refuse_taken

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    OpenWorker = Callable[[], tuple[WSGIApplication, Callable[[], None]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]
    Receive = Callable[[], Awaitable[dict[str, Any]]]

# A listener may wait for Slack as long as Slack waits for us, three seconds; then twenty people at once must not be in
# the way of the next. More would wait for each other: for the database, which has ten connections in each worker.
THREADS = 20
# A connection carries one request and ends after it, so that its age says it all: Slack gives up after three seconds.
LONGEST_SECONDS = 10
# What has not arrived whole yet takes no thread, only memory and a file number, of which many systems allow 1,024.
MOST_WAITING = 500  # connections of a worker; then the oldest has to go
SMALL_BODY = 64 * 1024  # bytes; room for this much is always there
LARGE_BODIES = 64 * 1024 * 1024  # bytes of all larger bodies together, whole or not, in a worker
# gunicorn itself would try for five seconds, and end in a traceback.
TAKEN = "Stop what listens there, or choose another PORT; ALIGN_HOST is an address of this machine."
GRACE_SECONDS = 10  # for what is being answered when the worker is stopped

logger = logging.getLogger(__name__)


def serve(open_worker: "OpenWorker", at: tuple[str, int], workers: int, largest_body: int, stop: Event) -> None:
    """Serve at a host and port until SIGTERM or Ctrl-C; UserError where somebody else does.

    `open_worker()` runs in each worker: its application, and what ends it. `stop` is set where a signal came before
    gunicorn listened to any. The application is called when a request has arrived whole; with more than `largest_body`
    bytes it never is.
    """
    refuse_taken(*at, TAKEN)
    _Server(open_worker, at, workers, largest_body, stop).run()


class _Server(BaseApplication):
    def __init__(
        self, open_worker: "OpenWorker", at: tuple[str, int], workers: int, largest_body: int, stop: Event
    ) -> None:
        self.open_worker = open_worker
        self.stop = stop
        self.largest_body = largest_body
        self.closing: Callable[[], None] | None = None
        self.chosen = {
            "bind": join_place(*at),
            "workers": workers,
            "worker_class": _Worker,
            "keepalive": 0,
            "graceful_timeout": GRACE_SECONDS,
            "control_socket_disable": True,  # for gunicornc, which nobody uses here
            "worker_exit": self.close,
            "when_ready": self.end_early,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> "_Requests":
        # Called in the worker, after the fork: threads and database connections would not survive it.
        application, self.closing = self.open_worker()
        return _Requests(application, self.largest_body)

    def end_early(self, server: Any) -> None:
        if self.stop.is_set():
            os.kill(os.getpid(), signal.SIGTERM)

    def close(self, server: Any, worker: Any) -> None:
        if self.closing:
            self.closing()


class _Requests:
    """The WSGI application, as gunicorn's ASGI worker calls one: only with requests that have arrived whole."""

    def __init__(self, application: "WSGIApplication", largest_body: int) -> None:
        self._application, self._largest_body = application, largest_body
        self._threads = ThreadPoolExecutor(THREADS)
        self._large = 0  # bytes held by bodies that are not small
        self.answering = 0

    async def __call__(self, scope: Mapping[str, Any], receive: "Receive", send: "Send") -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return  # a WebSocket: gunicorn refuses what nobody accepts
        chunks: list[bytes] = []
        try:
            refusal = await self._receive(scope, receive, chunks)
            if refusal is None:
                await self._answer(scope, b"".join(chunks), send)
            else:
                await _send(send, refusal, [(b"content-length", b"0")], b"")
        finally:
            self._large -= _beyond_small(sum(map(len, chunks)))

    async def _receive(self, scope: Mapping[str, Any], receive: "Receive", chunks: list[bytes]) -> int | None:
        """Fill `chunks` with the whole body. Return the HTTP status that refuses what has no room or never comes."""
        if int(dict(scope["headers"]).get(b"content-length", 0)) > self._largest_body:
            return 413
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return 408
            chunks.append(message.get("body", b""))
            before, size = size, size + len(chunks[-1])
            self._large += _beyond_small(size) - _beyond_small(before)
            if size > self._largest_body:
                return 413
            if self._large > LARGE_BODIES:
                return 503
            more = message.get("more_body", False)
        return None

    async def _answer(self, scope: Mapping[str, Any], body: bytes, send: "Send") -> None:
        self.answering += 1
        try:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, partial(_call, self._application, scope, body))
            await _send(send, *answer)
        finally:
            self.answering -= 1


def _beyond_small(size: int) -> int:
    return size if size > SMALL_BODY else 0


def _call(application: "WSGIApplication", scope: Mapping[str, Any], body: bytes) -> tuple[int, Any, bytes]:
    """Return the status, headers and body with which a WSGI application answers."""
    started: list[tuple[int, list[tuple[bytes, bytes]]]] = []

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], object]:
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        started.append((int(status.split(" ")[0]), encoded))
        return lambda data: None

    content = b"".join(application(_make_environ(scope, body), start))
    return *started[0], content


def _make_environ(scope: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Return the request as PEP 3333 has it."""
    environ = {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": scope["path"],
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "wsgi.input": BytesIO(body),
    }
    for name, value in scope["headers"]:
        key = name.decode("latin-1").upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value.decode("latin-1")
    # Of what arrived, since a body in chunks is announced without.
    return {**environ, "CONTENT_LENGTH": str(len(body))}


async def _send(send: "Send", status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Connection(ASGIProtocol):
    """A connection, for as long as a request may take and no longer."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.ending = self.worker.loop.call_later(LONGEST_SECONDS, transport.abort)
        self.worker.make_room_for(self)

    def connection_lost(self, reason: Exception | None) -> None:
        self.ending.cancel()
        self.worker.waiting.pop(self, None)
        super().connection_lost(reason)

    def _on_message_complete(self) -> None:
        self.worker.waiting.pop(self, None)
        super()._on_message_complete()


class _Worker(ASGIWorker):
    """A worker of gunicorn whose connections end, however slowly the other side speaks or listens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: dict[_Connection, None] = {}  # whose request is not whole yet, in the order in which they came

    def make_room_for(self, connection: _Connection) -> None:
        """Count a new connection in; the oldest goes where there are too many: Slack sends a request at once."""
        self.waiting[connection] = None
        if len(self.waiting) > MOST_WAITING:
            oldest = next(iter(self.waiting))
            del self.waiting[oldest]
            oldest.transport.abort()

    async def _serve(self) -> None:
        backlog = self.cfg.backlog
        make = partial(_Connection, self)
        servers = [await self.loop.create_server(make, sock=each.sock, backlog=backlog) for each in self.sockets]
        while self.alive and self.ppid == os.getppid():
            self.notify()
            await asyncio.sleep(1)
        for server in servers:
            server.close()
        await self._finish()

    async def _finish(self) -> None:
        """Wait for what is being answered; whoever has not said yet what they want has to go."""
        for connection in list(self.waiting):
            connection.transport.abort()
        until = self.loop.time() + GRACE_SECONDS
        while self.asgi.answering and self.loop.time() < until and not self._quick_shutdown:
            self.notify()
            await asyncio.sleep(0.1)
