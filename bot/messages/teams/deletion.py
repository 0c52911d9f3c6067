"""Deleting a team: what goes, and the name that whoever wants it types."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.model.rights import TargetKind
from bot.model.teams import Team


@dataclass(frozen=True)
class DeleteTeam(Payload, target_kind=TargetKind.CHANNEL):
    """A channel, and the team that is to be deleted there: another one that follows it stays."""

    channel: str
    team: str


DELETE = Act("teams:delete", Nothing)
DELETE_SURE = Act("teams:delete_sure", DeleteTeam)
ADMIN_DELETE = Act("workspace:delete", Nothing)
ADMIN_DELETE_SURE = Act("workspace:delete_sure", DeleteTeam)


def delete_window(team: Team, contents: Mapping[str, int], act: Act[DeleteTeam]) -> View:
    """Return the window that says what goes, in numbers, and asks for the team's name."""
    words = compose_message("team_delete", {"channel": team.channel, "contents": contents})["blocks"]
    hint = f"Type {team.name}: then nobody deletes it by mistake."
    name = blocks.field("name", "The team’s name", blocks.text_input(limit=80), hint=hint)
    return controls.modal(
        "Delete this team?", [*words, name], act, DeleteTeam(team.channel, team.id), submit="Delete", close="Keep it"
    )


def compose_deleted(said: Mapping[str, object]) -> Message:
    """Tell the channel whose team it was that it is deleted, and `by` whom."""
    return compose_message("team_deleted", said)


def deleted_window() -> View:
    """Return the window after it, the same however often it is sent."""
    words = compose_message("team_is_deleted", {})["blocks"]
    return blocks.modal("Deleted", words, callback="teams:deleted", metadata="")
