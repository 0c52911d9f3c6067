"""A proxy: forwards http, tunnels to https, and remembers who asked for what."""

import socket
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Proxy:
    """`asked` is every request line with its Proxy-Authorization; `refuses` is a status for whoever wants a tunnel.

    `places` are the names that only the proxy can look up, with what stands behind each, as host:port.
    """

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.refuses: int | None = None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"proxy": self}))
        self.server.daemon_threads = True
        self.address = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def do_POST(self) -> None:
        """The whole address stands in the request line: ask there, and hand the answer on."""
        self.remember()
        there = urlsplit(self.path)
        onward = HTTPConnection(self.proxy.places.get(there.netloc, there.netloc), timeout=10)
        kept = {name: value for name, value in self.headers.items() if not name.lower().startswith("proxy-")}
        onward.request("POST", there.path, self.rfile.read(int(self.headers["Content-Length"])), kept)
        answer = onward.getresponse()
        data = answer.read()
        onward.close()
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_CONNECT(self) -> None:
        self.remember()
        self.close_connection = True
        if self.proxy.refuses:
            self.send_error(self.proxy.refuses)
            return
        host, _, port = self.proxy.places.get(self.path, self.path).partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as onward:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=pour, args=(onward, self.connection), daemon=True)
            back.start()
            pour(self.connection, onward)
            back.join(10)

    def remember(self) -> None:
        self.proxy.asked.append((f"{self.command} {self.path}", self.headers["Proxy-Authorization"]))

    def log_message(self, *args: object) -> None:
        """Quiet."""


def pour(source: socket.socket, target: socket.socket) -> None:
    """Hand on what comes until the end, and then the end."""
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        """Somebody hung up."""
