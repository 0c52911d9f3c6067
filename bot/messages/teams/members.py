"""Joining a team and leaving it: the offer to a visitor, and what is said afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.model.rights import Target, TargetKind
from bot.model.teams import Invitation, Member, Role, Side

SIDES: Mapping[Side, str] = {
    Side.MARKETING: "Marketing",
    Side.IT: "IT",
    Side.SALES: "Sales",
    Side.AGENCY: "Agency",
    Side.OTHER: "Other",
}
ROLES: Mapping[Role, str] = {Role.MANAGER: "leads", Role.MEMBER: "", Role.OBSERVER: "reads along"}

GUEST = "guest, not counted"


class Asked(NamedTuple):
    """The word of /align that somebody wants, and what follows it."""

    word: str = ""
    rest: str = ""


@dataclass(frozen=True)
class JoinTeam(Payload):
    """A team, the side on which to join it, when that was offered (seconds since 1970), and the word to go on with."""

    team: str
    side: Side
    offered: int
    word: str = ""
    rest: str = ""

    @property
    def target(self) -> Target:
        """This team."""
        return Target(TargetKind.TEAM, self.team, self.offered)


@dataclass(frozen=True)
class RemoveMember(Payload, target_kind=TargetKind.TEAM):
    """A team, and the person to take out of it."""

    team: str
    user: str


JOIN = Act("member:join", JoinTeam)
REMOVE = Act("member:remove", RemoveMember)


def compose_ask(team_id: str, channel: str, asked: Asked, now: datetime) -> Message:
    """Return the offer to join, for a visitor alone; on a press it goes on with the word that was asked for."""
    moment = int(now.timestamp())
    buttons = [
        controls.button(label, JOIN, JoinTeam(team_id, side, moment, asked.word, asked.rest), place=side)
        for side, label in SIDES.items()
    ]
    return compose_message("join", {"channel": channel}, {"sides": [blocks.actions(*buttons)]})


def compose_new_member(team_id: str, channel: str, user: str, side: Side) -> Message:
    """Tell whoever leads that somebody has joined of their own accord, and how to take them out again."""
    buttons = [blocks.actions(controls.button("Take them out", REMOVE, RemoveMember(team_id, user)))]
    values = {"user": user, "side": SIDE_NAMES[side], "channel": channel}
    return compose_message("new_member", values, {"buttons": buttons})


def compose_removed(channel: str, user: str) -> Message:
    """Answer whoever has taken somebody out of the team."""
    return compose_message("removed", {"channel": channel, "user": user})


def compose_join_answer(channel: str, member: Member, *, new: bool) -> Message:
    """Answer whoever has joined, or is in the team already."""
    return compose_message("join_answer", {"channel": channel, "side": SIDE_NAMES[member.side], "new": new})


def compose_leave_answer(channel: str, commitments: int) -> Message:
    """Answer whoever has left a team; `commitments` are their open ones there."""
    return compose_message("leave_answer", {"channel": channel, "promises": commitments})


def list_people(members: Sequence[Member], named: Sequence[Invitation]) -> list[Mapping[str, object]]:
    """Return everybody by side, as `setup` shows them: side, and people with what is to be said of them there."""
    shown = [
        *((each.side, each.user_id, ROLES[each.role] or (GUEST if each.guest else "")) for each in members),
        *((each.side, each.user_id, "not yet") for each in named if each.waits),
    ]
    return [
        {
            "side": capitalize_first(SIDE_NAMES[side]),
            "people": [{"user": user, "note": note} for where, user, note in shown if where == side],
        }
        for side in SIDES
        if any(where == side for where, _, _ in shown)
    ]
