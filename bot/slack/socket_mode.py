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
from urllib.parse import urlsplit

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.websocket_client import SocketModeClient
from slack_sdk.web import SlackResponse
from websocket import WebSocketApp, setdefaulttimeout

from bot.errors import UnavailableError, UserError
from bot.proxies import split_login
from bot.settings import MENDS, Settings
from bot.slack.client import ProxiedClient, explain_outage, is_outage, read_retry_after, start_call

T = TypeVar("T")
PATIENCE = 10  # seconds for an answer
PONG = 8  # seconds for the answer to a ping, of which the SDK sends one every ten
PORTS = {"http": 80, "https": 443}
LONGEST_PAUSE = 30.0  # seconds between two tries, unless Slack asks for more
LOOK = 0.2  # seconds between two looks at whether to stop
log = logging.getLogger(__name__)


class Socket:
    """The connection to Slack: opened once, then kept up until `close`. `stop` ends every wait in it."""

    def __init__(self, bolt: App, settings: Settings, stop: Event) -> None:
        self._bolt, self._stop = bolt, stop
        self._addresses = _Addresses(settings, stop)
        self._line = _Line(settings, self._addresses, stop)
        self._line.socket_mode_request_listeners.append(self._answer)

    def close(self) -> None:
        """Hang up; what is being answered is finished."""
        self._line.finish()

    def open(self) -> bool:
        """Connect, however long Slack is in trouble; return False when stopped first. UserError for a refused token."""
        while not self._stop.is_set():
            try:
                self._line.connect_to_new_endpoint()
            except (UnavailableError, OSError) as error:
                self._line.log_fault(error)
            except SlackApiError as error:
                raise UserError(_explain_refusal(error)) from None
            else:
                if self._line.wait_for_opening(self._stop):
                    return True
                self._line.log_fault("its socket does not open")
            self._stop.wait(self._addresses.rest())
        return False

    def _answer(self, line: BaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time.time()
        send_response(line, request, run_bolt_app(self._bolt, request), began)


def _explain_refusal(error: SlackApiError) -> str:
    return f"Slack refuses SLACK_APP_TOKEN: {error.response.get('error')}. {MENDS['SLACK_APP_TOKEN']}"


class _Line(SocketModeClient):
    """The SDK's line over the library websocket-client, which is back soon after a connection has dropped."""

    def __init__(self, settings: Settings, addresses: "_Addresses", stop: Event) -> None:
        super().__init__(
            settings.app_token,
            logger=_quiet_log(),
            web_client=addresses,
            on_open_listeners=[self._note_opening],
            **_describe_proxy(settings.proxies.choose(settings.api_url)),
        )
        logging.getLogger("websocket").setLevel(logging.CRITICAL)  # the SDK has just set it; it is as loud
        setdefaulttimeout(PATIENCE)  # for the socket to open; once it is, pings tell whether it still lives
        self._addresses, self._stop = addresses, stop
        self._opened = Event()
        self._lost_at: float | None = None  # by the monotonic clock
        self._told = False

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Ask for an address, and have it opened by the SDK's own thread. UnavailableError in an outage."""
        session = self.current_session
        if not force and session and not session.has_done_teardown:
            return  # it is opening, and another one has ended whose place it takes
        if self._opened.is_set() and not force:
            self._note_loss()
        try:
            super().connect_to_new_endpoint(force)
        except (SlackApiError, UnavailableError, OSError) as error:
            if not force:
                self.current_session = None  # or its thread would knock at the old address twice a second
            if self._lost_at is not None:  # in the SDK's own threads, where nobody hears of it
                self.log_fault(error)
            raise

    def wait_for_opening(self, stop: Event) -> bool:
        """Return whether the socket has opened within a few seconds, before it is time to stop."""
        ends = time.monotonic() + PATIENCE
        while not self._opened.wait(LOOK) and not stop.is_set() and time.monotonic() < ends:
            pass
        return self._opened.is_set()

    def log_fault(self, fault: Exception | str) -> None:
        """Log what is in the way, once until the socket opens, and not while it is time to stop."""
        if self._told or self._stop.is_set():
            return
        self._told = True
        if isinstance(fault, SlackApiError):
            log.error("%s", _explain_refusal(fault))
        else:
            log.warning("Slack is in trouble (%s). I keep trying until it answers; Ctrl-C stops me.", fault)

    def finish(self) -> None:
        """Hang up; take nothing more, and finish what is being answered."""
        self.auto_reconnect_enabled = self.default_auto_reconnect_enabled = False
        self.closed = True
        self.message_workers.shutdown()
        session = self.current_session
        if session and session.sock and session.sock.sock:
            # Its thread would wait for Slack's own goodbye, or not notice that its socket is gone. By the plain method:
            # that of a TLS socket would let what is still answered go out unsealed.
            with suppress(OSError):
                socket.socket.shutdown(session.sock.sock, socket.SHUT_RD)
            self.current_session_runner.event.set()
            self.current_session_runner.thread.join()
        self.close()

    def _note_opening(self, session: WebSocketApp) -> None:
        # Whoever is cut off without a word (a firewall, a cable) hears no answer to its pings, and no end either.
        session.ping_timeout = PONG
        if self._lost_at is not None:
            log.info("Connected to Slack again, after %.1f seconds.", time.monotonic() - self._lost_at)
        self._lost_at, self._told = None, False
        self._addresses.be_well()
        self._opened.set()

    def _note_loss(self) -> None:
        self._opened.clear()
        self._lost_at = time.monotonic()
        log.info("The connection to Slack has ended; opening another one.")


def _describe_proxy(proxy: str) -> dict[str, Any]:
    """Return a proxy's address ("" for none) as the SDK wants it."""
    if not proxy:
        return {}
    address, login = split_login(proxy)
    place = urlsplit(address)
    user, _, password = login.partition(":")
    return {
        "http_proxy_host": place.hostname,
        "http_proxy_port": place.port or PORTS[place.scheme],
        "http_proxy_auth": (user, password) if login else None,
        "proxy_type": "http",
    }


def _quiet_log() -> logging.Logger:
    """Return a log for the SDK, which writes an error at each try; what matters is said in here."""
    quiet = logging.getLogger(f"{__name__}.sdk")
    quiet.setLevel(logging.CRITICAL)
    return quiet


class _Addresses(ProxiedClient):
    """The client that the SDK asks for the socket's address, at first and after each connection that has ended.

    Its answer is waited for until somebody stops the bot: the SDK itself would sleep as long as Slack asks for.
    """

    def __init__(self, settings: Settings, stop: Event) -> None:
        super().__init__(proxies=settings.proxies, base_url=settings.api_url, timeout=PATIENCE, retry_handlers=[])
        self._stop = stop
        self._pauses = list_pauses()
        self._rests_until = 0.0  # by the monotonic clock

    def rest(self) -> float:
        """Return for how many seconds Slack is still to be left alone."""
        return max(0.0, self._rests_until - time.monotonic())

    def be_well(self) -> None:
        """Note that the last address has opened: the next is asked for without a pause."""
        self._pauses, self._rests_until = list_pauses(), 0.0

    def apps_connections_open(self, *, app_token: str, **arguments: Any) -> SlackResponse:
        """Return the address. UnavailableError in an outage; what Slack refuses is a SlackApiError."""
        if self.rest():
            raise UnavailableError(f"it is left alone for {self.rest():.0f} seconds")
        self._rests_until = time.monotonic() + next(self._pauses)
        ask = partial(super().apps_connections_open, app_token=app_token, **arguments)
        try:
            answer = call_unless(self._stop, PATIENCE, ask)
            if not str(answer.get("url")).startswith("ws"):
                raise UnavailableError("apps.connections.open names no address")
            return answer
        except _NO_ANSWER as error:
            if not is_outage(error):
                raise
            self._rests_until = max(self._rests_until, time.monotonic() + read_retry_after(error))
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
