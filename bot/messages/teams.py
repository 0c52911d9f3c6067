"""A team: its set-up window, its next check-in in words, its pauses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.dates import list_days
from bot.messages import blocks, controls, front
from bot.messages.blocks import Block, View
from bot.messages.members import list_people
from bot.messages.payloads import Act, Nothing, Payload
from bot.messages.render import Message, compose_message, format_day, format_moment
from bot.model.rights import Target, TargetKind
from bot.model.schedule import Cadence, Rule
from bot.model.teams import Member, PauseReason, Role, Side, Team

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


def setup_window(place: SetUp, name: str, rule: Rule, members: Sequence[Member], today: date, *, new: bool) -> View:
    """Return the one short window in which a team is set up; `new`: there is none yet."""
    managers = [member.user_id for member in members if member.role == Role.MANAGER]
    values = {"channel": place.channel, "new": new, "sides": list_people(members)}
    words = compose_message("setup", values)["blocks"]
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
        *_rhythm_fields(rule, today),
    ]
    skip = [blocks.actions(controls.button("Skip for now", SKIP, Nothing()))] if new else []
    return controls.modal("Your team", [*words, *fields, *skip], SAVE, place, submit="Save")


def saved_window(team: Team) -> View:
    """Return the window after set-up."""
    words = compose_message(
        "setup_saved", {"name": team.name, "every": EVERY[team.checkin_every], "next": next_time(team)}
    )
    return blocks.modal("Your team", words["blocks"], callback="teams:saved", metadata="")


def next_time(team: Team) -> str:
    """Return when the next check-in is, and why: Tue 6 Apr, 10:00 (Europe/Berlin): moved from Mon 5 Apr (…)"""
    when = format_moment(team.next_checkin_at, team.zone)
    return f"{when}: {team.next_checkin_why}" if team.next_checkin_why else when


def checkin_line(team: Team) -> str:
    """Return when the team is asked next, or why it is not."""
    if not team.paused_at:
        return f"Next check-in: {next_time(team)}"
    if team.pause_reason != PauseReason.MANAGER:
        return "No check-ins: I cannot write in the channel any more."
    return f"Check-ins are paused{_describe_until(team)}."


def compose_paused(team: Team) -> Message:
    """Answer whoever has paused the team."""
    return compose_message("paused", {"channel": team.channel, "until": _describe_until(team)})


def compose_resumed(team: Team, *, was: bool) -> Message:
    """Answer whoever has ended the pause; `was`: there was one."""
    return compose_message("resumed", {"channel": team.channel, "was": was, "next": next_time(team)})


def _describe_until(team: Team) -> str:
    """Return a pause's last day, like ` until Tue 5 Jan`, or "" when it has none."""
    if not team.paused_until:
        return ""
    # The pause ends when the day after its last one begins: an hour earlier is still that last day.
    end = team.paused_until.astimezone(ZoneInfo(team.zone))
    return f" until {format_day((end - timedelta(hours=1)).date())}"


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


def _rhythm_fields(rule: Rule, today: date) -> list[Block]:
    """Return the fields that say when to ask, and when not."""
    days = [(str(n), day) for n, day in enumerate(DAYS)]
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
            hint=f"{'From your Slack profile.' if rule.zone else 'Slack does not tell me yours.'} Like Europe/Berlin.",
        ),
        blocks.field(
            "country",
            "Public holidays of",
            blocks.text_input(rule.country, limit=20),
            hint="Two letters, like DE, or DE-BE for a part of a country. A check-in moves to the next working day.",
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
