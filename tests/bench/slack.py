"""Just enough of Slack's Web API for a bot to start, open a modal and post; everything else is answered ok.

Not the stand-in of `tests/standin`, which checks each block and keeps each message, on the processors that are measured
here; besides it plays one workspace on a test's clock, and a benchmark posts into hundreds, over https, in real time.
"""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from tests.bench.requests import CHANNEL, PERSON, WORKSPACE

_USER = {
    "id": PERSON,
    "team_id": WORKSPACE,
    "name": "maya",
    "real_name": "Maya",
    "tz": "Europe/Berlin",
    "is_bot": False,
    "deleted": False,
    "is_admin": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "profile": {"display_name": "Maya", "real_name": "Maya"},
}
_ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": WORKSPACE, "team": "Bench", "user_id": "U0ALIGN", "user": "align", "bot_id": "B0ALIGN"},
    "users.info": {"user": _USER},
    "users.list": {"members": [_USER], "response_metadata": {"next_cursor": ""}},
    "conversations.info": {"channel": {"id": CHANNEL, "name": "bench", "is_member": True, "is_archived": False}},
    "conversations.members": {"members": [PERSON, "U0ALIGN"], "response_metadata": {"next_cursor": ""}},
    "conversations.open": {"channel": {"id": "D0BENCH"}},
    "chat.postMessage": {"channel": CHANNEL, "ts": "1700000000.000100"},
}


class Slack(ThreadingHTTPServer):
    """`posted` counts messages; `view` is the modal that was opened last."""

    daemon_threads = True
    request_queue_size = 128
    posted = 0
    view: dict[str, Any] | None = None


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Slack

    def do_POST(self) -> None:
        method = self.path.rpartition("/")[2]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.posted += method == "chat.postMessage"
        if method == "views.open":
            asked = json.loads(body) if body.startswith("{") else dict(parse_qsl(body))
            self.server.view = asked["view"] if isinstance(asked["view"], dict) else json.loads(asked["view"])
        answer = json.dumps({"ok": True, **_ANSWERS.get(method, {})}).encode()
        self.wfile.write(_head(len(answer)) + answer)

    do_GET = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _head(length: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()


@contextmanager
def slack(tls: ssl.SSLContext | None = None) -> Iterator[Slack]:
    """A Slack at 127.0.0.1:`slack.server_port`, over https with a `tls` context."""
    server = Slack(("127.0.0.1", 0), _Desk)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    with serving(server):
        yield server


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[None]:
    """Answer whoever asks it, until the block ends."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
