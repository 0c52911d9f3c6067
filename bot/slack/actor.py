"""Who asks, and from where: the same few facts out of every kind of payload."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Actor:
    """A person acting. `channel` is "" where Slack names none (a modal, the Home tab)."""

    workspace: str
    user: str
    channel: str = ""
    channel_name: str = ""
    trigger: str = ""
    response_url: str = ""

    @property
    def place(self) -> str:
        """The channel's name; "" where Slack only tells what kind of place it is."""
        return "" if self.channel_name == "privategroup" else self.channel_name

    @property
    def direct(self) -> bool:
        """Whether they speak in a direct message or nowhere in particular, where there is no team's channel."""
        return not self.channel or self.channel.startswith("D") or self.channel_name in ("directmessage", "mpdm")


def from_command(command: Mapping[str, str]) -> Actor:
    return Actor(
        command["team_id"],
        command["user_id"],
        command["channel_id"],
        command.get("channel_name", ""),
        command["trigger_id"],
        command.get("response_url", ""),
    )


def from_interaction(body: Mapping[str, Any]) -> Actor:
    """A press, a submission, a shortcut. Shortcuts of Home and modals have no channel and no response_url."""
    channel = body.get("channel") or {}
    return Actor(
        body["team"]["id"] if body.get("team") else body["user"]["team_id"],
        body["user"]["id"],
        channel.get("id", ""),
        channel.get("name", ""),
        body.get("trigger_id", ""),
        body.get("response_url", ""),
    )
