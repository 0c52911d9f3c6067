"""The person who acts, and where: the same few facts out of every kind of payload."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Actor:
    """A person acting. `channel` is "" where Slack names none (a modal, the Home tab).

    `home` is the workspace of the company that the person belongs to: another one than `workspace` in a channel that
    two companies share.
    """

    workspace: str
    user: str
    home: str
    channel: str = ""
    channel_name: str = ""
    trigger: str = ""
    response_url: str = ""

    @property
    def place(self) -> str:
        """The channel's name; "" where Slack does not tell it."""
        # A private channel's name is kept back: Slack writes this word in its place, in commands and presses alike.
        return "" if self.channel_name == "privategroup" else self.channel_name

    @property
    def direct(self) -> bool:
        """Return whether they speak where there is no team's channel: in a direct message, a modal or the Home tab."""
        # The id of a group's direct messages may begin with C or G, so its name has to tell it.
        return not self.channel or self.channel.startswith("D") or self.channel_name in ("directmessage", "mpdm")


def from_command(command: Mapping[str, str]) -> Actor:
    return Actor(
        command["team_id"],
        command["user_id"],
        command["team_id"],
        command["channel_id"],
        command.get("channel_name", ""),
        command["trigger_id"],
        command.get("response_url", ""),
    )


def from_interaction(body: Mapping[str, Any]) -> Actor:
    """Return who pressed, sent a window in, closed it, or chose a shortcut."""
    channel, user = body.get("channel") or {}, body["user"]
    workspace = body["team"]["id"] if body.get("team") else user["team_id"]
    return Actor(
        workspace,
        user["id"],
        user.get("team_id") or workspace,
        channel.get("id", ""),
        channel.get("name", ""),
        body.get("trigger_id", ""),
        body.get("response_url", ""),
    )
