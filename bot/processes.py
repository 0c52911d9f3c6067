"""The processes that `align` starts. Each stops cleanly at SIGTERM or Ctrl-C: what is under way is finished first."""

import gc
import logging
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

from bot import deadline
from bot.app import Align, build_align
from bot.coaching.library import loader
from bot.coaching.shapes.base import Playbook
from bot.delivery import drawings
from bot.errors import UnavailableError
from bot.metrics import Metrics, open_metrics, serve_metrics
from bot.records.database import migrate
from bot.records.health import refuse_outdated, refuse_unreachable
from bot.server import serve
from bot.settings import Settings
from bot.slack.socket_mode import Socket
from bot.web import LARGEST_BODY, make_application

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

FIRST_ANSWER = 1.5  # seconds for Slack to refuse the bot's token before it starts; later it is asked beside the work

Playbooks = Mapping[str, Playbook]

logger = logging.getLogger(__name__)


def run_all(settings: Settings) -> None:
    """Run everything in one process: Socket Mode, the clock and delivery. Bring the database up to date first."""
    with _stop_on_signals() as stop, ExitStack() as closing:
        metrics = closing.enter_context(open_metrics(settings))
        align = _build_align(settings, closing)
        for name in migrate(align.db):
            logger.info("migrated: %s", name)
        _warn_of_charts(settings)
        _refuse_token(align)
        if stop.is_set():
            return
        # Closed in the opposite order: nothing new comes in while the rest is finished.
        closing.enter_context(serve_metrics(metrics, align.db, align.now))
        closing.enter_context(align.working())
        socket = Socket(align.bolt, settings, stop)
        closing.callback(socket.close)
        if socket.open():
            logger.info("Align is connected to Slack. Ctrl-C stops it.")
            _wait_for(stop)


def run_clock(settings: Settings) -> None:
    """Run the clock and delivery, for hosts where `web` listens."""
    with _stop_on_signals() as stop, ExitStack() as closing:
        metrics = closing.enter_context(open_metrics(settings))
        align = _build_align(settings, closing)
        refuse_outdated(align.db)
        _warn_of_charts(settings)
        _refuse_token(align)
        if stop.is_set():
            return
        closing.enter_context(serve_metrics(metrics, align.db, align.now))
        closing.enter_context(align.working())
        logger.info("The clock ticks. Ctrl-C stops it.")
        _wait_for(stop)


def run_web(settings: Settings) -> None:
    """Serve HTTP, with a bot in each worker. UserError for whatever is wrong, before the first worker starts."""
    # From a worker it would come as a traceback. This bot is closed before gunicorn forks: a connection to the database
    # must not be shared with its children.
    with _stop_on_signals() as stop, open_metrics(settings, processes=True) as metrics:
        # Read once: the workers, which are forks of this process, have them already.
        playbooks = loader.load_installed(settings.playbooks)
        with ExitStack() as closing:
            align = _build_align(settings, closing, playbooks)
            refuse_outdated(align.db)
            _warn_of_charts(settings)
            _refuse_token(align)
        if stop.is_set():
            return
        serve(
            partial(_open_worker, settings, playbooks, metrics),
            (settings.host, settings.port),
            settings.workers,
            LARGEST_BODY,
            stop,
        )


def _open_worker(
    settings: Settings, playbooks: Playbooks, metrics: Metrics | None
) -> "tuple[WSGIApplication, Callable[[], None]]":
    closing = ExitStack()
    align = _build_align(settings, closing, playbooks)
    closing.enter_context(serve_metrics(metrics, align.db, align.now))
    closing.enter_context(align.delivering())
    return make_application(align.bolt, align.db, settings.signing_secret), closing.close


def _build_align(settings: Settings, closing: ExitStack, playbooks: Playbooks | None = None) -> Align:
    align = build_align(settings, playbooks)
    # What stands by now stays: to look through it for garbage once more would take a second or two of every stop, and
    # give each worker a copy of its own of what it shares with the process that it is a fork of.
    gc.freeze()
    closing.callback(align.db.close)
    refuse_unreachable(align.db)
    return align


def _refuse_token(align: Align) -> None:
    """Raise UserError where Slack refuses the bot's token. Start all the same where it does not answer just now."""
    with deadline.within(FIRST_ANSWER), suppress(UnavailableError):
        align.workspaces.ask()


def _warn_of_charts(settings: Settings) -> None:
    """Say that charts go out in words, where pictures are wanted that nothing can draw."""
    if settings.charts == "picture" and not drawings.is_installed():
        logger.warning("ALIGN_CHARTS=picture: %s", drawings.MISSING)


@contextmanager
def _stop_on_signals() -> Iterator[Event]:
    """Yield an event that SIGTERM and Ctrl-C set, and restore the handlers afterwards."""
    # Around everything else: a signal during the start, say a migration, must not end it half-way.
    stop = Event()

    def set_event(*_: object) -> None:
        # In a thread: the signal may come just while this one has the event's lock, and would wait for itself.
        Thread(target=stop.set, name="stop").start()

    before = {number: signal.signal(number, set_event) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def _wait_for(stop: Event) -> None:
    # In steps, because Ctrl-C does not interrupt an endless wait on Windows.
    while not stop.wait(1):
        pass
