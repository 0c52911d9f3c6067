"""Half requests, from anybody, to `align web` as a process: however many are held, Slack is answered meanwhile."""

import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.e2e.test_processes import healthy, started
from tests.e2e.waiting import until
from tests.ports import free_port
from tests.standin import BOT_TOKEN, Clock, Room, Server, Slack, User
from tests.standin.wire.payloads import FORM, encoded, signed, slash_command

SECRET = "signing"
HEAD = b"POST /slack/events HTTP/1.1\r\nHost: align\r\nContent-Type: application/x-www-form-urlencoded\r\n"
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: align\r\n\r\n"
HALVES = {
    "nothing at all": b"",
    "half a line": b"POST /slack/ev",
    "half the headers": HEAD,
    "no body": HEAD + b"Content-Length: 1000\r\n\r\n",
    "half a body": HEAD + b"Content-Length: 1000\r\n\r\npayload=%7B",
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n3e8\r\npayload=%7B",
    "no more chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    "a whole one, then half a one": WHOLE + b"POST /slack/ev",
    "a whole one, never read": WHOLE,
    "a whole one that should end it": WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"),
}


@contextmanager
def serving(slack: Slack, database: Path, folder: Path) -> Iterator[tuple[int, Callable[[], None]]]:
    """`align web` with one worker, until the block ends: its port, and what stops it, if that is not to come last."""
    shutil.copy(database, folder / "align.db")
    port = free_port()
    environ = {
        **os.environ,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": f"sqlite:///{folder / 'align.db'}",
        "ALIGN_SECRET": "a secret of thirty-two letters, or more",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    with started("web", environ, folder) as process:

        def stop() -> None:
            process.terminate()
            assert process.wait(20) == 0

        try:
            until(lambda: healthy(port), "the door to open")
            yield port, stop
        finally:
            stop()
    assert "Traceback" not in (folder / "said").read_text()


@pytest.fixture(scope="module")
def web(slack_server: Server, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of `align web`, which has said something already."""
    slack = slack_server.open(Clock())
    with serving(slack, migrated_file, tmp_path_factory.mktemp("web")) as (port, _stop):
        type_help(port)
        yield port
    slack_server.forget(slack)


def type_help(port: int) -> float:
    """Type `/align help`; seconds until it was answered."""
    typed = slash_command(User("U0MAYA", "maya", "Maya"), Room("C0M", "m", set()), "/align help", "1.2.a", "https://x")
    body, kind = encoded(typed)
    began = time.monotonic()
    line = HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("POST", "/slack/events", body.encode(), signed(SECRET, body, kind))
    answer = line.getresponse()
    assert (answer.status, b"/align" in answer.read()) == (200, True)
    line.close()
    return time.monotonic() - began


def longest_of_five(port: int) -> float:
    """The longest that `/align help` or /healthz took, of five times each, with what came before digested."""
    type_help(port)
    taken = [type_help(port) for _ in range(5)]
    for _ in range(5):
        began = time.monotonic()
        assert healthy(port)
        taken.append(time.monotonic() - began)
    return max(taken)


def hold(port: int, sent: bytes, lines: ExitStack) -> socket.socket:
    held = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
    held.sendall(sent)
    return held


@pytest.mark.parametrize("many", [4, 40, 400])
def test_slack_is_answered_while_half_requests_are_held(web: int, many: int) -> None:
    with ExitStack() as lines:
        for number in range(many):
            hold(web, list(HALVES.values())[number % len(HALVES)], lines)
        assert longest_of_five(web) < 1


def test_more_than_there_is_room_for_push_each_other_out(web: int) -> None:
    with ExitStack() as lines:
        for _ in range(700):
            hold(web, HALVES["half a body"], lines)
        assert longest_of_five(web) < 1


def test_byte_by_byte_holds_nobody_up(web: int) -> None:
    enough = Event()

    def dribble(held: socket.socket, rest: bytes) -> None:
        with suppress(OSError):
            for number in range(len(rest)):
                held.sendall(rest[number : number + 1])
                if enough.wait(0.05):
                    return

    with ExitStack() as lines:
        texts = [HEAD + b"Content-Length: 1000\r\n\r\n" + b"a" * 999] * 20
        slow = [Thread(target=dribble, args=(hold(web, b"", lines), text)) for text in texts]
        for each in slow:
            each.start()
        lines.callback(enough.set)
        assert longest_of_five(web) < 1


def test_half_requests_end_by_themselves(web: int) -> None:
    with ExitStack() as lines:
        held = [hold(web, sent, lines) for sent in HALVES.values()]
        # SECURITY.md promises ten seconds; Slack itself takes three at most. The first begins a little earlier.
        began = time.monotonic()
        for each in held:
            each.settimeout(20)
            with suppress(ConnectionResetError):
                while each.recv(1000):
                    pass
        assert 8 < time.monotonic() - began < 12


def test_half_requests_do_not_keep_it_from_stopping(slack: Slack, migrated_file: Path, tmp_path: Path) -> None:
    with ExitStack() as lines, serving(slack, migrated_file, tmp_path) as (port, stop):
        for sent in HALVES.values():
            hold(port, sent, lines)
        began = time.monotonic()
        stop()
        assert time.monotonic() - began < 9  # what it would wait for, it would wait ten seconds for


LARGE = 8 * 1024 * 1024


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (HEAD + b"Content-Length: %d\r\n\r\n" % (LARGE + 1), 413),
        (HEAD + b"Content-Length: 99999999999999999999999999\r\n\r\n", 413),
        (HEAD + b"Content-Length: -1\r\n\r\n", 400),
        (HEAD + b"Content-Length: +1\r\n\r\na", 400),
        (HEAD + b"Content-Length: 1e3\r\n\r\n", 400),
        (HEAD + b"Content-Length: \xc2\xb2\r\n\r\nab", 400),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (HEAD + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (HEAD + b"\r\n", 401),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 401),
        (b"POST /slack/events HTTP/1.1\r\nHost: align\r\nA: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"HELLO\r\n\r\n", 400),
    ],
)
def test_bodies_that_lie_about_themselves(web: int, sent: bytes, status: int) -> None:
    with ExitStack() as lines:
        assert hold(web, sent, lines).recv(1000).split(b" ")[1] == str(status).encode()


def test_chunks_without_end_are_cut_off(web: int) -> None:
    with ExitStack() as lines:
        held = hold(web, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", lines)
        with suppress(ConnectionError):
            for _ in range(LARGE // 65536 + 20):
                held.sendall(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        with suppress(ConnectionError):
            assert b" 413 " in held.recv(1000)
        assert healthy(web)


def test_the_form_is_the_one_that_slack_sends() -> None:
    assert FORM.encode() in HEAD
