"""The start of each process while Slack is in trouble, or refuses a token: it is said once, and a signal ends it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.request import Request, urlopen

import psutil
import pytest

from tests.delivery.faulty_slack import FaultySlack
from tests.delivery.proxy import Proxy
from tests.e2e.test_processes import healthy, started
from tests.e2e.waiting import until
from tests.ports import free_port
from tests.standin import Room, User
from tests.standin.wire.payloads import encoded, signed, slash_command

TROUBLE = ["500", "internal_error", "fatal_error", "hang", "reset", "429:60", "ratelimited:60"]
REFUSED = [
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "not_allowed_token_type",
    "missing_scope",
]
OPEN, WHO = "apps.connections.open", "auth.test"
CONNECTED, TROUBLED = "Align is connected to Slack", "Slack is in trouble"
AGAIN = "Connected to Slack again"
GOODBYE = b"\x88\x02\x03\xe8"  # a frame of WebSocket that closes it, with the code 1000
TUNNEL = "CONNECT slack.test:80"
STOPS = 5.0  # seconds, the most that a stop may take; Slack is made to hang, or to ask for a minute, for longer


@pytest.fixture
def slack() -> Iterator[FaultySlack]:
    server = FaultySlack()
    yield server
    server.close()


class Process:
    """One of Align's, in a folder of its own."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path, port: int) -> None:
        self.process, self.port = process, port
        self._said = folder / "said"

    @property
    def said(self) -> str:
        return self._said.read_text()

    def cpu(self) -> float:
        """The seconds of processor time that it has taken."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def says(self, words: str) -> None:
        until(lambda: self._is_running() and words in self.said, f"{words!r}")

    def serves(self) -> None:
        until(lambda: self._is_running() and healthy(self.port), "the door to open")

    def stops(self, number: int) -> None:
        """Without waiting for Slack, and without complaint."""
        began = time.monotonic()
        self.process.send_signal(number)
        assert self.process.wait(20) == 0, self.said
        assert time.monotonic() - began < STOPS
        assert "Traceback" not in self.said

    def _is_running(self) -> bool:
        assert self.process.poll() is None, f"it ended by itself:\n{self.said}"
        return True


Start = Callable[..., Process]


@pytest.fixture
def start(slack: FaultySlack, migrated_file: Path, tmp_path: Path) -> Iterator[Start]:
    """start("run") starts `align run` before this Slack, with a database of its own, and with variables if need be."""
    shutil.copy(migrated_file, tmp_path / "align.db")
    port = free_port()
    environ = {
        **os.environ,
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_SIGNING_SECRET": "signing",
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'align.db'}",
        "ALIGN_SECRET": "a secret of thirty-two letters, or more",
        "PORT": str(port),
    }
    processes: list[subprocess.Popen[bytes]] = []

    def start(command: str, **more: str) -> Process:
        processes.append(started(command, environ | more, tmp_path))
        return Process(processes[-1], tmp_path, port)

    yield start
    for each in processes:
        with suppress(ProcessLookupError):
            each.kill()
        each.wait()


@pytest.mark.parametrize(
    ("fault", "number"), [*((each, signal.SIGTERM) for each in TROUBLE), ("429:60", signal.SIGINT)]
)
def test_slack_is_in_trouble_when_it_starts(slack: FaultySlack, start: Start, fault: str, number: int) -> None:
    slack.trouble = {OPEN: fault, WHO: fault}
    bot = start("run")
    if fault == "hang":
        until(lambda: OPEN in slack.asked, "the first question")
    else:
        bot.says(f"{TROUBLED} (apps.connections.open")
    bot.stops(number)
    assert CONNECTED not in bot.said


@pytest.mark.parametrize("fault", ["500", "ratelimited:2"])
def test_it_connects_as_soon_as_slack_is_well_again(slack: FaultySlack, start: Start, fault: str) -> None:
    slack.trouble = {OPEN: fault, WHO: fault}
    bot = start("run")
    until(lambda: slack.asked.count(OPEN) >= 3, "the third question")
    slack.trouble.clear()
    bot.says(CONNECTED)
    assert bot.said.count(f"{TROUBLED} (apps.connections.open") == 1
    assert bot.said.count(TROUBLED) == 2  # and once of auth.test, on which nobody waits
    bot.stops(signal.SIGTERM)


def test_only_who_it_is_cannot_be_asked(slack: FaultySlack, start: Start) -> None:
    slack.trouble = {WHO: "hang"}
    bot = start("run")
    bot.says(CONNECTED)
    bot.stops(signal.SIGINT)


@pytest.mark.parametrize("drops", [lambda line: line.sendall(GOODBYE), lambda line: line.shutdown(socket.SHUT_RDWR)])
def test_a_connection_that_has_dropped_is_soon_back(
    slack: FaultySlack, start: Start, drops: Callable[[socket.socket], None]
) -> None:
    bot = start("run")
    bot.says(CONNECTED)
    spent, began = bot.cpu(), time.monotonic()
    drops(slack.sockets[0])
    bot.says(AGAIN)
    assert time.monotonic() - began < 3
    assert bot.cpu() - spent < 1
    assert slack.asked.count(OPEN) == len(slack.sockets) == 2
    bot.stops(signal.SIGTERM)


def test_an_address_that_does_not_open_is_left_alone(slack: FaultySlack, start: Start) -> None:
    bot = start("run")
    bot.says(CONNECTED)
    slack.place = f"127.0.0.1:{free_port()}"
    slack.sockets[0].sendall(GOODBYE)
    bot.says(TROUBLED)
    assert slack.asked.count(OPEN) == 2
    bot.stops(signal.SIGTERM)
    assert bot.said.count(TROUBLED) == 1


def test_slack_is_reached_by_the_proxy_alone(slack: FaultySlack, start: Start) -> None:
    proxy = Proxy()
    proxy.places = {"slack.test": slack.place, "slack.test:80": slack.place}
    slack.place = "slack.test"
    bot = start("run", SLACK_API_URL="http://slack.test/api/", HTTP_PROXY=f"http://align:p%40ss@{proxy.address}")
    bot.says(CONNECTED)
    login = f"Basic {b64encode(b'align:p@ss').decode()}"
    assert set(proxy.asked) == {
        (line, login) for line in (f"POST http://slack.test/api/{WHO}", f"POST http://slack.test/api/{OPEN}", TUNNEL)
    }
    bot.stops(signal.SIGTERM)
    proxy.close()


@pytest.mark.parametrize("fault", ["429:60", "hang"])
def test_it_stops_while_it_connects_again(slack: FaultySlack, start: Start, fault: str) -> None:
    bot = start("run")
    bot.says(CONNECTED)
    slack.trouble = {OPEN: fault}
    before = slack.asked.count(OPEN)
    slack.sockets[0].sendall(GOODBYE)
    until(lambda: slack.asked.count(OPEN) > before, "the question for a new address")
    bot.stops(signal.SIGTERM)


@pytest.mark.parametrize(
    ("command", "method", "code"),
    [
        *(("run", OPEN, each) for each in REFUSED),
        *((command, WHO, each) for command in ("run", "web", "clock") for each in REFUSED[:1]),
    ],
)
def test_a_refused_token_ends_the_start_with_its_mend(
    slack: FaultySlack, start: Start, command: str, method: str, code: str
) -> None:
    slack.trouble = {method: code}
    bot = start(command)
    assert bot.process.wait(20) == 2
    name, mend = ("APP", "Make an app-level token") if method == OPEN else ("BOT", "Copy the Bot User OAuth Token")
    last = bot.said.splitlines()[-1]
    assert last.startswith(f"Slack refuses SLACK_{name}_TOKEN: {code}. {mend}")
    assert "Traceback" not in bot.said


@pytest.mark.parametrize(
    ("fault", "number"), [("500", signal.SIGTERM), ("429:60", signal.SIGINT), ("hang", signal.SIGTERM)]
)
def test_the_door_opens_while_slack_is_in_trouble(slack: FaultySlack, start: Start, fault: str, number: int) -> None:
    slack.trouble = {WHO: fault}
    web = start("web")
    web.serves()
    if fault != "hang":
        web.says(f"{TROUBLED} (auth.test: ")
    web.stops(number)


@pytest.mark.parametrize("fault", ["hang", "429:60"])
def test_the_clock_ticks_while_slack_is_in_trouble(slack: FaultySlack, start: Start, fault: str) -> None:
    slack.trouble = {WHO: fault}
    clock = start("clock")
    clock.says("The clock ticks")
    clock.stops(signal.SIGINT)


@pytest.mark.parametrize("command", ["run", "web", "clock"])
def test_a_signal_while_slack_is_asked_for_the_first_time(slack: FaultySlack, start: Start, command: str) -> None:
    slack.trouble = {WHO: "hang"}
    bot = start(command)
    until(lambda: WHO in slack.asked, "the first question")
    bot.stops(signal.SIGTERM)


def test_its_log_as_json(slack: FaultySlack, start: Start) -> None:
    slack.trouble = {WHO: "500"}
    clock = start("clock", ALIGN_LOG_FORMAT="json", ALIGN_LOG_LEVEL="debug")
    clock.says("planned: nothing is due")
    clock.stops(signal.SIGTERM)
    lines = [json.loads(line) for line in clock.said.splitlines()]
    assert {"DEBUG", "INFO", "WARNING"} <= {line["level"] for line in lines}
    assert all(datetime.fromisoformat(line["time"]).tzinfo and line["name"] and line["message"] for line in lines)
    assert not any(secret in clock.said for secret in ("xoxb-1", "signing", "thirty-two"))
    assert "will be unused" not in clock.said, "a warning of Bolt's that is not true here"


def test_metrics_of_two_processes_are_read_as_of_one(slack: FaultySlack, start: Start, tmp_path: Path) -> None:
    help_asked = slash_command(User("U1", "maya", "Maya"), Room("C1", "m", set()), "/align help", "1.2.a", "https://x")
    (body, kind), port = encoded(help_asked), free_port()
    web = start("web", WEB_CONCURRENCY="2", ALIGN_METRICS_PORT=str(port), TMPDIR=str(tmp_path))
    web.serves()
    (counts,) = tmp_path.glob("align-metrics-*")
    until(lambda: len(list(counts.glob("histogram_*.db"))) == 2, "both processes to count")
    for _ in range(8):
        typed = Request(f"http://127.0.0.1:{web.port}/slack/events", body.encode(), signed("signing", body, kind))
        urlopen(typed, timeout=10).close()
    for _ in range(6):
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        assert 'align_acknowledgement_seconds_count{payload="command"} 8.0' in lines
        assert "align_database_up 1.0" in lines
    web.stops(signal.SIGTERM)
    assert not counts.exists()
