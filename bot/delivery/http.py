"""HTTP calls over kept-alive connections and one TLS context, at less than half the cost of a client for everything."""

import select
import ssl
import time
import weakref
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

CONNECT = 3.0  # seconds
IDLE = 20.0  # seconds after which the other side may be closing a connection just as we write to it

Idle = dict[str, list[tuple[HTTPConnection, float]]]  # by address: the lines not in use, and when each was used last


class Calls:
    """Waits `read` seconds for an answer. Safe in any number of threads: the connection used last is used next."""

    def __init__(self, read: float) -> None:
        self._read = read
        self._tls = ssl.create_default_context()
        self._idle: Idle = {}
        weakref.finalize(self, _hang_up, self._idle)

    def line(self, url: str) -> HTTPConnection:
        """A connection that is up. OSError when there is no way there, ValueError when `url` is no address."""
        parts = urlsplit(url)
        idle = self._idle.setdefault(parts.netloc, [])
        while idle:
            line, used = idle.pop()
            if time.monotonic() - used < IDLE and not _hung_up(line):
                return line
            line.close()
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url} is no address")
        line = HTTPConnection(parts.hostname, parts.port, timeout=CONNECT)
        if parts.scheme == "https":
            line = HTTPSConnection(parts.hostname, parts.port, timeout=CONNECT, context=self._tls)
        line.connect()
        line.sock.settimeout(self._read)
        return line

    def post(
        self, line: HTTPConnection, url: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, str | None, bytes]:
        """Status, Retry-After and body. OSError or HTTPException when no whole answer came."""
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        try:
            line.request("POST", path, body, dict(headers))
            response = line.getresponse()
            answer = response.status, response.headers.get("Retry-After"), response.read()
        except BaseException:
            line.close()
            raise
        if not response.will_close:
            self._idle[parts.netloc].append((line, time.monotonic()))
        return answer

    def close(self) -> None:
        """Hang up every line that is not in use."""
        _hang_up(self._idle)


def _hang_up(lines: Idle) -> None:
    for idle in lines.values():
        while idle:
            idle.pop()[0].close()


def _hung_up(line: HTTPConnection) -> bool:
    """Nobody speaks unasked: what is there to read is the end."""
    if line.sock is None:
        return True
    ready = select.poll()
    ready.register(line.sock, select.POLLIN)
    return bool(ready.poll(0))
