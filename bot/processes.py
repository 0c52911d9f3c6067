"""The processes that `align` starts. Each stops cleanly at SIGTERM or Ctrl-C: what is under way is finished first."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event
from typing import TYPE_CHECKING
from urllib.error import URLError

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.app import Align, build_align
from bot.errors import UserError
from bot.records.database import Database, list_pending, migrate
from bot.records.health import refuse_unreachable
from bot.server import serve
from bot.settings import Settings
from bot.web import LARGEST_BODY, make_application

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

logger = logging.getLogger(__name__)


def run_all(settings: Settings) -> None:
    """Run everything in one process: Socket Mode, the clock and delivery. Bring the database up to date first."""
    with _stop_on_signals() as stop, ExitStack() as closing:
        align = _build_align(settings, closing)
        for name in migrate(align.db):
            logger.info("migrated: %s", name)
        # Closed in the opposite order: nothing new comes in while the rest is finished.
        closing.enter_context(align.working())
        _connect_socket(align, settings, closing)
        logger.info("Align is connected to Slack. Ctrl-C stops it.")
        _wait_for(stop)


def run_clock(settings: Settings) -> None:
    """Run the clock and delivery, for hosts where `web` listens."""
    with _stop_on_signals() as stop, ExitStack() as closing:
        align = _build_align(settings, closing)
        _refuse_unmigrated(align.db)
        closing.enter_context(align.working())
        logger.info("The clock ticks. Ctrl-C stops it.")
        _wait_for(stop)


def run_web(settings: Settings) -> None:
    """Serve HTTP, with a bot in each worker. UserError for whatever is wrong, before the first worker starts."""
    # From a worker it would come as a traceback. This bot is closed before gunicorn forks: a connection to the database
    # must not be shared with its children.
    with ExitStack() as closing:
        _refuse_unmigrated(_build_align(settings, closing).db)

    def open_worker() -> "tuple[WSGIApplication, Callable[[], None]]":
        closing = ExitStack()
        align = _build_align(settings, closing)
        closing.enter_context(align.delivering())
        return make_application(align.bolt, align.db, settings.signing_secret), closing.close

    serve(open_worker, settings.port, settings.workers, LARGEST_BODY)


def _build_align(settings: Settings, closing: ExitStack) -> Align:
    align = build_align(settings)
    closing.callback(align.db.close)
    refuse_unreachable(align.db)
    return align


def _connect_socket(align: Align, settings: Settings, closing: ExitStack) -> None:
    client = WebClient(token=settings.app_token, base_url=settings.api_url)
    handler = SocketModeHandler(align.bolt, settings.app_token, web_client=client)
    closing.callback(handler.close)
    try:
        handler.client.connect()
    except SlackApiError as error:
        raise UserError(f"Slack refuses SLACK_APP_TOKEN: {error.response['error']}. Run `align check`.") from error
    except URLError as error:
        raise UserError(f"Slack cannot be reached at {settings.api_url}: {error.reason}.") from error


def _refuse_unmigrated(db: Database) -> None:
    if list_pending(db):
        raise UserError("The database is not up to date: run `align migrate` first.")


@contextmanager
def _stop_on_signals() -> Iterator[Event]:
    """Yield an event that SIGTERM and Ctrl-C set, and restore the handlers afterwards."""
    # Around everything else: a signal during the start, say a migration, must not end it half-way.
    stop = Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def _wait_for(stop: Event) -> None:
    # In steps, because Ctrl-C does not interrupt an endless wait on Windows.
    while not stop.wait(1):
        pass
