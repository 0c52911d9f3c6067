"""Signed bodies that no Slack sends: refused as such or answered in words, never a fault of ours."""

import hashlib
import hmac
import json
import logging
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from bot.app import Align
from bot.web import make_application
from tests.conversations.document_talk import seat
from tests.fixtures_align import alone, both_engines
from tests.standin import SECRET, TEAM, Channel, Clock, Colleague, Line, Slack
from tests.standin.wire.payloads import FORM
from tests.web import mutants
from tests.web.mutants import Sent
from tests.web.recorded_talk import every_act, foreign, talk

Post = Callable[..., tuple[int, str]]
EXAMPLES = Path(__file__).parent / "slacks_own.jsonl"


@pytest.fixture
def post(align: Align, clock: Clock) -> Post:
    """Send bytes as Slack would: signed, now; status and body of the answer."""
    application = make_application(align.bolt, align.db, SECRET)

    def post(body: bytes, kind: str, **headers: str) -> tuple[int, str]:
        now = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), f"v0:{now}:".encode() + body, hashlib.sha256).hexdigest()
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/slack/events",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_X_SLACK_REQUEST_TIMESTAMP": now,
            "HTTP_X_SLACK_SIGNATURE": f"v0={digest}",
            "wsgi.input": BytesIO(body),
            **headers,
        }
        statuses: list[str] = []
        try:
            chunks = application(environ, lambda status, headers: statuses.append(status))  # type: ignore[arg-type, return-value]
        except Exception:  # any server's answer to it
            logging.exception("the application raised")
            return 500, ""
        return int(statuses[0].split(" ")[0]), b"".join(chunks).decode()

    return post


def decoded(sent: tuple[str, str]) -> dict[str, Any]:
    body, _ = sent
    if body.startswith("{"):
        return dict(json.loads(body))
    form = dict(parse_qsl(body, keep_blank_values=True))
    return dict(json.loads(form["payload"])) if "payload" in form else dict(form)


@pytest.fixture
def recorded(
    align: Align,
    line: Line,
    clock: Clock,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    marketing: Channel,
    no_bot: Channel,
) -> list[dict[str, Any]]:
    """What Slack has sent during a long talk, and what it sends besides."""
    talk(maya, tom, ivan, marketing, no_bot, clock, align)
    return [*map(decoded, line.sent), *every_act(maya), *foreign(maya)]


def renewed(random: Random, payload: dict[str, Any], slack: Slack) -> dict[str, Any]:
    """The payload as if it were sent now: another event, and a press that may open a window."""
    fresh = {**payload}
    if "event_id" in fresh:
        fresh["event_id"] = f"Ev{random.getrandbits(60)}"
    if "trigger_id" in fresh:
        user = fresh["user_id"] if "user_id" in fresh else fresh["user"]["id"]
        fresh["trigger_id"] = slack.workspace.trigger(user, in_modal=bool(fresh.get("view")))
    return fresh


def make_mutant(random: Random, payloads: list[dict[str, Any]], pool: mutants.Pool, slack: Slack) -> Sent:
    payload = renewed(random, random.choice(payloads), slack)
    if random.random() < 0.15:
        return mutants.damage(random, mutants.encode(payload))
    return mutants.encode(mutants.mutate(random, payload, pool))


def test_no_mutated_payload_is_a_fault_of_ours(
    align: Align,
    post: Post,
    recorded: list[dict[str, Any]],
    slack: Slack,
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
) -> None:
    option = request.config.getoption
    random, pool = Random(int(option("--mutants-seed"))), mutants.pool(recorded)
    counted: Counter[int] = Counter()
    faults = []
    for _ in range(int(option("--mutants"))):
        sent = make_mutant(random, recorded, pool, slack)
        status, _answer = post(*sent)
        counted[status] += 1
        if status not in (200, 400, 401) or any(each.exc_info for each in caplog.records):
            faults.append((status, sent[0][:3000], caplog.text[-2500:]))
        caplog.clear()
    print(dict(counted))
    assert not faults, f"{len(faults)}, the first: {faults[0]}"
    assert {200, 400, 401} <= set(counted), counted


OWN = [json.loads(line) for line in EXAMPLES.read_text().splitlines()]


@pytest.mark.parametrize("own", OWN, ids=[each["name"] for each in OWN])
def test_whatever_slack_really_sends_is_taken(align: Align, post: Post, own: dict[str, Any]) -> None:
    """From the tests of slackapi/bolt-python and slackapi/java-slack-sdk (MIT)."""
    assert post(*mutants.encode(own["payload"]))[0] == 200


def test_what_slack_has_sent_is_taken_again(post: Post, recorded: list[dict[str, Any]]) -> None:
    assert {post(*mutants.encode(each))[0] for each in recorded} == {200}


def test_a_word_that_begins_like_a_check_of_certificates(
    align: Align, post: Post, maya: Colleague, marketing: Channel
) -> None:
    assert "I have nothing that fits" in maya.types("/align ssl_check for a café", marketing)
    typed = {"command": "/align", "text": "ssl_check=1 for a café", "team_id": TEAM, "user_id": maya.id}
    body = urlencode({**typed, "channel_id": marketing.room.id, "trigger_id": "1.2.x"}).encode()
    status, answer = post(body, FORM)
    assert status == 200 and "/align" in answer


def test_another_command_is_answered_in_words(align: Align, maya: Colleague, marketing: Channel) -> None:
    assert maya.types("/weather tomorrow", marketing) == "This command is not mine. Mine is /align; type /align help."


@pytest.mark.parametrize("name", ["old", "commitment:from_message", "pitch:read-vendor", "document:look_up-terms"])
def test_a_shortcut_that_is_none_of_ours_is_answered_in_words(align: Align, maya: Colleague, name: str) -> None:
    """All but the first stand under a message, and this is one of the whole workspace."""
    maya.uses(name)
    assert maya.modal.words.endswith("This is from an earlier version of me. Type /align to start afresh.")


@alone
@both_engines
@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U1"]}}])
def test_an_organisation_that_removes_the_app(
    align: Align, post: Post, maya: Colleague, marketing: Channel, event: dict[str, Any]
) -> None:
    seat(maya, marketing, marketing=[maya])
    align.db.execute(
        "INSERT INTO installations (workspace, bot_user, name, url, installed_at) "
        "SELECT 'T2', bot_user, name, url, installed_at FROM installations"
    )
    wide = {"type": "event_callback", "event_id": "Ev1", "enterprise_id": "E1", "event": event}
    assert post(json.dumps(wide).encode(), "application/json")[0] == 200
    assert align.db.query("SELECT workspace FROM installations WHERE removed_at IS NULL") == []
    assert align.db.query("SELECT pause_reason FROM teams") == [{"pause_reason": "uninstalled"}]
    alone = {**wide, "event_id": "Ev2", "enterprise_id": None}
    assert post(json.dumps(alone).encode(), "application/json")[0] == 400


def test_a_mention_without_its_number_is_no_message_of_slacks(align: Align, post: Post, maya: Colleague) -> None:
    event = {"type": "app_mention", "user": maya.id, "text": "<@U0ALIGNBOT> pilot", "channel": "C0MARKETING"}
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}
    assert post(json.dumps(body).encode(), "application/json")[0] == 400
