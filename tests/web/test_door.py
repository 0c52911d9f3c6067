"""Slack's requests over WSGI: what reaches the bot, and what a stranger gets."""

import hashlib
import hmac
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.records.database import connect, migrate
from bot.web import decode_payload, make_application

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1531420618
FORM = "application/x-www-form-urlencoded"
COMMAND = urlencode(
    {"command": "/align", "text": "help", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}
).encode()
Answer = tuple[int, str]
Ask = Callable[..., Answer]


@pytest.fixture
def heard() -> list[str]:
    """What has reached a listener."""
    return []


@pytest.fixture
def ask(tmp_path: Path, heard: list[str]) -> Ask:
    """Call the door as a server would: ask(body, **headers) → (status, body)."""
    bolt = App(
        client=WebClient(),
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0"),
        process_before_response=True,
        request_verification_enabled=False,
    )

    def align(ack: Any, command: Any) -> None:
        heard.append(command["text"])
        ack("Here I am")

    def page(ack: Any, view: Any) -> None:
        heard.append(view["private_metadata"])
        ack()

    bolt.command("/align")(align)
    bolt.view("page")(page)
    db = connect(f"sqlite:///{tmp_path}/align.db")
    migrate(db)
    application = make_application(bolt, db, SECRET, lambda: NOW)

    def ask(
        body: bytes = b"", kind: str = FORM, method: str = "POST", path: str = "/slack/events", **more: str
    ) -> Answer:
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_PROTOCOL": "HTTP/1.1"}
        setup_testing_defaults(environ)
        environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": kind, **more}
        statuses: list[str] = []
        chunks = application(environ, lambda status, headers: statuses.append(status))  # type: ignore[arg-type, return-value]
        return int(statuses[0].split(" ")[0]), b"".join(chunks).decode()

    return ask


def signed(body: bytes, timestamp: str = str(NOW), secret: str = SECRET) -> dict[str, str]:
    made = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"HTTP_X_SLACK_REQUEST_TIMESTAMP": timestamp, "HTTP_X_SLACK_SIGNATURE": f"v0={made}"}


def test_what_slack_signed_reaches_the_bot(ask: Ask, heard: list[str]) -> None:
    assert ask(COMMAND, **signed(COMMAND)) == (200, "Here I am")
    assert heard == ["help"]


def test_a_modal_reaches_the_bot_as_it_was_filled(ask: Ask, heard: list[str]) -> None:
    words = "100 % & <more> + “½” 🙂 %22 \\ \n"
    view = {"type": "modal", "callback_id": "page", "private_metadata": words}
    said = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": view}
    body = urlencode({"payload": json.dumps(said)}).encode()
    assert ask(body, **signed(body)) == (200, "")
    assert heard == [words]


def test_slacks_own_example_is_taken(ask: Ask) -> None:
    """docs.slack.dev/authentication/verifying-requests-from-slack: known body, secret and signature."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    assert signed(body)["HTTP_X_SLACK_SIGNATURE"] == (
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    )
    assert ask(body, **signed(body))[0] != 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_X_SLACK_REQUEST_TIMESTAMP": str(NOW)},
        {"HTTP_X_SLACK_SIGNATURE": signed(COMMAND)["HTTP_X_SLACK_SIGNATURE"]},
        signed(COMMAND, secret="another"),
        signed(COMMAND + b"&more"),
        signed(COMMAND, str(NOW - 301)),
        signed(COMMAND, str(NOW + 301)),
        signed(COMMAND, "not-a-number"),
        signed(COMMAND, "1531420618.0"),
        signed(COMMAND, "-1"),
        signed(COMMAND, "²"),
        signed(COMMAND, "9" * 5000),
        signed(COMMAND) | {"HTTP_X_SLACK_SIGNATURE": "v0=é"},
        signed(COMMAND) | {"HTTP_X_SLACK_SIGNATURE": signed(COMMAND)["HTTP_X_SLACK_SIGNATURE"].replace("v0", "v1")},
    ],
)
def test_a_stranger_is_refused_and_not_heard(ask: Ask, heard: list[str], headers: dict[str, str]) -> None:
    assert ask(COMMAND, **headers) == (401, '{"error": "invalid request"}')
    assert heard == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"payload=%7B", FORM),
        (b"\xff\xfe", "text/plain"),
        (b"", FORM),
        (b"ssl_check=2", FORM),
        (b"ssl_check=%C3%A9", FORM),
        ("ssl_check=é".encode(), FORM),
        (b"ssl_check=1&" * 200, FORM),
    ],
)
def test_a_strangers_broken_body_is_refused_before_it_is_read(ask: Ask, body: bytes, kind: str) -> None:
    wrong = {"HTTP_X_SLACK_REQUEST_TIMESTAMP": str(NOW), "HTTP_X_SLACK_SIGNATURE": "v0=0"}
    assert ask(body, kind, **wrong)[0] == 401


@given(st.text())
def test_what_a_modal_says_arrives_as_it_was_typed(text: str) -> None:
    said = json.dumps({"value": text}, ensure_ascii=False)
    assert decode_payload(urlencode({"payload": said})) == said


@pytest.mark.parametrize("form", ["", "payload", "command=%2Falign", "payload=%7B%7D&more=1", '{"payload=": 1}'])
def test_only_an_interaction_is_one(form: str) -> None:
    assert decode_payload(form) == ""


def test_five_minutes_are_allowed(ask: Ask) -> None:
    assert ask(COMMAND, **signed(COMMAND, str(NOW - 299)))[0] == 200


@pytest.mark.parametrize(("size", "status"), [(8_388_608, 200), (8_388_609, 413)])
def test_a_body_larger_than_any_of_slacks_is_not_read(ask: Ask, size: int, status: int) -> None:
    """8 MB, as SECURITY.md promises: the fullest modal of Slack's, 100 inputs of 3,000 characters, stays below.

    The costliest character takes 16 bytes, as two escapes of JSON whose backslashes are escaped once more in a form:
    4.8 million in all, and the modal's own words beside them.
    """
    assert ask(COMMAND, **signed(COMMAND), CONTENT_LENGTH=str(size))[0] == status


def test_slack_may_look_at_our_certificate(ask: Ask, heard: list[str]) -> None:
    assert ask(b"ssl_check=1&token=abc&command=%2Falign&text=help")[0] == 200
    assert heard == []


def test_slack_is_heard_out_when_it_limits_us(ask: Ask) -> None:
    body = json.dumps({"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": NOW}).encode()
    assert ask(body, "application/json", **signed(body))[0] == 200
    assert ask(body, "application/json")[0] == 401


def test_slack_finds_out_that_we_are_here(ask: Ask) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"}).encode()
    status, answer = ask(body, "application/json", **signed(body))
    assert (status, "3eZbrw1aB" in answer) == (200, True)


def test_the_host_hears_whether_the_database_answers(ask: Ask, tmp_path: Path) -> None:
    assert ask(method="GET", path="/healthz") == (200, '{"ok": true}')


def test_a_process_is_ready_while_the_tables_are_those_of_its_version(ask: Ask, tmp_path: Path) -> None:
    assert ask(method="GET", path="/readyz") == (200, '{"ok": true}')
    connect(f"sqlite:///{tmp_path}/align.db").execute("ALTER TABLE events RENAME TO mislaid")
    assert [ask(method="GET", path=path)[0] for path in ("/readyz", "/healthz")] == [503, 200]


def test_the_host_hears_when_the_database_is_gone(tmp_path: Path) -> None:
    (tmp_path / "align.db").write_text("These are not the rows of a database, and it says so when it is asked." * 20)
    db = connect(f"sqlite:///{tmp_path}/align.db")
    statuses: list[str] = []
    environ: dict[str, Any] = {"REQUEST_METHOD": "GET", "PATH_INFO": "/healthz"}
    application = make_application(App(client=WebClient(), authorize=lambda: None), db, SECRET)
    body = b"".join(application(environ, lambda status, headers: statuses.append(status)))  # type: ignore[arg-type, return-value]
    assert (statuses, json.loads(body)) == (
        ["503 Service Unavailable"],
        {"ok": False, "database": "does not answer"},
    )


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/slack/events"), ("POST", "/healthz"), ("PUT", "/x")]
)
def test_nothing_else_is_here(ask: Ask, method: str, path: str) -> None:
    assert ask(method=method, path=path)[0] == 404
