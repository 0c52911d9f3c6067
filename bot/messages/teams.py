"""A team: its set-up window, its next check-in in words, its pauses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.dates import list_days, today_in
from bot.coaching.schedule.days_off import list_parts
from bot.messages import blocks, controls, front
from bot.messages.blocks import Block, View
from bot.messages.members import list_people
from bot.messages.payloads import Act, Nothing, Payload
from bot.messages.render import Message, compose_message, format_day, format_moment
from bot.model.rights import Target, TargetKind
from bot.model.schedule import Cadence, Rule
from bot.model.teams import Member, PauseReason, Role, Side, Team

PARTS = 30  # of a country, named in a hint
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(7, 19) for minute in (0, 30))
OFTEN: Mapping[Cadence, str] = {
    Cadence.WEEKLY: "Every week",
    Cadence.FORTNIGHTLY: "Every two weeks",
    Cadence.MONTHLY: "Once a month",
}
EVERY: Mapping[Cadence, str] = {
    Cadence.WEEKLY: "week",
    Cadence.FORTNIGHTLY: "two weeks",
    Cadence.MONTHLY: "month",
}
SIDE_FIELDS: Mapping[Side, str] = {
    Side.MARKETING: "Who is marketing?",
    Side.IT: "Who is IT?",
    Side.SALES: "Who is sales?",
    Side.AGENCY: "Who is from an agency?",
    Side.OTHER: "Who else takes part?",
}
OBSERVERS = "observers"


@dataclass(frozen=True)
class SetUp(Payload):
    """The channel whose team it is, and the word of /align to go on with, with what followed it."""

    channel: str
    word: str = ""
    rest: str = ""

    @property
    def target(self) -> Target:
        """The team of the channel."""
        return Target(TargetKind.CHANNEL, self.channel)


SAVE = Act("teams:save", SetUp)
SKIP = Act("teams:skip", Nothing)


def setup_window(
    place: SetUp, name: str, rule: Rule, members: Sequence[Member], now: datetime, team: Team | None
) -> View:
    """Return the one short window in which a team is set up; `team` None: there is none yet."""
    managers = [member.user_id for member in members if member.role == Role.MANAGER]
    new, pause = team is None, describe_pause(team, now) if team else ""
    words = compose_message(
        "setup", {"channel": place.channel, "new": new, "pause": pause, "sides": list_people(members)}
    )["blocks"]
    fields = [
        blocks.field("name", "Team name", blocks.text_input(name, limit=80)),
        *(_side_field(side, label, members) for side, label in SIDE_FIELDS.items()),
        blocks.field(
            OBSERVERS,
            "Who only reads along?",
            blocks.people([member.user_id for member in members if member.role == Role.OBSERVER]),
            hint="Whoever you take out of these fields is no member any more.",
            optional=True,
        ),
        blocks.field(
            "manager",
            "Who leads the team?",
            blocks.person(managers[0] if managers else None),
            hint="Sees the summary of the team, never single people's answers.",
        ),
        *_rhythm_fields(rule, now),
    ]
    skip = [blocks.actions(controls.button("Skip for now", SKIP, Nothing()))] if new else []
    return controls.modal("Your team", [*words, *fields, *skip], SAVE, place, submit="Save")


def _country_hint(country: str, year: int) -> str:
    """Return how to write a country; of one whose holidays differ by part, its parts."""
    parts = list_parts(country, year)
    if not parts:
        return "Two letters, like DE, or DE-BE for a part of a country. A check-in moves to the next working day."
    more = ", …" if len(parts) > PARTS else ""
    return (
        f"Which part of {country}? Write {', '.join(parts[:PARTS])}{more}. "
        f"With {country} alone I know only the days that all parts share. A check-in moves to the next working day."
    )


def saved_window(team: Team, now: datetime) -> View:
    """Return the window after set-up."""
    when = {"every": EVERY[team.checkin_every], "next": next_time(team), "pause": describe_pause(team, now)}
    # The year of its next check-in: holidays are known year by year.
    parts = list_parts(team.country, team.next_checkin_at.year)
    country = {"country": team.country, "part": parts[0] if parts else ""}
    words = compose_message("setup_saved", {"name": team.name, **when, **country})
    return blocks.modal("Your team", words["blocks"], callback="teams:saved", metadata="")


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


def compose_choice(teams: Iterable[Team], word: str, rest: str = "", *, all_teams: bool = False) -> Message:
    """Ask somebody in several teams, in a direct message, which one a word is for."""
    buttons = [
        controls.button(team.name, front.RUN, front.Run(word, rest, team.id), place=n) for n, team in enumerate(teams)
    ]
    every = [controls.button("All my teams", front.RUN, front.Run(word, front.ALL), place="all")] if all_teams else []
    return compose_message("choose_team", {}, {"teams": [blocks.actions(*every, *buttons)]})


def _side_field(side: Side, label: str, members: Iterable[Member]) -> Block:
    # Who leads has a field of their own: without a side they need no second one.
    without = (Role.OBSERVER, Role.MANAGER) if side == Side.OTHER else (Role.OBSERVER,)
    seated = [member.user_id for member in members if member.side == side and member.role not in without]
    return blocks.field(side, label, blocks.people(seated), optional=True)


def _rhythm_fields(rule: Rule, now: datetime) -> list[Block]:
    """Return the fields that say when to ask, and when not."""
    days = [(str(n), day) for n, day in enumerate(DAYS)]
    there = now.astimezone(ZoneInfo(rule.zone or "UTC"))
    known = f"In {rule.zone.replace('_', ' ')} it is {there:%H:%M} now." if rule.zone else "Slack tells me none of you."
    today = there.date()
    own = list_days(day for day in rule.days_off if day >= today)
    return [
        blocks.field("every", "How often do I ask?", blocks.choice(list(OFTEN.items()), rule.every)),
        blocks.field("day", "Check-in day", blocks.menu(days, str(rule.weekday))),
        # The team's own time is listed even if it is none of TIMES: Slack preselects only what is there.
        blocks.field("time", "Check-in time", blocks.menu([(t, t) for t in sorted({*TIMES, rule.time})], rule.time)),
        blocks.field(
            "zone",
            "Time zone",
            blocks.text_input(rule.zone, limit=60),
            hint=f"Like Europe/Berlin. {known}",
        ),
        blocks.field(
            "country",
            "Public holidays of",
            blocks.text_input(rule.country, limit=20),
            hint=_country_hint(rule.country, there.year),
            optional=True,
        ),
        blocks.field(
            "days_off",
            "Your own days off",
            blocks.text_input(own, limit=1000, multiline=True),
            hint="One a line: 24 Dec - 1 Jan. I ask nobody on these days.",
            optional=True,
        ),
    ]
