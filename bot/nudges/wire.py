"""The line to Slack for whatever the bot says by itself: one TLS context, kept-alive connections, no retries.

Every call ends in one of five answers, told apart by the only thing that matters: may it be said again?
"""

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin

import urllib3
from urllib3 import exceptions

JSON = {"Content-Type": "application/json; charset=utf-8"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PLAIN = {"Content-Type": "application/octet-stream"}
NO_JSON = "http 200 without JSON"
IDLE = 20.0  # seconds after which the other side may be closing a kept-alive connection just as we write to it


@dataclass(frozen=True)
class Accepted:
    """It is done; Slack's answer."""

    body: Mapping[str, Any]


@dataclass(frozen=True)
class Refused:
    """Slack said no, and why: its error code."""

    code: str


@dataclass(frozen=True)
class Limited:
    """Too much at once: nothing was done, and nothing will be for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class NotSent:
    """It never reached Slack, or Slack could not take it: safe to repeat."""

    why: str


@dataclass(frozen=True)
class Unclear:
    """It left us, and no answer says what became of it."""

    why: str


Answer = Accepted | Refused | Limited | NotSent | Unclear

# Slack's words for "nothing happened, come again" and for "something may have happened".
COME_AGAIN = {"service_unavailable", "request_timeout", "team_added_to_org", "external_channel_migrating"}
WHO_KNOWS = {"fatal_error", "internal_error"}
LIMITED = {"ratelimited", "rate_limited"}


class Wire:
    """Calls to Slack's Web API at `api_url`, waiting `read` seconds for an answer. Safe in `lanes` threads at once."""

    def __init__(self, api_url: str, lanes: int = 1, read: float = 10) -> None:
        self._api_url = api_url.rstrip("/") + "/"
        self._used = time.monotonic()
        self._http = urllib3.PoolManager(
            num_pools=4,
            maxsize=lanes,
            ssl_context=ssl.create_default_context(),
            timeout=urllib3.Timeout(connect=3, read=read),
            retries=False,
        )

    def tell(self, method: str, token: str, body: Mapping[str, object]) -> Answer:
        """Call a method that writes: JSON."""
        return self._call(urljoin(self._api_url, method), json.dumps(body), JSON | _bearer(token))

    def ask(self, method: str, token: str, fields: Mapping[str, object]) -> Answer:
        """Call a method that reads: a form, since not every reading method takes JSON."""
        return self._call(urljoin(self._api_url, method), urlencode(fields), FORM | _bearer(token))

    def upload(self, url: str, content: bytes) -> Answer:
        """Put a file where Slack said: that address is its own permission, and its answer is no JSON."""
        answer = self._call(url, content, PLAIN)
        return Accepted({}) if answer == Unclear(NO_JSON) else answer

    def respond(self, url: str, body: Mapping[str, object]) -> Answer:
        """Answer at a `response_url`, which is its own permission."""
        return self._call(url, json.dumps(body), JSON)

    def close(self) -> None:
        self._http.clear()

    def _call(self, url: str, body: str | bytes, headers: Mapping[str, str]) -> Answer:
        if time.monotonic() - self._used > IDLE:
            self._http.clear()
        try:
            response = self._http.request("POST", url, body=body, headers=headers, redirect=False)
        except exceptions.LocationValueError as error:
            return Refused(f"bad_url: {error}")
        except exceptions.HTTPError as error:
            why = f"{type(error).__name__}: {error}"
            return NotSent(why) if _never_left(error) else Unclear(why)
        finally:
            self._used = time.monotonic()
        return _read(response.status, response.headers.get("Retry-After"), response.data)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _never_left(error: exceptions.HTTPError) -> bool:
    if isinstance(error, exceptions.SSLError):
        return bool(error.args) and isinstance(error.args[0], ssl.SSLCertVerificationError)
    return isinstance(error, exceptions.ConnectTimeoutError)


def _read(status: int, retry_after: str | None, data: bytes) -> Answer:
    if status == 429:
        return Limited(_seconds(retry_after))
    if status == 503:
        return NotSent("http 503")
    if status >= 500:
        return Unclear(f"http {status}")
    if status == 200 and data.strip() == b"ok":
        return Accepted({"ok": True})
    try:
        body = json.loads(data)
    except ValueError:
        return Unclear(NO_JSON) if status == 200 else Refused(f"http_{status}")
    return _judge(body, retry_after) if isinstance(body, dict) else Unclear("an answer of an unknown shape")


def _judge(body: Mapping[str, Any], retry_after: str | None) -> Answer:
    if body.get("ok"):
        return Accepted(body)
    code = str(body.get("error") or "unknown_error")
    if code in LIMITED:
        return Limited(_seconds(retry_after))
    if code in COME_AGAIN:
        return NotSent(code)
    return Unclear(code) if code in WHO_KNOWS else Refused(code)


def _seconds(retry_after: str | None) -> float:
    """Slack says whole seconds; half a minute when it says nothing we can read."""
    return float(min(max(int(retry_after), 1), 3600)) if retry_after and retry_after.isdecimal() else 30.0
