"""Slack's answers, told apart by whether the request may be repeated."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

NO_JSON = "http 200 without JSON"


@dataclass(frozen=True)
class Accepted:
    """Slack's answer to a request that it has carried out."""

    body: Mapping[str, Any]


@dataclass(frozen=True)
class Refused:
    """Slack's error code for a request that it has not carried out."""

    code: str


@dataclass(frozen=True)
class Limited:
    """Too much at once: nothing was done, and nothing will be for `seconds`."""

    seconds: float


@dataclass(frozen=True)
class NotSent:
    """A request that never reached Slack, or that Slack could not take: safe to repeat."""

    why: str


@dataclass(frozen=True)
class Unclear:
    """A request that left us, and no answer says what became of it."""

    why: str


@dataclass(frozen=True)
class DoNotDisturb:
    """A request that we did not send: its person has Do Not Disturb on until then (UTC)."""

    until: datetime


Answer = Accepted | Refused | Limited | NotSent | Unclear | DoNotDisturb

# Slack's words for "nothing happened, come again" and for "something may have happened".
COME_AGAIN = {"service_unavailable", "request_timeout", "team_added_to_org", "external_channel_migrating"}
WHO_KNOWS = {"fatal_error", "internal_error"}
LIMITED = {"ratelimited", "rate_limited"}

# What Slack will say tomorrow as well.
PERMANENT = frozenset(
    (
        # the channel
        "is_archived",
        "channel_not_found",
        "not_in_channel",
        "channel_type_not_supported",
        "channel_is_limited_access",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        # the person
        "user_is_bot",
        "cannot_dm_bot",
        "user_not_found",
        "users_not_found",
        "user_not_visible",
        "user_disabled",
        "user_not_in_channel",
        "user_is_restricted",
        "messages_tab_disabled",
        # what we said
        "msg_too_long",
        "msg_blocks_too_long",
        "invalid_blocks",
        "invalid_blocks_format",
        "no_text",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
        "message_not_found",
        "cant_update_message",
        "cant_delete_message",
        "compliance_exports_prevent_deletion",
        "edit_window_closed",
        # the canvas
        "canvas_not_found",
        "canvas_disabled_user_team",
        "canvas_disabled_file_team",
        "free_teams_cannot_create_non_tabbed_canvases",
        "free_teams_cannot_edit_standalone_canvases",
        "free_team_canvas_tab_already_exists",
        "team_tier_cannot_create_channel_canvases",
        "unknown_method",
        "method_deprecated",
        "deprecated_endpoint",
    )
)

# A block that Slack does not know, or not there.
BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})

# The post is gone in whose thread it was to be said, or its channel takes no threads.
NO_THREAD = frozenset(
    {"thread_not_found", "restricted_action_non_threadable_channel", "restricted_action_thread_locked"}
)

# The installation is to blame, not the message: it waits until somebody has mended the token, its scopes or the app.
INSTALLATION = frozenset(
    (
        "invalid_auth",
        "not_authed",
        "no_token",
        "token_expired",
        "token_revoked",
        "not_allowed_token_type",
        "account_inactive",
        "missing_scope",
        "no_permission",
        "access_denied",
        "ekm_access_denied",
        "team_access_not_granted",
        "enterprise_is_restricted",
        "org_login_required",
        "two_factor_setup_required",
    )
)


def read_answer(status: int, retry_after: str | None, data: bytes) -> Answer:
    """Return what an HTTP status, its Retry-After (seconds) and a body mean."""
    if status == 429:
        return Limited(_parse_retry_after(retry_after))
    if status == 503:
        return NotSent("http 503")
    if status >= 500:
        return _judge_fault(status, retry_after, data)
    # A response_url answers with the bare word instead of JSON.
    if status == 200 and data.strip() == b"ok":
        return Accepted({"ok": True})
    try:
        body = json.loads(data)
    except ValueError:
        return Unclear(NO_JSON) if status == 200 else Refused(f"http_{status}")
    return _judge_body(body, retry_after) if isinstance(body, dict) else Unclear("an answer of an unknown shape")


def _judge_fault(status: int, retry_after: str | None, data: bytes) -> Answer:
    """Return what a 5xx means: unclear, unless Slack itself says in its body that nothing happened."""
    # It may come from a gateway after Slack has acted on the request; a code that we do not know proves nothing either.
    try:
        body = json.loads(data)
    except ValueError:
        body = None
    code = body.get("error") if isinstance(body, dict) and body.get("ok") is False else None
    if isinstance(code, str) and code in LIMITED | COME_AGAIN | PERMANENT | INSTALLATION:
        return _judge_body(body, retry_after)
    return Unclear(f"http {status}: {code}" if code else f"http {status}")


def _judge_body(body: Mapping[str, Any], retry_after: str | None) -> Answer:
    if body.get("ok"):
        return Accepted(body)
    code = str(body.get("error") or "unknown_error")
    if code in LIMITED:
        return Limited(_parse_retry_after(retry_after))
    if code in COME_AGAIN:
        return NotSent(code)
    return Unclear(code) if code in WHO_KNOWS else Refused(code)


def _parse_retry_after(retry_after: str | None) -> float:
    """Return Slack's whole seconds, 1 to 3600; half a minute when it says nothing we can read."""
    return float(min(max(int(retry_after), 1), 3600)) if retry_after and retry_after.isdecimal() else 30.0
