"""Slack over HTTP on this machine: one server, any number of workspaces, each under its own path."""

import itertools
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl

from tests.standin.blockkit.limits import Payload
from tests.standin.clock import Clock
from tests.standin.faults import Answer
from tests.standin.slack import Slack

JSON_ARGUMENTS = ("blocks", "attachments", "metadata", "view", "files")
NO = ("", "0", "false", "False")
FLAGS = ("include_all_metadata", "inclusive", "exclude_archived", "return_im")


def arguments(body: bytes, content_type: str) -> Payload:
    """The arguments of a JSON or form body; in a form the structured ones are JSON in a string."""
    if "json" in content_type:
        return cast(Payload, json.loads(body or b"{}"))
    args: dict[str, Any] = dict(parse_qsl(body.decode(), keep_blank_values=True))
    for name in JSON_ARGUMENTS:
        if name in args:
            try:
                args[name] = json.loads(args[name])
            except ValueError:
                args[name] = None  # judged as a fault of its place
    return args | {name: args[name] not in NO for name in FLAGS if name in args}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        _, world, path = self.path.partition("?")[0].split("/", 2)
        slack = self.server.worlds.get(world)
        if slack is None:
            self.send_error(404)
            return
        kind = self.headers.get("Content-Type", "")
        upload = path.startswith("upload/")
        args: Payload = {"content": body} if upload else arguments(body, kind)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ") or args.pop("token", "")
        answer = slack.answer(path, args, token)
        if answer.status == 0:
            self.close_connection = True
            return
        self._say(answer, ",".join(sorted(slack.workspace.scopes)))

    do_GET = do_POST

    def _say(self, answer: Answer, scopes: str) -> None:
        data = json.dumps(answer.body).encode() if answer.content is None else answer.content
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(data))}
        for name, value in {**headers, "X-OAuth-Scopes": scopes, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Plays Slack on a free port until closed."""

    daemon_threads = True
    request_queue_size = 128  # callers at once

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.worlds: dict[str, Slack] = {}
        self._numbers = itertools.count(1)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def open(self, clock: Clock) -> Slack:
        name = f"w{next(self._numbers)}"
        slack = Slack(f"http://127.0.0.1:{self.server_address[1]}/{name}", clock)
        self.worlds[name] = slack
        return slack

    def forget(self, slack: Slack) -> None:
        self.worlds = {name: each for name, each in self.worlds.items() if each is not slack}

    def close(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()
