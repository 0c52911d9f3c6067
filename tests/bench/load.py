"""The other side of the line: signed requests over kept-alive connections, sent by one thread that only sends."""

import re
import selectors
import socket
import time
from dataclasses import dataclass
from itertools import cycle

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Measured:
    """How long each answer took (seconds), and how long all of them took together (seconds)."""

    took: list[float]
    seconds: float


@dataclass
class _Connection:
    sock: socket.socket
    sent_at: float = 0.0
    got: bytes = b""

    def send(self, request: bytes) -> None:
        self.got, self.sent_at = b"", time.perf_counter()
        self.sock.sendall(request)

    def answered(self) -> bool:
        """Read what came; is the answer whole? RuntimeError when it is not a 200."""
        self.got += self.sock.recv(65536) or b"closed"
        head, end, body = self.got.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(self.got.decode(errors="replace"))
        found = _LENGTH.search(head)
        return bool(end and found and len(body) >= int(found[1]))


def once(port: int, request: bytes) -> str:
    """The body of the answer to one request."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
        line = _Connection(sock)
        line.send(request)
        while not line.answered():
            pass
    return line.got.partition(b"\r\n\r\n")[2].decode()


def drive(port: int, requests: list[bytes], connections: int, seconds: float, most: int) -> Measured:
    """Keep `connections` busy, each with one request at a time, until the time is up or `most` are answered."""
    lines = [_Connection(socket.create_connection(("127.0.0.1", port), timeout=10)) for _ in range(connections)]
    ready = selectors.DefaultSelector()
    following = cycle(requests)
    took: list[float] = []
    began = time.perf_counter()
    for line in lines:
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ready.register(line.sock, selectors.EVENT_READ, line)
        line.send(next(following))
    waiting = connections
    while waiting:
        for key, _ in ready.select(timeout=10) or _nobody():
            if key.data.answered():
                now = time.perf_counter()
                took.append(now - key.data.sent_at)
                waiting -= 1
                if now - began < seconds and len(took) + waiting < most:
                    key.data.send(next(following))
                    waiting += 1
    elapsed = time.perf_counter() - began
    for line in lines:
        line.sock.close()
    return Measured(took, elapsed)


def _nobody() -> list[tuple[selectors.SelectorKey, int]]:
    raise TimeoutError("no answer within 10 seconds")
