"""The servers that are compared, all under the same gunicorn: python -m tests.bench.servers KIND.

`align` is the bot as it is; `defaults` the same bot with Bolt's own way of running listeners; `echo` a bare Bolt app.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import TYPE_CHECKING

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.server import serve
from bot.settings import Settings
from bot.web import LARGEST_BODY
from tests.bench.requests import SECRET

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

Opened = Callable[[], tuple["WSGIApplication", Callable[[], None]]]


def main(kind: str) -> None:
    settings = Settings.read(os.environ)
    serve(
        _echo(settings) if kind == "echo" else _align(settings, kind == "defaults"),
        (settings.host, settings.port),
        settings.workers,
        LARGEST_BODY,
        Event(),
    )


def _align(settings: Settings, defaults: bool) -> Opened:
    from bot.app import build_align
    from bot.web import make_application

    def opened() -> "tuple[WSGIApplication, Callable[[], None]]":
        align = build_align(settings)
        if defaults:
            align.bolt.listener_runner.process_before_response = False
            align.bolt.listener_runner.listener_executor = ThreadPoolExecutor(max_workers=5)
        align.delivery.start()
        return make_application(align.bolt, align.db, settings.signing_secret), align.delivery.stop

    return opened


def _echo(settings: Settings) -> Opened:
    def opened() -> "tuple[WSGIApplication, Callable[[], None]]":
        client = WebClient(token=settings.bot_token, base_url=settings.api_url)
        app = App(client=client, signing_secret=settings.signing_secret, process_before_response=True)
        app.command("/align")(lambda ack, command: ack(command["text"]))
        app.view(re.compile(""))(lambda ack, view: ack())
        return SlackRequestHandler(app), lambda: None

    return opened


def environment(port: int, slack_port: int, folder: Path, scheme: str = "http") -> dict[str, str]:
    """Return the environment of a server: a database file of its own in `folder`, and where its Slack is."""
    as_installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **as_installed,
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{scheme}://127.0.0.1:{slack_port}/api/",
        "ALIGN_SECRET": "a secret of the benchmark, long enough",
        "DATABASE_URL": f"sqlite:///{folder}/{port}.db",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }


@contextmanager
def started(kind: str, environ: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The server as a process of its own, ready to answer; stopped at the end."""
    line = [sys.executable, "-m", "tests.bench.servers", kind]
    with TemporaryFile() as said, subprocess.Popen(line, env=environ, stdout=said, stderr=said) as process:
        try:
            if not _answers(int(environ["PORT"]), process):
                said.seek(0)
                raise RuntimeError(f"{kind} does not answer: {said.read().decode()}")
            yield process
        finally:
            process.terminate()


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Wait until something answers HTTP at `port`; False when the process ends before, or after 20 s."""
    until = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError):
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz")
            line.getresponse().read()
            line.close()
            return True
        time.sleep(0.005)
    return False


if __name__ == "__main__":
    main(sys.argv[1])
