"""Our payloads against recorded ones, from the tests of slackapi/bolt-python and slackapi/java-slack-sdk (MIT)."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from tests.standin import Channel, Colleague, Line
from tests.standin.tests import small_app

RECORDED = [json.loads(line) for line in (Path(__file__).parent / "recorded.jsonl").read_text().splitlines()]

# recorded by Slack: what our payload leaves out, being of organisations, or of apps older than `authorizations`
SHAPES = {
    "slash_command_with_flags": "",
    "block_actions_message_button": "",
    "block_actions_home_tab": "",
    "view_submission": "",
    "view_closed": "",
    "app_home_opened_messages": "enterprise_id",
    "app_mention": "enterprise_id client_msg_id",
    "message_im": "enterprise_id authed_users",
    "member_joined_channel": "enterprise_id authed_users",
}


def test_payloads_have_every_property_of_recorded_ones(line: Line, maya: Colleague, marketing: Channel) -> None:
    line.connect(small_app.build(line.slack))
    maya.types("/goal", marketing)
    maya.fills({"Goal": "Ship it"})
    maya.submits()
    maya.clicks("Done", marketing)
    maya.opens_home()
    maya.clicks("New goal")
    maya.closes()
    maya.opens_messages()
    maya.says("hi")
    maya.says("@align hi", marketing)
    maya.invites_bot(marketing)
    sent = [decoded(body) for body, _ in line.sent]
    assert [each["name"] for each in RECORDED] == list(SHAPES)
    for each in RECORDED:
        left_out = set(SHAPES[each["name"]].split())
        assert any(not missing(each["payload"], ours) - left_out for ours in sent), each["name"]


def decoded(body: str) -> dict[str, Any]:
    if body.startswith("{"):
        return dict(json.loads(body))
    form = dict(parse_qsl(body, keep_blank_values=True))
    return dict(json.loads(form["payload"])) if "payload" in form else dict(form)


def missing(recorded: dict[str, Any], ours: dict[str, Any]) -> set[str]:
    """Properties that ours lacks, also inside what describes the act; everything if it is of another kind."""
    kinds = [
        (each.get("type"), *(each.get(part, {}).get("type") for part in ("event", "view", "container")))
        for each in (recorded, ours)
    ]
    if kinds[0] != kinds[1] or ("command" in recorded) != ("command" in ours):
        return {"another kind"}
    parts = [name for name in ("event", "container", "view", "channel", "message") if name in recorded]
    inner = [set(recorded[name]) - set(ours.get(name, {})) - {"enterprise_id", "inviter"} for name in parts]
    return (set(recorded) - set(ours)).union(*inner)
