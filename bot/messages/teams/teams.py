"""A team: its next check-in in words, its pauses, and which of several it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.dates import today_in
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message, format_day, format_moment
from bot.messages.front import front
from bot.model.rights import TargetKind
from bot.model.schedule import Cadence
from bot.model.teams import PauseReason, Team

EVERY: Mapping[Cadence, str] = {
    Cadence.WEEKLY: "week",
    Cadence.FORTNIGHTLY: "two weeks",
    Cadence.MONTHLY: "month",
}


@dataclass(frozen=True)
class ToLead(Payload, target_kind=TargetKind.TEAM):
    """A team that nobody leads."""

    team: str


LEAD = Act("member:lead", ToLead)


def next_time(team: Team) -> str:
    """Return when the next check-in is, and why: Tue 6 Apr, 10:00 (Europe/Berlin): moved from Mon 5 Apr (…)"""
    when = format_moment(team.next_checkin_at, team.zone)
    return f"{when}: {team.next_checkin_why}" if team.next_checkin_why else when


def checkin_line(team: Team, now: datetime) -> str:
    """Return when the team is asked next, or why it is not."""
    return describe_pause(team, now) or f"Next check-in: {next_time(team)}"


def describe_pause(team: Team, now: datetime) -> str:
    """Return why the team is not asked, and until when; "" when it is asked."""
    if not team.paused_at:
        return ""
    if team.pause_reason != PauseReason.MANAGER:
        return "No check-ins: I cannot write in the channel any more."
    return f"Check-ins are paused{_describe_until(team, now)}."


def compose_paused(team: Team, now: datetime) -> Message:
    """Answer whoever has paused the team."""
    return compose_message("paused", {"channel": team.channel, "until": _describe_until(team, now)})


def compose_resumed(team: Team, *, was: bool) -> Message:
    """Answer whoever has ended the pause; `was`: there was one."""
    return compose_message("resumed", {"channel": team.channel, "was": was, "next": next_time(team)})


def _describe_until(team: Team, now: datetime) -> str:
    """Return a pause's last day, like ` until Tue 5 Jan`, or "" when it has none."""
    if not team.paused_until:
        return ""
    # The pause ends when the day after its last one begins: an hour earlier is still that last day.
    end = team.paused_until.astimezone(ZoneInfo(team.zone))
    return f" until {format_day((end - timedelta(hours=1)).date(), today_in(team.zone, now))}"


def compose_news(team: Team, news: Mapping[str, object]) -> Message:
    """Say what has become of a team or its channel; where nobody leads, with a button for whoever wants to."""
    button = blocks.actions(controls.button("I’ll lead it", LEAD, ToLead(team.id), "primary"))
    values = {**news, "name": team.name, "next": next_time(team)}
    return compose_message("channel", values, {"lead": [button] if news["leaderless"] else []})


def compose_choice(teams: Iterable[Team], word: str, rest: str = "", *, all_teams: bool = False) -> Message:
    """Ask somebody in several teams, in a direct message, which one a word is for."""
    buttons = [
        controls.button(team.name, front.RUN, front.Run(word, rest, team.id), place=n) for n, team in enumerate(teams)
    ]
    of_all = front.Run(word, f"{front.ALL} {rest}".strip())
    every = [controls.button("All my teams", front.RUN, of_all, place="all")] if all_teams else []
    return compose_message("choose_team", {}, {"teams": [blocks.actions(*every, *buttons)]})
