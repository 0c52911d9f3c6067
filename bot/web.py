"""HTTP: Slack's requests at /slack/events, the host's questions at /healthz and /readyz."""

import json
import logging
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock, SignatureVerifier

from bot.records.database import Database
from bot.records.health import Health

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

EVENTS_PATH = "/slack/events"
HEALTH_PATH, READY_PATH = "/healthz", "/readyz"
# The fullest modal that Slack sends stays below: a hundred inputs of 3,000 characters, the costliest escaped twice.
LARGEST_BODY = 8 * 1024 * 1024

logger = logging.getLogger(__name__)


def make_application(
    bolt: App, db: Database, signing_secret: str, seconds: Callable[[], float] = time.time
) -> "WSGIApplication":
    """Return the WSGI application. `bolt` sees only what Slack has signed; `seconds` is the time since 1970."""
    # Signatures are checked here, on the bytes that came: Bolt reads the body first, and a stranger's broken JSON, or a
    # timestamp that is no number, would be its error 500.
    slack = _Handler(bolt, EVENTS_PATH)
    signed = _make_verifier(signing_secret, seconds)
    health = Health(db)

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        route = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if route == ("POST", EVENTS_PATH):
            return _refuse(environ, _read_body(environ), signed, start) or slack(environ, start)
        if route == ("GET", HEALTH_PATH):
            return _report(health.find_fault(), start)
        if route == ("GET", READY_PATH):
            return _report(health.find_unreadiness(), start)
        return _respond(start, HTTPStatus.NOT_FOUND, {"error": "not found"})

    return answer


# What Bolt raises while it takes a body apart that is no JSON, too deep, or has other types than it looks for.
_WRONG_BODY = (ValueError, RecursionError, TypeError, AttributeError, LookupError)


class _Handler(SlackRequestHandler):
    """Bolt's own handler, but quicker with a modal."""

    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        # Undoing its URL encoding, which Bolt would do itself, took a third of an acknowledgement.
        text = request.get_body()
        try:
            decoded = BoltRequest(body=decode_payload(text) or text, headers=request.get_headers())
        except _WRONG_BODY:
            return BoltResponse(status=400, body=json.dumps({"error": "not a payload of Slack's"}))
        if decoded.body.get("type") == "app_rate_limited":  # no listener of Bolt's can be told of it
            logger.warning("Slack drops events: more than 30,000 came from one workspace within an hour.")
            return BoltResponse(status=200, body="")
        decoded.raw_body = text
        return self.app.dispatch(decoded)


def decode_payload(form: str) -> str:
    """Return the JSON that an interaction's form consists of, "" for any other body."""
    # The same as urllib's `unquote_plus`, in a fifth of the time: what JSON is full of is replaced first, whole. None
    # of it becomes a `%`, so nothing is undone twice.
    name, _, value = form.partition("=")
    if name != "payload" or "&" in value:
        return ""
    for code, character in _JSONS_OWN:
        value = value.replace(code, character)
    return unquote(value)


_JSONS_OWN = [("+", " "), *((f"%{ord(character):02X}", character) for character in '":,{}[]/')]


def _refuse(
    environ: "WSGIEnvironment", body: bytes | None, signed: Callable[[bytes, str, str], bool], start: "StartResponse"
) -> list[bytes] | None:
    """Answer whatever Bolt must not see; None for what it may."""
    if body is None:
        return _respond(start, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "too large"})
    if _is_ssl_check(environ, body):
        return _respond(start, HTTPStatus.OK, {"ok": True})
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    if not signed(body, timestamp, environ.get("HTTP_X_SLACK_SIGNATURE", "")):
        return _respond(start, HTTPStatus.UNAUTHORIZED, {"error": "invalid request"})
    return None


def _make_verifier(signing_secret: str, seconds: Callable[[], float]) -> Callable[[bytes, str, str], bool]:
    class Now(Clock):
        def now(self) -> float:
            return seconds()

    verifier = SignatureVerifier(signing_secret, Now())

    def signed(body: bytes, timestamp: str, signature: str) -> bool:
        # Whatever the verifier would raise at: int() at a timestamp of other characters or thousands of digits, and
        # the comparison at a signature beyond ASCII.
        if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 13 and signature.isascii()):
            return False
        try:
            return verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:  # the body is no UTF-8, and so not Slack's
            return False

    return signed


def _read_body(environ: "WSGIEnvironment") -> bytes | None:
    """Return the whole body, left in place for who reads next; None when it is larger than anything Slack sends."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > LARGEST_BODY:
        return None
    body: bytes = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = BytesIO(body)
    return body


def _is_ssl_check(environ: "WSGIEnvironment", body: bytes) -> bool:
    # Slack looks at our certificate now and then, unsigned: answered here, never passed on.
    form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    return form and len(body) < 1000 and parse_qs(body.decode("latin-1")).get("ssl_check") == ["1"]


def _report(wrong: str, start: "StartResponse") -> list[bytes]:
    """Answer 200, or 503 where something is wrong with the database."""
    if wrong:
        # The details go to the log only: anybody may ask here.
        logger.error("The database does not answer as it should: %s", wrong)
        return _respond(start, HTTPStatus.SERVICE_UNAVAILABLE, {"ok": False, "database": "does not answer"})
    return _respond(start, HTTPStatus.OK, {"ok": True})


def _respond(start: "StartResponse", status: HTTPStatus, content: dict[str, object]) -> list[bytes]:
    body = json.dumps(content).encode()
    headers = [("content-type", "application/json"), ("content-length", str(len(body)))]
    start(f"{status.value} {status.phrase}", headers)
    return [body]
