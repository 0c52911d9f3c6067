"""Slack's Web API as listeners call it: for no longer than whoever acted can be kept waiting."""

import math
import re
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from http.client import HTTPException
from threading import Thread
from typing import Any, Self, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot import deadline
from bot.proxies import NO_PROXIES, Proxies

T = TypeVar("T")
USUAL = 10.0  # seconds for an answer where nobody waits for it
LEAST = 0.5  # seconds that are waited even when there is no time left: Slack mostly answers in a tenth of that
# A trigger_id opens one window within three seconds of the press (docs.slack.dev, Interactivity).
SPENT = "exchanged_trigger_id"  # it opens one window: the same press has arrived before, and its window is open
LATE = frozenset({"expired_trigger_id", SPENT, "invalid_trigger_id"})
# The window was closed, or changed by a later press, while the listener ran: nothing to tell anybody.
GONE = frozenset({"not_found", "hash_conflict"})
# Slack's own words for not being able to answer; it says the same by the status 429 or 5xx.
_OUTAGES = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",  # while a workspace moves
    }
)
_CODE = re.compile("[a-z0-9_]+")


class ProxiedClient(WebClient):
    """A client that reaches Slack by the proxy that is meant for its address."""

    def __init__(self, *, proxies: Proxies = NO_PROXIES, **options: Any) -> None:
        super().__init__(**options)
        # Set afterwards: the SDK takes HTTPS_PROXY for every address where it is given none, whatever NO_PROXY says.
        self.proxies, self.proxy = proxies, proxies.choose(self.base_url) or None


class ListenerClient(ProxiedClient):
    """A client whose calls keep the deadline. TimeoutError for one that does not."""

    def copy(self, team_id: str | None) -> Self:
        """Return a client for one request: its token and its timeout are its own."""
        return type(self)(
            proxies=self.proxies,
            base_url=self.base_url,
            ssl=self.ssl,
            team_id=team_id,
            logger=self.logger,
            retry_handlers=self.retry_handlers,
        )

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        seconds = deadline.left(USUAL, LEAST)
        self.timeout = math.ceil(seconds)
        try:
            return start_call(partial(super().api_call, api_method, **arguments)).result(seconds)
        except TimeoutError:
            raise TimeoutError(f"{api_method} takes longer than {seconds:.1f} seconds") from None
        except HTTPException as error:  # an answer that breaks off
            raise ConnectionError(f"{api_method}: {error!r}") from error


def is_outage(error: Exception) -> bool:
    """Return whether Slack does not answer just now, or asks to be left alone: not what we asked is to blame."""
    if not isinstance(error, SlackApiError):
        return isinstance(error, OSError | HTTPException)
    status, code = _read_refusal(error)
    return status == 429 or status >= 500 or code in (None, *_OUTAGES)


def explain_outage(error: Exception) -> str:
    """Return in a few words, for the log, how Slack does not answer."""
    if not isinstance(error, SlackApiError):
        return str(getattr(error, "reason", error)) or type(error).__name__
    status, code = _read_refusal(error)
    return code or f"HTTP {status}"


def read_retry_after(error: Exception) -> float:
    """Return for how many seconds Slack asks to be left alone, 0 where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    value = str(headers.get("Retry-After", headers.get("retry-after", "")))
    return float(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0.0


def _read_refusal(error: SlackApiError) -> tuple[int, str | None]:
    """Return the HTTP status, and Slack's error code; None where somebody on the way has answered in its place."""
    code = error.response.get("error")
    is_code = isinstance(code, str) and _CODE.fullmatch(code)
    return getattr(error.response, "status_code", 200), code if is_code else None


def start_call(call: Callable[[], T]) -> Future[T]:
    """Run the call in a thread of its own, for which nobody waits in the end."""
    # In a thread, since no timeout of a socket covers the look-up of a name, or an answer that comes in drops.
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:  # whatever it is, it is for whoever waits for the answer
            answer.set_exception(error)

    Thread(target=run, name="slack", daemon=True).start()
    return answer
