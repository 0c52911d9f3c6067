"""A workspace behind the Web API, with what a test may want to see or break."""

import threading
from dataclasses import dataclass

from tests.standin.blockkit.limits import Payload
from tests.standin.clock import Clock
from tests.standin.faults import Answer, Fault, Faults
from tests.standin.methods import chat, files
from tests.standin.methods.table import METHODS
from tests.standin.workspace import BOT_TOKEN, Refused, Workspace


@dataclass
class Call:
    """One request that arrived: the method ("response_url" for those), its arguments, and the error it got."""

    method: str
    args: Payload
    error: str = ""


class Slack:
    def __init__(self, root: str, clock: Clock) -> None:
        self.root = root
        self.url = f"{root}/api/"
        self.workspace = Workspace(clock, uploads=f"{root}/upload/", downloads=f"{root}/files/")
        self.calls: list[Call] = []
        self.token = BOT_TOKEN
        self.faults = Faults(clock)
        self._one_at_a_time = threading.Lock()

    def mends(self) -> None:
        """Nothing that was to fail fails any more."""
        self.faults.forget()

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

        `retry_after` (seconds) makes it a 429, and so will calls until then be; status 0 hangs up without an answer.
        """
        limited = retry_after is not None
        fault = Fault(429 if limited else status, "ratelimited" if limited else error, retry_after, times, after)
        self.faults.add(method, fault)

    def takes(self, method: str, *, seconds: float, times: int = 1) -> None:
        """The next `times` calls of `method` take so long on the test's clock; nobody really waits."""
        self.faults.delay(method, seconds, times)

    def address(self, user: str, room: str, source: Payload | None = None) -> str:
        return f"{self.root}/response/{self.workspace.address(user, room, source)}"

    def answer(self, path: str, args: Payload, token: str) -> Answer:
        """Return what a call of `path` (api/METHOD, response/NAME, upload/NAME) gets."""
        with self._one_at_a_time:
            kind, _, name = path.partition("/")
            method = {"response": "response_url", "upload": "upload", "files": "download"}.get(kind, name)
            call = Call(method, args)
            self.calls.append(call)
            self.faults.pass_time(method)
            fault = self.faults.strike(method)
            if fault and not fault.after:
                call.error = fault.error
                return fault.answer
            if kind == "files":
                return files.download(self.workspace, name, allowed=token == self.token)
            try:
                body = self._done(kind, name, args, token)
            except Refused as refused:
                call.error = refused.error
                body = refused.body
            if fault:
                return fault.answer
            return Answer(200 if kind == "api" or body["ok"] else 404, body, {})

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
