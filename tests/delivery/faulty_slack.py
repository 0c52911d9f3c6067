"""A Slack that fails when asked to, in ways that the stand-in cannot: what delivery and a start call, over real HTTP.

It resets, hangs, or kills the process that asked, before or after it has done its work; the stand-in plays answers.
"""

import json
import os
import queue
import signal
import socket
import ssl
import threading
from base64 import b64encode
from collections import defaultdict, deque
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


class Door(ThreadingHTTPServer):
    """Takes as many callers at once as several deliverers have workers: what is refused by a full queue looks lost."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, handler: type[BaseHTTPRequestHandler], tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.left: queue.Queue[str] = queue.Queue()
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.left.put("left")


class FaultySlack:
    """`fails` holds what goes wrong next, one entry a request (see `Handler.fail`); "" is nothing.

    `trouble` holds what goes wrong with every call of a method until it is taken out. `posted` is every message by
    channel, `calls` every method that was done, `asked` every one that was called, `kill` the process to end, `place`
    the host and port at which it says that its socket is.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.fails: deque[str] = deque()
        self.trouble: dict[str, str] = {}
        self.posted: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.whispers: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.asked: list[str] = []
        self.seen: queue.Queue[str] = queue.Queue()
        self.victim: int | None = None
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self.server = Door(type("Bound", (Handler,), {"slack": self}), tls)
        self.place = f"127.0.0.1:{self.server.server_port}"
        self.url = f"{'https' if tls else 'http'}://{self.place}/api/"
        self.connections: set[Any] = set()
        self.sockets: list[socket.socket] = []
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    def said(self, channel: str) -> list[str]:
        return [each["text"] for each in self.posted[channel]]

    def answer(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            self.calls.append(method)
            return getattr(self, method.replace(".", "_").lower())(body) | {"ok": True}

    def chat_postmessage(self, body: dict[str, Any]) -> dict[str, Any]:
        channel = body["channel"] if body["channel"][0] in "CGD" else f"D{body['channel']}"
        ts = f"{1_800_000_000 + sum(map(len, self.posted.values()))}.000100"
        self.posted[channel].insert(0, body | {"ts": ts})
        return {"channel": channel, "ts": ts}

    def chat_update(self, body: dict[str, Any]) -> dict[str, Any]:
        (message,) = [each for each in self.posted[body["channel"]] if each["ts"] == body["ts"]]
        message |= body
        return {"channel": body["channel"], "ts": body["ts"]}

    def chat_postephemeral(self, body: dict[str, Any]) -> dict[str, Any]:
        self.whispers.append(body)
        return {"message_ts": "1800000000.000200"}

    respond = chat_postephemeral

    def conversations_open(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": f"D{body['users']}"}}

    def auth_test(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"team_id": "T1", "user_id": "U0ALIGN", "team": "Faulty"}

    def apps_connections_open(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"url": f"ws://{self.place}/socket"}

    def conversations_history(self, body: dict[str, Any]) -> dict[str, Any]:
        hidden = {} if body.get("include_all_metadata") == "true" else {"metadata": {"event_type": "align_outbox"}}
        return {"messages": [each | hidden for each in self.posted[body["channel"]]]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    slack: FaultySlack

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        form = "json" not in (self.headers["Content-Type"] or "")
        body = {name: values[0] for name, values in parse_qs(raw).items()} if form else json.loads(raw or "{}")
        method = self.path.rpartition("/")[2]
        self.slack.connections.add(self.client_address)
        self.slack.asked.append(method)
        wrong = self.slack.trouble.get(method) or (self.slack.fails.popleft() if self.slack.fails else "")
        when, _, fault = wrong.rpartition(" ")
        answer = {} if fault and when != "done" else self.slack.answer(method, body)
        self.fail(fault, answer) if fault else self.say(200, answer, bare=method == "respond")
        self.slack.seen.put(method)

    def do_GET(self) -> None:
        """Open the socket of Socket Mode, on which nothing is ever said."""
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        for name, value in (("Upgrade", "websocket"), ("Connection", "Upgrade")):
            self.send_header(name, value)
        self.send_header("Sec-WebSocket-Accept", b64encode(sha1(key.encode()).digest()).decode())
        self.end_headers()
        self.wfile.flush()
        self.slack.sockets.append(self.connection)
        self.slack.seen.put("socket")
        self.slack.closing.wait()
        self.close_connection = True

    def fail(self, fault: str, answer: dict[str, Any]) -> None:
        """A status (`500`; `429:7` has Retry-After), an error code, `reset`, `hang`, `kill`; `done X`: it is done.

        `done leave`: it is answered, and then the connection is closed without a word about it.
        """
        name, _, detail = fault.partition(":")
        if name == "kill":
            assert self.slack.victim is not None
            os.kill(self.slack.victim, signal.SIGKILL)
        if name == "hang":
            self.slack.closing.wait(30)
        if name in ("kill", "hang", "reset"):
            self.close_connection = True
        elif name == "leave":
            self.say(200, answer)
            self.close_connection = True
        elif name.isdecimal():
            self.say(int(name), None, detail)
        else:
            self.say(200, {"ok": False, "error": name}, detail)

    def say(self, status: int, answer: dict[str, Any] | None, retry_after: str = "", *, bare: bool = False) -> None:
        """Answer in JSON; `bare`, as a response_url does, with a word."""
        data = b"ok" if bare else json.dumps(answer).encode() if answer else b"<html>"
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Quiet."""
