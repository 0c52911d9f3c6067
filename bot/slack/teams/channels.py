"""What happens to a team's channel: archived, opened again, the bot invited or taken out, a member gone."""

from collections.abc import Mapping
from typing import Any

from bot.actions.context import Context
from bot.actions.teams import enter_channel, lose_channel, regain_channel, remove_member
from bot.model.teams import PauseReason
from bot.records import installations

Event = Mapping[str, Any]


def archived(context: Context, workspace: str, event: Event) -> None:
    lose_channel(context, workspace, event["channel"], PauseReason.ARCHIVED)


def unarchived(context: Context, workspace: str, event: Event) -> None:
    regain_channel(context, workspace, event["channel"])


def joined(context: Context, workspace: str, event: Event) -> None:
    """Somebody came: only the bot itself matters."""
    if event["user"] == installations.bot_user(context.db, workspace):
        enter_channel(context, workspace, event["channel"])


def left(context: Context, workspace: str, event: Event) -> None:
    """The bot was taken out, or somebody is no member any more."""
    if event["user"] == installations.bot_user(context.db, workspace):
        lose_channel(context, workspace, event["channel"], PauseReason.BOT_REMOVED)
    else:
        remove_member(context, workspace, event["channel"], event["user"])
