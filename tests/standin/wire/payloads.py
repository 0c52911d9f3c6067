"""The payloads that Slack sends to an app: each payload in the shape of a recorded one, and its signature."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

from tests.standin.blockkit.limits import Payload
from tests.standin.workspace import APP, BOT_USER, DOMAIN, TEAM, Room, User

TOKEN = "verification_token"
FORM = "application/x-www-form-urlencoded"


def signed(secret: str, body: str, content_type: str, retry: int = 0) -> dict[str, str]:
    """The headers of a request from Slack; a retry says which it is and why."""
    now = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"Content-Type": content_type, "X-Slack-Request-Timestamp": now, "X-Slack-Signature": f"v0={digest}"}
    if retry:
        headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
    return headers


def encoded(payload: Payload) -> tuple[str, str]:
    """The body of a request and its content type: form fields, a form with JSON in `payload`, or JSON."""
    if "command" in payload:
        return urlencode(payload), FORM
    text = json.dumps(payload, separators=(",", ":"))  # escaped, since half an emoji is no UTF-8
    if payload["type"] == "event_callback":
        return text, "application/json"
    return urlencode({"payload": text}), FORM


def who(user: User) -> Payload:
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team}


def common(kind: str, user: User) -> Payload:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": DOMAIN},
        "user": who(user),
        "api_app_id": APP,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_name(room: Room) -> str:
    """Return what Slack calls the place in commands: only public channels by their name."""
    return "directmessage" if room.person else "privategroup" if room.is_private else room.name


def slash_command(user: User, room: Room, line: str, trigger_id: str, response_url: str) -> Payload:
    command, _, text = line.partition(" ")
    return {
        "token": TOKEN,
        "team_id": user.team,
        "team_domain": DOMAIN,
        "channel_id": room.id,
        "channel_name": channel_name(room),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text.strip(),
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def acted(element: Payload, block_id: str, now: float) -> Payload:
    """An element as it stands in `actions`: as it is in its block, without what only draws it."""
    hidden = ("confirm", "options", "option_groups", "focus_on_load")
    shown = {name: value for name, value in element.items() if name not in hidden}
    return {**shown, "block_id": block_id, "action_ts": f"{now:.6f}"}


def message_actions(
    user: User, room: Room, message: Payload, whispered: bool, action: Payload, state: Payload, **ids: str
) -> Payload:
    """An act on a message, or on an ephemeral one, which comes without its content."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": room.id,
        "is_ephemeral": whispered,
    }
    payload = common("block_actions", user) | {
        "container": container,
        "channel": {"id": room.id, "name": channel_name(room)},
        "state": {"values": state},
        "actions": [action],
        **ids,
    }
    return payload if whispered else payload | {"message": message}


def view_actions(user: User, view: Payload, action: Payload, state: Payload, trigger_id: str) -> Payload:
    return common("block_actions", user) | {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger_id,
        "view": {**view, "state": {"values": state}},
        "actions": [action],
    }


def view_submission(user: User, view: Payload, state: Payload, trigger_id: str) -> Payload:
    return common("view_submission", user) | {
        "trigger_id": trigger_id,
        "view": {**view, "state": {"values": state}},
        "response_urls": [],
    }


def view_closed(user: User, view: Payload, cleared: bool) -> Payload:
    """Closing tells nothing of what was typed."""
    return common("view_closed", user) | {
        "view": {**view, "state": {"values": {}}},
        "is_cleared": cleared,
        "response_urls": [],
    }


def message_action(user: User, room: Room, message: Payload, callback_id: str, now: float, **ids: str) -> Payload:
    return common("message_action", user) | {
        "callback_id": callback_id,
        "action_ts": f"{now:.6f}",
        "channel": {"id": room.id, "name": channel_name(room)},
        "message_ts": message["ts"],
        "message": message,
        **ids,
    }


def global_shortcut(user: User, callback_id: str, trigger_id: str, now: float) -> Payload:
    known = common("shortcut", user)
    return known | {"callback_id": callback_id, "trigger_id": trigger_id, "action_ts": f"{now:.6f}"}


def event(inner: dict[str, Any], event_id: str, now: float) -> Payload:
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(now),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
    }
