"""What passes the door between the bot and the local Slack."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
import urllib3
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.trial import bridge, page
from bot.trial.company import user_names

VIEW: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Page"},
    "submit": {"type": "plain_text", "text": "Next"},
    "blocks": [
        {
            "type": "input",
            "block_id": "owner",
            "label": {"type": "plain_text", "text": "Who owns it?"},
            "element": {"type": "users_select", "action_id": "owner"},
        }
    ],
}
COMMAND = {"command": "/align", "text": "help"}


def submission() -> dict[str, Any]:
    return {"type": "view_submission", "view": page.fit_view(VIEW, user_names())}


def ack(body: Any, status: int = 200) -> BoltResponse:
    return BoltResponse(status=status, body=body)


def test_an_answer_to_a_command_is_for_the_person_alone_unless_it_says_otherwise() -> None:
    assert bridge.fit_acknowledgement(COMMAND, ack("R&amp;D"), {}) == {"text": "R&D", "response_type": "ephemeral"}
    public = {"text": "All", "response_type": "in_channel"}
    assert bridge.fit_acknowledgement(COMMAND, ack(public), {}) == public


def test_errors_are_told_by_the_label_of_their_input() -> None:
    errors = {"response_action": "errors", "errors": {"owner": "Not you."}}
    assert bridge.fit_acknowledgement(submission(), ack(errors), {}) == {
        "response_action": "errors",
        "errors": {"Who owns it?": "Not you."},
    }


def test_the_next_page_in_an_acknowledgement_is_fitted() -> None:
    told = bridge.fit_acknowledgement(submission(), ack({"response_action": "update", "view": VIEW}), user_names())
    assert told == {"response_action": "update", "view": page.fit_view(VIEW, user_names())}


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (submission(), {"response_action": "errors", "errors": {"Slack": bridge.NO_ANSWER}}),
        (COMMAND, {"response_type": "ephemeral", "text": "/align failed because the app did not respond."}),
        ({"type": "event_callback"}, None),
    ],
)
def test_a_bot_that_fails_loses_nothing_that_was_typed(sent: dict[str, Any], told: Any) -> None:
    assert bridge.fit_acknowledgement(sent, ack("", status=500), {}) == told


class Echo(BaseHTTPRequestHandler):
    """Answers a call as Slack answers `views.open`: with what it got."""

    def do_POST(self) -> None:
        got = self.rfile.read(int(self.headers["content-length"]))
        body = json.dumps({"ok": True, "path": self.path, "bearer": self.headers["authorization"], **json.loads(got)})
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def door() -> Iterator[bridge.Bridge]:
    with HTTPServer(("127.0.0.1", 0), Echo) as slack:
        Thread(target=slack.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        with bridge.open_bridge(f"http://127.0.0.1:{slack.server_port}", user_names()) as opened:
            yield opened
        slack.shutdown()


def test_a_call_arrives_with_its_token_and_readable(door: bridge.Bridge) -> None:
    answer = WebClient("xoxb-1", base_url=door.api).chat_postMessage(channel="C1", text="R&amp;D")
    assert (answer["path"], answer["bearer"], answer["text"]) == ("/api/chat.postMessage", "Bearer xoxb-1", "R&D")


def test_the_bot_sees_its_own_view_in_the_answer(door: bridge.Bridge) -> None:
    assert WebClient("xoxb-1", base_url=door.api).views_open(trigger_id="1", view=VIEW)["view"] == VIEW


def test_an_answer_to_a_response_url_passes_too(door: bridge.Bridge) -> None:
    said = urllib3.request("POST", f"{door.url}/_hooks/response/7", json={"text": "&lt;3"}).json()
    assert (said["path"], said["text"], said["response_type"]) == ("/_hooks/response/7", "<3", "ephemeral")


def test_a_local_slack_that_is_gone_is_a_plain_error() -> None:
    with bridge.open_bridge("http://127.0.0.1:9", {}) as door:
        assert urllib3.request("POST", f"{door.url}/api/auth.test", json={}).status == 502
