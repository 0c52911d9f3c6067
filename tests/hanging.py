"""A line to a server that can hang: it takes connections and bytes, and answers late or never."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Line:
    """Forwards a port of this machine to a server (host and port, or the path of a socket) until it `hangs`."""

    def __init__(self, target: tuple[str, int] | str) -> None:
        self._target = target
        self._hangs = threading.Event()
        self._delay = 0.0
        self._withheld: tuple[bytes, ...] = ()
        self._open: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def hangs(self) -> None:
        """From now on nothing is answered, on old lines and on new ones."""
        self._hangs.set()

    def withholds(self, *words: str) -> None:
        """From now on what has one of these words in it is not passed on, and so never answered."""
        self._withheld = tuple(word.encode() for word in words)

    def slows(self, seconds: float) -> None:
        """From now on whatever is sent over a new line arrives so much later."""
        self._delay = seconds

    def close(self) -> None:
        self._hangs.set()
        self._server.shutdown(socket.SHUT_RDWR)  # wakes whoever waits in accept()
        self._accepting.join()
        for each in (self._server, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                self._open.append(near)
                if self._hangs.is_set():
                    continue
                far = self._connect()
                self._open.append(far)
                for source, sink, delay in ((near, far, self._delay), (far, near, 0.0)):
                    threading.Thread(target=self._carry, args=(source, sink, delay), daemon=True).start()

    def _connect(self) -> socket.socket:
        if isinstance(self._target, tuple):
            return socket.create_connection(self._target)
        far = socket.socket(socket.AF_UNIX)
        far.connect(self._target)
        return far

    def _carry(self, source: socket.socket, sink: socket.socket, delay: float) -> None:
        self._hangs.wait(delay)
        with suppress(OSError):
            while data := source.recv(65536):
                if self._hangs.is_set() or any(word in data for word in self._withheld):
                    return
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(target: tuple[str, int] | str) -> Iterator[Line]:
    line = Line(target)
    try:
        yield line
    finally:
        line.close()
