"""Socket Mode: the line over which Slack calls us, and how it begins and ends while Slack is in trouble."""

import logging
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from threading import Event
from typing import Any, TypeVar

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.errors import UnavailableError, UserError
from bot.settings import MENDS
from bot.slack.client import explain_outage, is_outage, read_retry_after, start_call

T = TypeVar("T")
PATIENCE = 10  # seconds for an answer
LONGEST_PAUSE = 30.0  # seconds between two tries, unless Slack asks for more
LOOK = 0.2  # seconds between two looks at whether to stop
log = logging.getLogger(__name__)


class Socket:
    """The connection to Slack: opened once, then kept up by the SDK, until `close`. `stop` ends every wait in it."""

    def __init__(self, bolt: App, app_token: str, api_url: str, stop: Event) -> None:
        self._stop = stop
        self._addresses = _Addresses(api_url, stop)
        self._handler = SocketModeHandler(bolt, app_token, web_client=self._addresses)

    def close(self) -> None:
        """Hang up; what is being answered is finished."""
        line = self._handler.client
        line.auto_reconnect_enabled = False
        # The SDK waits until its receiver has heard nothing for three seconds. By the plain method: that of a TLS
        # socket would let what is still answered go out unsealed.
        heard_on = line.current_session.sock if line.current_session else None
        if heard_on:
            with suppress(OSError):
                socket.socket.shutdown(heard_on, socket.SHUT_RD)
        line.close()

    def open(self) -> bool:
        """Connect, however long Slack is in trouble; return False when stopped first. UserError for a refused token."""
        line, told = self._handler.client, False
        for pause in list_pauses():
            fault, least = self._try()
            if line.is_connected():
                return True
            if self._stop.is_set():
                return False
            if not told:
                log.warning("Slack is in trouble (%s). I keep trying until it answers; Ctrl-C stops me.", fault)
                told = True
            self._stop.wait(max(pause, least))
        return False

    def _try(self) -> tuple[str, float]:
        """Try to connect. Return what was in the way, and the seconds for which Slack asks to be left alone."""
        try:
            call_unless(self._stop, PATIENCE * 2, self._connect)
        except (UnavailableError, OSError) as error:
            return str(error), self._addresses.rest()
        except SlackApiError as error:
            code = error.response.get("error")
            raise UserError(f"Slack refuses SLACK_APP_TOKEN: {code}. {MENDS['SLACK_APP_TOKEN']}") from None
        return "its socket does not open", 0.0

    def _connect(self) -> None:
        # The SDK keeps an address that did not open, and may be trying by itself from its first one on.
        self._handler.client.connect_to_new_endpoint()


class _Addresses(WebClient):
    """The client that the SDK asks for the socket's address, at first and after each connection that has ended.

    Its answer is waited for until somebody stops the bot: the SDK itself would sleep as long as Slack asks for.
    """

    def __init__(self, api_url: str, stop: Event) -> None:
        super().__init__(base_url=api_url, timeout=PATIENCE, retry_handlers=[])
        self._stop = stop
        self._rests_until = 0.0  # by the monotonic clock

    def rest(self) -> float:
        """Return for how many seconds Slack still wants to be left alone."""
        return max(0.0, self._rests_until - time.monotonic())

    def apps_connections_open(self, *, app_token: str, **arguments: Any) -> SlackResponse:
        """Return the address. UnavailableError in an outage; what Slack refuses is a SlackApiError."""
        if self.rest():
            raise UnavailableError(f"it asks to be left alone for {self.rest():.0f} seconds")
        ask = partial(super().apps_connections_open, app_token=app_token, **arguments)
        try:
            answer = call_unless(self._stop, PATIENCE, ask)
            if not str(answer.get("url")).startswith("ws"):
                raise UnavailableError("apps.connections.open names no address")
            return answer
        except _NO_ANSWER as error:
            if not is_outage(error):
                raise
            self._rests_until = time.monotonic() + read_retry_after(error)
            raise UnavailableError(f"apps.connections.open: {explain_outage(error)}") from None


# An answer that breaks off is an HTTPException.
_NO_ANSWER = (SlackApiError, OSError, HTTPException)


def call_unless(stop: Event, seconds: float, call: Callable[[], T]) -> T:
    """Return what the call returns. TimeoutError when it takes longer, UnavailableError when it is time to stop.

    The call itself then ends by itself later.
    """
    answer, ends = start_call(call), time.monotonic() + seconds
    while not wait([answer], LOOK).done:
        if stop.is_set():
            raise UnavailableError("stopped")
        if time.monotonic() > ends:
            raise TimeoutError(f"no answer within {seconds:.0f} seconds")
    return answer.result()


def list_pauses() -> Iterator[float]:
    """Return the seconds to wait after each try that failed, doubling up to the longest pause."""
    pause = 1.0
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE)
