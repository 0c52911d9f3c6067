"""The bridge between the bot and the local Slack: Web API calls go through it, and so does what arrives by socket.

The bot on one side speaks real Slack; the page on the other gets what it can show. See `page.py` for what is changed.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

import urllib3
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.trial import page

Body = dict[str, Any]
NO_ANSWER = "We had some trouble connecting. Try again?"
RESPONSE_PATH = "/_hooks/response/"
# Headers about this connection or this body, which are another's and another one where it goes on.
HOP_HEADERS = {"host", "content-length", "connection", "accept-encoding"}


def fit_call(call: Body, people: page.People) -> Body:
    """Return the arguments of a Web API call, or an answer, as the page can show them."""
    fitted = {key: page.fit_message(value) if key == "blocks" else value for key, value in call.items()}
    if isinstance(call.get("text"), str):
        fitted["text"] = page.unescape_text(call["text"])
    if isinstance(call.get("view"), dict):
        fitted["view"] = page.fit_view(call["view"], people)
    return fitted


def fit_acknowledgement(sent: Body, response: BoltResponse, people: page.People) -> Body | None:
    """Return what the page gets for `sent`, in the words of an acknowledgement; None for an empty one."""
    submitted = sent.get("type") == "view_submission"
    if response.status != 200:
        return _refuse(sent)
    # For the bot it was a press in a window that stays open; for the page a submission, which would close it.
    if submitted and page.restore_body(sent)["type"] == "block_actions":
        return page.STAY
    if not response.body:
        return None
    answer: Body = json.loads(response.body) if response.body.startswith("{") else {"text": response.body}
    # Real Slack's default, which the local one does not know.
    if "command" in sent:
        answer.setdefault("response_type", "ephemeral")
    if submitted and "errors" in answer:
        answer["errors"] = page.label_errors(answer["errors"], page.restore_view(sent["view"]))
    return fit_call(answer, people)


def _refuse(sent: Body) -> Body | None:
    """Return what Slack tells a person when the app did not answer; nothing typed is lost."""
    if sent.get("type") == "view_submission":
        return {"response_action": "errors", "errors": {"Slack": NO_ANSWER}}
    if "command" in sent:
        return {"response_type": "ephemeral", "text": f"{sent['command']} failed because the app did not respond."}
    return None


class SocketListener(SocketModeHandler):
    """The receiver of what the page sends by Socket Mode, which the bot gets as real Slack would have sent it."""

    def __init__(self, app: App, token: str, bridge: "Bridge") -> None:
        super().__init__(app, token, web_client=WebClient(token, base_url=bridge.api))
        self.bridge = bridge

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        answer = self.answer(req.payload if isinstance(req.payload, dict) else {})
        client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id, payload=answer or {}))

    def answer(self, sent: Body) -> Body | None:
        """Return the acknowledgement of one envelope's payload."""
        body = page.restore_body(sent)
        if gaps := page.find_faults(body):
            return {"response_action": "errors", "errors": page.label_errors(gaps, body["view"])}
        if "response_url" in body:
            body = {**body, "response_url": body["response_url"].replace(self.bridge.slack, self.bridge.url)}
        response = self.app.dispatch(BoltRequest(mode="socket_mode", body=body))
        return fit_acknowledgement(sent, response, self.bridge.people)


class Bridge(ThreadingHTTPServer):
    """An HTTP server on this machine only, which forwards each call to the local Slack at `slack` (a URL)."""

    daemon_threads = True
    request_queue_size = 128  # callers at once; to delivery a refused one would look like a lost message

    def __init__(self, slack: str, people: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.slack = slack
        self.people = people
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.api = f"{self.url}/api/"
        self.http = urllib3.PoolManager(maxsize=10, retries=False, timeout=30)

    def fitted(self, path: str, kind: str, body: bytes) -> tuple[str, bytes]:
        """Return content type and body to forward; what is neither JSON nor a form passes as it is."""
        if kind.startswith("application/x-www-form-urlencoded"):
            call = {key: _decode_field(key, value) for key, value in parse_qsl(body.decode(), keep_blank_values=True)}
        elif kind.startswith("application/json") and body:
            call = json.loads(body)
        else:
            return kind, body
        if path.startswith(RESPONSE_PATH):
            call.setdefault("response_type", "ephemeral")
        return "application/json", json.dumps(fit_call(call, self.people)).encode()


def _decode_field(key: str, value: str) -> Any:
    return json.loads(value) if key in {"view", "blocks"} and value else value


class _Call(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # the default closes the connection after each call
    disable_nagle_algorithm = True  # headers and body are two writes: the second would wait for an acknowledgement
    server: Bridge

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        kind, body = self.server.fitted(self.path, self.headers.get("content-type", ""), body)
        headers = {key: value for key, value in self.headers.items() if key.lower() not in HOP_HEADERS}
        headers = {key: value for key, value in headers.items() if key.lower() != "content-type"} | {
            "content-type": kind
        }
        try:
            answer = self.server.http.request(self.command, self.server.slack + self.path, body=body, headers=headers)
        except urllib3.exceptions.HTTPError as problem:
            logging.getLogger(__name__).warning("The local Slack does not answer: %s", problem)
            return self._send(502, "text/plain", b"the local Slack does not answer")
        self._send(answer.status, answer.headers.get("content-type", "text/plain"), _real_answer(answer.data))

    do_GET = do_POST

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the local Slack's own inspector shows the traffic."""


def _real_answer(data: bytes) -> bytes:
    if b'"real"' not in data and b'"display_name"' not in data:
        return data
    return json.dumps(page.restore_answer(json.loads(data))).encode()


@contextmanager
def open_bridge(slack: str, people: Mapping[str, str]) -> Iterator[Bridge]:
    """Open the bridge to a local Slack (its URL) and close it on the way out."""
    with Bridge(slack, people) as bridge:
        # shutdown() waits for the next poll; the default of half a second would be felt at every end.
        Thread(target=bridge.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield bridge
        finally:
            bridge.shutdown()
            bridge.http.clear()
