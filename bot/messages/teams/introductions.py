"""The team is introduced: one post about who is on which side, and one private message to each who was named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message, tell_moment
from bot.messages.front import front
from bot.messages.front.reminders import Frame
from bot.messages.teams.members import SIDES
from bot.messages.teams.setup import describe_rhythm, rests_for_good
from bot.model.rights import TargetKind
from bot.model.teams import Invitation, Member, Role, Side, Team

# People of a side who are named in the post; the others are counted, or it would be too long.
WAITING, INSIDE, ALL_IN = 5, 3, 8
OUT = "out"  # the answer of whoever takes no part


@dataclass(frozen=True)
class ToTeam(Payload, target_kind=TargetKind.TEAM):
    """A team."""

    team: str


@dataclass(frozen=True)
class ToInvitation(Payload, target_kind=TargetKind.INVITATION):
    """An invitation, and the side that its person chooses; None for the one they were named for."""

    invitation: str
    side: Side | None = None


CONFIRM = Act("member:confirm", ToTeam)
CHANGE = Act("member:change", ToTeam)
MOVE = Act("member:move", ToTeam)
ACCEPT = Act("invitation:accept", ToInvitation)
DECLINE = Act("invitation:decline", ToInvitation)


@dataclass(frozen=True)
class FirstPlay:
    """The playbook that a team that is complete begins with: its word, and what its button says."""

    word: str
    title: str


def compose_introduction(
    team: Team,
    members: Sequence[Member],
    named: Sequence[Invitation],
    leavers: Collection[str],
    play: FirstPlay | None,
    *,
    first: bool,
) -> Message:
    """Return the post that introduces the team, as its people have answered so far; `first`: nothing was asked yet."""
    waiting = [each.seat for each in named if each.waits and each.user_id not in leavers]
    inside = [each for each in members if each.counts]
    lead = next((each.user_id for each in members if each.role == Role.MANAGER), team.created_by)
    values = {
        "by": named[0].named_by if named else lead,
        "lead": lead,
        "waiting": _group(waiting, WAITING),
        "inside": _group(members, INSIDE if waiting else ALL_IN),
        "count": ", ".join(f"{_count(inside, side)} in {_name(side)}" for side in SIDES if _count(inside, side)),
        "checkins": _tell_rhythm(team) if waiting else _tell_next(team, first=first),
    }
    to = ToTeam(team.id)
    me = [controls.button("That’s me", CONFIRM, to, "primary", place="me")] if waiting else _start(team, play)
    others = [controls.button("Change", CHANGE, to), controls.button("Join in", CONFIRM, to, place="join")]
    return compose_message("introduction", values, {"buttons": [blocks.actions(*me, *others)]})


def compose_invitation(invitation: Invitation, team: Team, frame: Frame, *, side: Side) -> Message:
    """Return what somebody who was named is asked by a private message; `side` is the one that they are on by now."""
    reads = invitation.role == Role.OBSERVER
    values = {
        "state": invitation.state,
        "side": _name(side),
        "channel": team.channel,
        "by": invitation.named_by,
        "partner": invitation.side == Side.IT,
        "reads": reads,
        "rhythm": _tell_rhythm(team),
        "next": "" if team.paused_at else tell_moment(team.next_checkin_at, team.zone),
    }
    buttons = [blocks.actions(*_answers(invitation, reads=reads))] if invitation.waits else []
    return compose_message(
        "invitation", {**values, **asdict(frame), "closed": not invitation.waits}, {"buttons": buttons}
    )


def change_window(team: Team, side: Side | None) -> View:
    """Return the small window in which somebody says on which side they are, or that they stay out."""
    options = [*SIDES.items(), (OUT, "None: leave me out")]
    field = blocks.field("side", "Where are you?", blocks.menu([(str(key), label) for key, label in options], side))
    words = compose_message("change_side", {"channel": team.channel})["blocks"]
    return controls.modal("Your side", [*words, field], MOVE, ToTeam(team.id), submit="Save")


def _start(team: Team, play: FirstPlay | None) -> list[Block]:
    return [controls.button(play.title, front.RUN, front.Run(play.word, "", team.id), "primary")] if play else []


def _answers(invitation: Invitation, *, reads: bool) -> list[Block]:
    """Return *OK*, *Not me*, and the side that it would most likely be instead."""
    to = ToInvitation(invitation.id)
    shown = [controls.button("OK", ACCEPT, to, "primary"), controls.button("Not me", DECLINE, to)]
    if reads:
        return shown
    other = Side.IT if invitation.side == Side.MARKETING else Side.MARKETING
    instead = ToInvitation(invitation.id, other)
    return [*shown, controls.button(f"I’m in {_name(other)}", ACCEPT, instead, place=other)]


def _group(people: Iterable[Member], most: int) -> list[Mapping[str, Any]]:
    """Return people by side, then guests, and those who read along; `most` of each by name."""
    listed = list(people)
    observers = [each.user_id for each in listed if each.role == Role.OBSERVER]
    guests = [each.user_id for each in listed if each.guest and each.role != Role.OBSERVER]
    groups = [(_name(side), [each.user_id for each in listed if each.side == side and each.counts]) for side in SIDES]
    groups += [("guests, not counted", guests), ("reading along", observers)]
    return [{"side": label, "users": users[:most], "more": len(users[most:])} for label, users in groups if users]


def _count(people: Iterable[Member], side: Side) -> int:
    return sum(each.side == side for each in people)


def _name(side: Side) -> str:
    return "another part" if side == Side.OTHER else SIDE_NAMES[side]


def _tell_rhythm(team: Team) -> str:
    if rests_for_good(team):
        return "No check-ins for now."
    return f"{describe_rhythm(team.checkin_day, team.checkin_time, team.checkin_every)} there is one check-in: one tap."


def _tell_next(team: Team, *, first: bool) -> str:
    if team.paused_at:
        return "No check-ins for now."
    return Markup("The {} check-in is on {}.").format(
        "first" if first else "next", tell_moment(team.next_checkin_at, team.zone)
    )
