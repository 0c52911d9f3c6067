"""A file is fetched from Slack and from nowhere else, within bounds of size and time."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.delivery import api as slack
from bot.delivery.answers import Accepted, Answer, NotSent, Refused, Unclear
from bot.delivery.api import SlackApi

MOST = 10_000
Say = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(say: Say) -> Iterator[tuple[str, list[str]]]:
    """An address at which each GET is answered so, and the permissions that came with them."""
    permissions: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            permissions.append(self.headers.get("Authorization", ""))
            say(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", permissions
    finally:
        server.shutdown()
        server.server_close()


def says(status: int, data: bytes = b"", **headers: str) -> Say:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return say


def hangs(handler: BaseHTTPRequestHandler) -> None:
    """Half of a file, and then nothing more until the caller has gone."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"x" * 500)
    handler.wfile.flush()
    handler.rfile.read()


def pours(handler: BaseHTTPRequestHandler) -> None:
    """A file without an end, that says nothing of its size."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 5000)
    except OSError:
        pass


@pytest.mark.parametrize(
    "say, answer",
    [
        (says(200, b"a,b"), Accepted({"content": b"a,b"})),
        (says(200, b"", Content_Type="text/csv"), Accepted({"content": b""})),
        (says(200, b"<title>Sign in</title>", Content_Type="text/html"), Refused(slack.LOGIN)),
        (says(200, b"\n <!DOCTYPE HTML>", Content_Type="text/csv"), Refused(slack.LOGIN)),
        (says(302, Location="https://elsewhere.example/"), Refused(slack.LOGIN)),
        (says(403), Refused(slack.LOGIN)),
        (says(404), Refused("http_404")),
        (says(502), NotSent("http 502")),
        (says(429, Retry_After="5"), NotSent("http 429")),
        (says(200, b"x" * MOST), Accepted({"content": b"x" * MOST})),
        (says(200, b"x" * (MOST + 1)), Refused(slack.TOO_LARGE)),
        (says(200, gzip.compress(bytes(10**6)), Content_Encoding="gzip"), None),
        (pours, Refused(slack.TOO_LARGE)),
    ],
)
def test_what_is_fetched(say: Say, answer: Answer | None) -> None:
    with serving(say) as (url, permissions):
        got = SlackApi(f"{url}/api/").download(f"{url}/files-pri/T1-F1/download/a.csv", "xoxb-1", MOST)
    assert permissions == ["Bearer xoxb-1"]
    if answer is not None:
        assert got == answer
    else:
        assert isinstance(got, Accepted) and len(got.body["content"]) < MOST, "nothing is unpacked"


def test_silence_in_the_middle_of_a_file_is_no_file() -> None:
    with serving(hangs) as (url, _):
        assert isinstance(SlackApi(f"{url}/api/", read=0.2).download(f"{url}/f", "xoxb-1", MOST), Unclear)


def test_a_file_that_comes_drop_by_drop_is_given_up() -> None:
    with serving(says(200, b"a,b")) as (url, _):
        got = SlackApi(f"{url}/api/").download(f"{url}/f", "xoxb-1", MOST, seconds=0)
    assert got == Unclear("it takes too long")


@pytest.mark.parametrize("host", ["127.0.0.1.example", "files.slack.com", "files.slack.com:444", "x@files.slack.com"])
def test_the_token_goes_nowhere_else(host: str) -> None:
    api = SlackApi("http://127.0.0.1:9/api/")
    assert api.download(f"http://{host}/f", "xoxb-1", MOST) == Refused(slack.ELSEWHERE)
