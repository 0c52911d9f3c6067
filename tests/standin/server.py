"""Slack's Web API over HTTP on this machine: one server, any number of workspaces, each under its own path."""

import itertools
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qsl

from tests.standin import chat, people, views
from tests.standin.limits import Payload
from tests.standin.workspace import BOT_TOKEN, Refused, Workspace

Method = Callable[[Workspace, Payload], Payload]
# method: (what does it, scope it needs, required arguments)
METHODS: dict[str, tuple[Method, str, str]] = {
    "auth.test": (people.auth_test, "", ""),
    "team.info": (people.team_info, "", ""),
    "chat.postMessage": (chat.post_message, "chat:write", "channel"),
    "chat.postEphemeral": (chat.post_ephemeral, "chat:write", "channel user"),
    "chat.update": (chat.update, "chat:write", "channel ts"),
    "chat.delete": (chat.delete, "chat:write", "channel ts"),
    "chat.getPermalink": (chat.permalink, "", "channel message_ts"),
    "pins.add": (chat.pin, "pins:write", "channel timestamp"),
    "pins.remove": (chat.unpin, "pins:write", "channel timestamp"),
    "conversations.open": (people.conversations_open, "im:write", ""),
    "conversations.info": (people.conversations_info, "", "channel"),
    "conversations.list": (people.conversations_list, "channels:read", ""),
    "conversations.members": (people.conversations_members, "", "channel"),
    "conversations.history": (people.conversations_history, "", "channel"),
    "users.info": (people.users_info, "users:read", "user"),
    "users.list": (people.users_list, "users:read", ""),
    "dnd.info": (people.dnd_info, "dnd:read", ""),
    "files.getUploadURLExternal": (people.upload_url, "files:write", "filename length"),
    "files.completeUploadExternal": (people.complete_upload, "files:write", "files"),
    "views.open": (views.open_view, "", "trigger_id view"),
    "views.push": (views.push, "", "trigger_id view"),
    "views.update": (views.update, "", "view"),
    "views.publish": (views.publish, "", "user_id view"),
}
JSON_ARGUMENTS = ("blocks", "attachments", "metadata", "view", "files")
NO = ("", "0", "false", "False")
FLAGS = ("include_all_metadata", "inclusive", "exclude_archived", "return_im")


@dataclass
class Call:
    """One request that arrived: the method ("response_url" for those), its arguments, and the error it got."""

    method: str
    args: Payload
    error: str = ""


@dataclass
class Failure:
    status: int
    error: str
    retry_after: int | None
    times: int
    after: bool


@dataclass
class Answer:
    status: int
    body: Payload
    headers: dict[str, str]


class Slack:
    """One workspace behind the Web API, with what a test may want to see or break."""

    def __init__(self, root: str, now: Callable[[], datetime]) -> None:
        self.root = root
        self.url = f"{root}/api/"
        self.workspace = Workspace(now, uploads=f"{root}/upload/")
        self.calls: list[Call] = []
        self.token = BOT_TOKEN
        self._failures: dict[str, list[Failure]] = {}
        self._one_at_a_time = threading.Lock()

    def fails(
        self,
        method: str,
        *,
        status: int = 200,
        error: str = "internal_error",
        retry_after: int | None = None,
        times: int = 1,
        after: bool = False,
    ) -> None:
        """The next `times` calls of `method` fail; with `after` they do their work first and only the answer is lost.

        `retry_after` (seconds) makes it a 429; status 0 hangs up without an answer.
        """
        failure = Failure(429 if retry_after is not None else status, error, retry_after, times, after)
        self._failures.setdefault(method, []).append(failure)

    def called(self, method: str) -> list[Payload]:
        """The arguments of every call of the method that succeeded."""
        return [each.args for each in self.calls if each.method == method and not each.error]

    def address(self, user: str, room: str, source: Payload | None = None) -> str:
        return f"{self.root}/response/{self.workspace.address(user, room, source)}"

    def answer(self, path: str, args: Payload, token: str) -> Answer:
        with self._one_at_a_time:
            kind, _, name = path.partition("/")
            method = {"response": "response_url", "upload": "upload"}.get(kind, name)
            call = Call(method, args)
            self.calls.append(call)
            failure = self._failing(method)
            if failure and not failure.after:
                call.error = failure.error
                return self._broken(failure)
            try:
                body = self._done(kind, name, args, token)
            except Refused as refused:
                call.error = refused.error
                body = refused.body
            ok = kind == "api" or body["ok"]
            return self._broken(failure) if failure else Answer(200 if ok else 404, body, {})

    def _done(self, kind: str, name: str, args: Payload, token: str) -> Payload:
        if kind == "response":
            chat.respond(self.workspace, name, args)
            return {"ok": True}
        if kind == "upload":
            self.workspace.files[name]["content"] = args["content"]
            return {"ok": True}
        if token != self.token:
            raise Refused("invalid_auth" if token else "not_authed")
        if name not in METHODS:
            raise Refused("unknown_method", req_method=name)
        method, scope, required = METHODS[name]
        if scope and scope not in self.workspace.scopes:
            raise Refused("missing_scope", needed=scope, provided=",".join(sorted(self.workspace.scopes)))
        missing = [each for each in required.split() if not args.get(each)]
        if missing:
            raise Refused("invalid_arguments", [f"/{each}: missing required field: {each}" for each in missing])
        return {"ok": True, **method(self.workspace, args)}

    def _failing(self, method: str) -> Failure | None:
        waiting = self._failures.get(method, [])
        if not waiting:
            return None
        waiting[0].times -= 1
        return waiting[0] if waiting[0].times else waiting.pop(0)

    def _broken(self, failure: Failure) -> Answer:
        error = "ratelimited" if failure.retry_after is not None else failure.error
        headers = {} if failure.retry_after is None else {"Retry-After": str(failure.retry_after)}
        return Answer(failure.status, {"ok": False, "error": error}, headers)


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
        data = json.dumps(answer.body).encode()
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

    def open(self, now: Callable[[], datetime]) -> Slack:
        name = f"w{next(self._numbers)}"
        slack = Slack(f"http://127.0.0.1:{self.server_address[1]}/{name}", now)
        self.worlds[name] = slack
        return slack

    def forget(self, slack: Slack) -> None:
        self.worlds = {name: each for name, each in self.worlds.items() if each is not slack}

    def close(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()
