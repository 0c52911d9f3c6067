"""The line to Slack for whatever the bot says by itself, without retries.

Every call ends in one of five answers, told apart by the only thing that matters: may it be said again?
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from bot.delivery.http import Calls

JSON = {"Content-Type": "application/json; charset=utf-8"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PLAIN = {"Content-Type": "application/octet-stream"}
NO_JSON = "http 200 without JSON"


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


@dataclass(frozen=True)
class Resting:
    """It was not sent: its person has Do Not Disturb on until then."""

    until: datetime


Answer = Accepted | Refused | Limited | NotSent | Unclear | Resting

# Slack's words for "nothing happened, come again" and for "something may have happened".
COME_AGAIN = {"service_unavailable", "request_timeout", "team_added_to_org", "external_channel_migrating"}
WHO_KNOWS = {"fatal_error", "internal_error"}
LIMITED = {"ratelimited", "rate_limited"}


class Wire:
    """Calls to Slack's Web API at `api_url`, waiting `read` seconds for an answer. Safe in any number of threads."""

    def __init__(self, api_url: str, read: float = 10) -> None:
        self._api_url = api_url.rstrip("/") + "/"
        self._calls = Calls(read)

    def tell(self, method: str, token: str, body: Mapping[str, object]) -> Answer:
        """Call a method that writes: JSON."""
        return self._call(self._api_url + method, json.dumps(body).encode(), JSON | _bearer(token))

    def ask(self, method: str, token: str, fields: Mapping[str, object]) -> Answer:
        """Call a method that reads: a form, since not every reading method takes JSON."""
        return self._call(self._api_url + method, urlencode(fields).encode(), FORM | _bearer(token))

    def upload(self, url: str, content: bytes) -> Answer:
        """Put a file where Slack said: that address is its own permission, and its answer is no JSON."""
        answer = self._call(url, content, PLAIN)
        return Accepted({}) if answer == Unclear(NO_JSON) else answer

    def respond(self, url: str, body: Mapping[str, object]) -> Answer:
        """Answer at a `response_url`, which is its own permission."""
        return self._call(url, json.dumps(body).encode(), JSON)

    def close(self) -> None:
        self._calls.close()

    def _call(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            line = self._calls.line(url)
        except ValueError as error:
            return Refused(f"bad_url: {error}")
        except OSError as error:
            return NotSent(f"{type(error).__name__}: {error}")
        try:
            return _read(*self._calls.post(line, url, body, headers))
        except (OSError, HTTPException) as error:
            return Unclear(f"{type(error).__name__}: {error}")


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


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
