"""The app manifest: all that Slack has to know about Align, to paste at api.slack.com/apps or to keep as a file."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from bot.errors import UserError

SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)
OPTIONAL = (
    "canvases:write",
    "dnd:read",
    "files:read",
    "pins:write",
)  # asked for where used, done without when declined
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_unarchive",
    "group_archive",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.im",
    "tokens_revoked",
    "user_change",
)
_LINE = "A coach that helps marketing and IT stop aligning and start doing."
_STORY = (
    "Align helps a marketing team and its technology colleagues get one thing done together. Type /align pilot to pick "
    "a small pilot that you can win, /align vendor to see what a pitch leaves out, and /align summary to see where "
    "your teams stand. Once a week it asks each team for one tap and shows what was promised. "
    "The bot cannot read your channels."
)


class Shortcut(NamedTuple):
    """An entry in the menu of a message, or (`kind` global) in Slack's own."""

    name: str
    callback: str
    line: str
    kind: Literal["message", "global"] = "message"


def make_manifest(words: Iterable[str], url: str | None = None, shortcuts: Iterable[Shortcut] = ()) -> dict[str, Any]:
    """Return the manifest for HTTP at `url` (https, without a path), or for Socket Mode without one.

    `words` are what may follow /align and become its hint; `shortcuts` are the entries in menus.
    UserError when Slack would not take the address.
    """
    where = {} if url is None else {"url": _events_url(url)}
    listed = [_shortcut_entry(each) for each in shortcuts]
    asked = {} if url is None else {"request_url": _events_url(url)}
    command = {"command": "/align", **where, "description": "Ask the coach", "usage_hint": _usage_hint(words)}
    return {
        "_metadata": {"major_version": 1},
        "display_information": {
            "name": "Align",
            "description": _LINE,
            "long_description": _STORY,
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Align", "always_online": True},
            # Escaped, so that people and channels arrive as ids and not as whatever name was typed.
            "slash_commands": [{**command, "should_escape": True}],
            **({"shortcuts": listed} if listed else {}),
        },
        "oauth_config": {"scopes": {"bot": sorted([*SCOPES, *OPTIONAL]), "bot_optional": list(OPTIONAL)}},
        "settings": {
            "event_subscriptions": {**asked, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **asked},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            # The token is given in the environment once; a rotating one would run out after twelve hours.
            "token_rotation_enabled": False,
        },
    }


def _shortcut_entry(shortcut: Shortcut) -> dict[str, str]:
    return {
        "name": shortcut.name,
        "callback_id": shortcut.callback,
        "description": shortcut.line[:150],  # Slack takes no longer one
        "type": shortcut.kind,
    }


def _usage_hint(words: Iterable[str]) -> str:
    return f"[{' | '.join(words)}]"


def _events_url(url: str) -> str:
    base = url.rstrip("/").removesuffix("/slack/events")
    if not base.startswith("https://") or base == "https://" or "/" in base.removeprefix("https://"):
        raise UserError("Slack needs an https address without a path: align manifest --url https://align.example.com")
    return f"{base}/slack/events"
