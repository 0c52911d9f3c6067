"""Slack's Web API as listeners call it: for no longer than whoever acted can be kept waiting."""

import math
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

T = TypeVar("T")
USUAL = 10.0  # seconds for an answer where nobody waits for it
LEAST = 0.5  # seconds that are waited even when there is no time left: Slack mostly answers in a tenth of that
# A trigger_id opens one window within three seconds of the press (docs.slack.dev, Interactivity).
SPENT = "exchanged_trigger_id"  # it opens one window: the same press has arrived before, and its window is open
LATE = frozenset({"expired_trigger_id", SPENT, "invalid_trigger_id"})
# The window was closed, or changed by a later press, while the listener ran: nothing to tell anybody.
GONE = frozenset({"not_found", "hash_conflict"})
# Slack's own words for not being able to answer; it says the same by the status 429 or 5xx.
_OUTAGES = ("ratelimited", "rate_limited", "internal_error", "service_unavailable", "request_timeout")


class ListenerClient(WebClient):
    """A client whose calls keep the deadline. TimeoutError for one that does not."""

    def copy(self, team_id: str | None) -> Self:
        """Return a client for one request: its token and its timeout are its own."""
        return type(self)(
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
            return _call_within(seconds, partial(super().api_call, api_method, **arguments))
        except TimeoutError:
            raise TimeoutError(f"{api_method} takes longer than {seconds:.1f} seconds") from None
        except HTTPException as error:  # an answer that breaks off
            raise ConnectionError(f"{api_method}: {error!r}") from error


def is_outage(error: Exception) -> bool:
    """Return whether Slack does not answer just now, or asks to be left alone: not what we asked is to blame."""
    if not isinstance(error, SlackApiError):
        return isinstance(error, OSError)
    status = getattr(error.response, "status_code", 200)
    # No error at all: somebody on the way has answered in Slack's place.
    return status == 429 or status >= 500 or error.response.get("error") in (None, *_OUTAGES)


def _call_within(seconds: float, call: Callable[[], T]) -> T:
    """Return what the call returns. TimeoutError when it takes longer; it ends by itself later."""
    # In a thread, since no timeout of a socket covers the look-up of a name, or an answer that comes in drops.
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(call())
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=run, name="slack", daemon=True).start()
    return answer.result(seconds)
