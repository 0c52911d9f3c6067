"""Slack's requests as bytes on the wire, signed now."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

WORKSPACE, CHANNEL, PERSON = "T0BENCH", "C0BENCH", "U0BENCH"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


View = dict[str, Any]


def command(text: str, number: int) -> bytes:
    """`/align TEXT`, typed in the team's channel."""
    return _request(
        {
            "token": "t",
            "team_id": WORKSPACE,
            "team_domain": "bench",
            "channel_id": CHANNEL,
            "channel_name": "bench",
            "user_id": PERSON,
            "user_name": "maya",
            "command": "/align",
            "text": text,
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:9/never",
            "trigger_id": f"{number}.1.bench",
        }
    )


def submission(view: View, number: int) -> bytes:
    """The modal `view`, as it was opened, filled and sent."""
    sent = {
        "type": "view_submission",
        "team": {"id": WORKSPACE, "domain": "bench"},
        "user": {"id": PERSON, "username": "maya", "name": "maya", "team_id": WORKSPACE},
        "api_app_id": "A0BENCH",
        "token": "t",
        "trigger_id": f"{number}.2.bench",
        "view": {
            **view,
            "id": "V0BENCH",
            "root_view_id": "V0BENCH",
            "previous_view_id": None,
            "team_id": WORKSPACE,
            "app_id": "A0BENCH",
            "bot_id": "B0BENCH",
            "hash": f"{number}.bench",
            "state": {"values": _filled(view["blocks"])},
        },
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }
    return _request({"payload": json.dumps(sent)})


def _filled(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Something in every field: words, the first option, one person, one day."""
    fields = [block for block in blocks if block["type"] == "input"]
    return {
        block["block_id"]: {block["element"]["action_id"]: _value(block["element"], number)}
        for number, block in enumerate(fields, 1)
    }


def _value(element: dict[str, Any], number: int) -> dict[str, Any]:
    kind = element["type"]
    values: dict[str, dict[str, Any]] = {
        "plain_text_input": {"value": f"Newsletter in {number} languages"},
        "users_select": {"selected_user": PERSON},
        "multi_users_select": {"selected_users": [PERSON]},
        "datepicker": {"selected_date": "2026-12-24"},
        "checkboxes": {"selected_options": element.get("options", [])[:1]},
        "number_input": {"value": "3"},
    }
    return {"type": kind, **values.get(kind, {"selected_option": (element.get("options") or [None])[0]})}


def _request(fields: dict[str, str]) -> bytes:
    body = urlencode(fields).encode()
    now = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"v0:{now}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body
