"""A workspace in which Align is installed."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.rows import Row

DEMO = "TALIGNDEMO"  # how the ids of workspaces begin that `align demo` makes up


@dataclass(frozen=True, slots=True)
class Installation(Row):
    """A workspace by Slack's id, with the bot's own user id there; its name and its address ("" when unknown)."""

    workspace: str
    bot_user: str
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outage:
    """The time in which Slack took nothing in a workspace: since when, and Slack's code ("": no answer)."""

    since: datetime
    why: str
