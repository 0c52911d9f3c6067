"""`align web` and `align clock` as processes: they serve, and stop cleanly when they are told to."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.e2e.waiting import until
from tests.ports import free_port
from tests.standin import BOT_TOKEN, Slack


@pytest.fixture
def environ(database_url: str, slack: Slack) -> dict[str, str]:
    return {
        **os.environ,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": "signing",
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": database_url,
        "ALIGN_SECRET": "a secret of thirty-two letters, or more",
        "PORT": str(free_port()),
        "WEB_CONCURRENCY": "2",
    }


def healthy(port: int) -> bool:
    try:
        line = HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", "/healthz", headers={"Connection": "close"})
        return line.getresponse().status == 200
    except ConnectionRefusedError:
        return False


def test_web_serves_until_it_is_stopped(environ: dict[str, str], tmp_path: Path) -> None:
    with started("web", environ, tmp_path) as process:
        until(lambda: healthy(int(environ["PORT"])), "the door to open")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert "Traceback" not in (tmp_path / "said").read_text()


def test_the_clock_ticks_until_it_is_stopped(environ: dict[str, str], tmp_path: Path) -> None:
    with started("clock", environ, tmp_path) as process:
        until(lambda: "The clock ticks" in (tmp_path / "said").read_text(), "the clock to tick")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert "Traceback" not in (tmp_path / "said").read_text()


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_port_that_is_taken_is_said(environ: dict[str, str], tmp_path: Path, host: str) -> None:
    with socket.create_server(("127.0.0.1", int(environ["PORT"]))):
        process = started("web", {**environ, "ALIGN_HOST": host}, tmp_path)
        assert process.wait(20) == 2
    said = (tmp_path / "said").read_text()
    assert f"Nothing can listen at {host}:{environ['PORT']}: Address already in use. Stop what listens there" in said
    assert "Traceback" not in said


def started(command: str, environ: dict[str, str], folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / "said").open("wb") as said:
        return subprocess.Popen([sys.executable, "-m", "bot", command], env=environ, stdout=said, stderr=said)
