"""The windows in which a team is set up and changed: its people first, everything else behind two buttons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coaching.schedule.dates import list_days
from bot.coaching.schedule.days_off import list_parts
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.messages.block_kit.people_fields import Roster, compose_person_field
from bot.messages.block_kit.render import compose_message
from bot.messages.teams.deletion import DELETE
from bot.messages.teams.members import list_people
from bot.messages.teams.teams import EVERY, describe_pause, next_time
from bot.model.rights import TargetKind
from bot.model.schedule import Cadence, Rule
from bot.model.teams import Invitation, InvitationState, Member, PauseReason, Role, Side, Team

PARTS = 30  # of a country, named in a hint
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(7, 19) for minute in (0, 30))
OFTEN: Mapping[Cadence, str] = {
    Cadence.WEEKLY: "Every week",
    Cadence.FORTNIGHTLY: "Every two weeks",
    Cadence.MONTHLY: "Once a month",
}
FIRST_FIELDS: Mapping[Side, str] = {
    Side.MARKETING: "People in marketing",
    Side.IT: "IT people beside you",
    Side.SALES: "Sales, if you hand leads over",
}
MORE_FIELDS: Mapping[Side, str] = {
    Side.AGENCY: "Who is from an agency?",
    Side.OTHER: "Who else takes part?",
}
OBSERVERS = "observers"
NO_CHECKINS = "none"
USUAL = tuple(
    (day, time, every)
    for day, time, every in (
        (1, "10:00", Cadence.WEEKLY),
        (2, "10:00", Cadence.WEEKLY),
        (3, "14:00", Cadence.WEEKLY),
        (1, "10:00", Cadence.FORTNIGHTLY),
        (1, "10:00", Cadence.MONTHLY),
    )
)


@dataclass(frozen=True)
class SetUp(Payload, target_kind=TargetKind.CHANNEL):
    """The channel whose team it is, and the word of /align to go on with, with what followed it.

    `first`: nobody has set it up; then `name` is the channel's, which Slack does not tell when a window is sent in.
    """

    channel: str
    word: str = ""
    rest: str = ""
    name: str = ""
    first: bool = False


SAVE = Act("teams:save", SetUp)
SKIP = Act("teams:skip", Nothing)
PEOPLE = Act("teams:people", Nothing)
RHYTHM = Act("teams:rhythm", Nothing)
SAVE_PEOPLE = Act("teams:save_people", SetUp)
SAVE_RHYTHM = Act("teams:save_rhythm", SetUp)


@dataclass(frozen=True)
class Guess:
    """What is taken for granted of a team that nobody has set up: its rhythm, and who is on which side.

    `by_title`: some of it comes from job titles.
    """

    rule: Rule
    sides: Mapping[Side, Sequence[str]] = field(default_factory=dict)
    by_title: bool = False


def first_window(place: SetUp, guess: Guess) -> View:
    """Return the one short window in which a team is set up."""
    words = compose_message("setup_new", {})["blocks"]
    titles = "Guessed from the job titles of this channel’s members. Correct me." if guess.by_title else None
    hints = {Side.MARKETING: titles, Side.IT: "None yet? Leave it empty; the first thing to do is find one."}
    fields = [
        blocks.field(side, label, blocks.people(guess.sides.get(side, ())), hint=hints.get(side), optional=True)
        for side, label in FIRST_FIELDS.items()
    ]
    zone = guess.rule.zone
    hint = f"Time zone: {zone.replace('_', ' ')}. Public holidays are left out." if zone else None
    fields.append(_rhythm_field(guess.rule, asked=True, hint=hint))
    if not zone:
        fields.append(_zone_field("", "Slack tells me none of you."))
    skip = [controls.button("Skip for now", SKIP, Nothing())] if place.word else []
    end = compose_message("setup_new_end", {"channel": place.channel})["blocks"]
    shown = [*words, *fields, blocks.actions(*skip, *_more_buttons()), *end]
    return controls.modal("Set up Align", shown, SAVE, place, submit="Post introduction", close="Not now")


def team_window(
    place: SetUp, team: Team, members: Sequence[Member], named: Sequence[Invitation], now: datetime
) -> View:
    """Return the window in which whoever leads sees who is in the team, and changes it."""
    values = {
        "channel": team.channel,
        "pause": describe_pause(team, now),
        "sides": list_people(members, named),
        "out": [each.user_id for each in named if each.state == InvitationState.DECLINED],
    }
    fields = [
        blocks.field(side, label, blocks.people(_list_seated(side, members, named)), optional=True)
        for side, label in FIRST_FIELDS.items()
    ]
    fields.append(_rhythm_field(team.rule, asked=not rests_for_good(team)))
    shown = [*compose_message("setup", values)["blocks"], *fields, blocks.actions(*_more_buttons(), _delete_button())]
    return controls.modal("Your team", shown, SAVE, place, submit="Save")


def people_window(
    place: SetUp, team: Team, members: Sequence[Member], named: Sequence[Invitation], roster: Roster
) -> View:
    """Return the window for the team's name, who leads it, and everybody else who has to do with it."""
    lead = next((each.user_id for each in members if each.role == Role.MANAGER), None)
    fields = [blocks.field("name", "Team name", blocks.text_input(team.name, limit=80))]
    if lead or team.confirmed_at:
        hint = "Sees the summary of the team, never single people's answers."
        fields.append(compose_person_field("manager", "Who leads the team?", roster, None, lead, hint=hint))
    fields += [
        blocks.field(side, label, blocks.people(_list_seated(side, members, named)), optional=True)
        for side, label in MORE_FIELDS.items()
    ]
    readers = [each.user_id for each in _list_seats(members, named) if each.role == Role.OBSERVER]
    fields.append(blocks.field(OBSERVERS, "Who only reads along?", blocks.people(readers), optional=True))
    return controls.modal("More people", fields, SAVE_PEOPLE, place, submit="Save")


def rhythm_window(place: SetUp, team: Team, now: datetime, act: Act[SetUp] = SAVE_RHYTHM) -> View:
    """Return the window that says when to ask, and when not; sending it in means `act`."""
    rule = team.rule
    there = now.astimezone(ZoneInfo(rule.zone))
    own = list_days(day for day in rule.days_off if day >= there.date())
    days = [(str(n), day) for n, day in enumerate(DAYS)]
    # The team's own time is listed even if it is none of TIMES: Slack preselects only what is there.
    times = [(time, time) for time in sorted({*TIMES, rule.time})]
    known = f"In {rule.zone.replace('_', ' ')} it is {there:%H:%M} now."
    fields = [
        blocks.field("every", "How often do I ask?", blocks.choice(list(OFTEN.items()), rule.every)),
        blocks.field("day", "Check-in day", blocks.menu(days, str(rule.weekday))),
        blocks.field("time", "Check-in time", blocks.menu(times, rule.time)),
        _zone_field(rule.zone, known),
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
    return controls.modal("When I ask", fields, act, place, submit="Save")


def saved_window(team: Team, now: datetime) -> View:
    """Return the window after a change."""
    when = {"every": EVERY[team.checkin_every], "next": next_time(team), "pause": describe_pause(team, now)}
    # The year of its next check-in: holidays are known year by year.
    parts = list_parts(team.country, team.next_checkin_at.year)
    country = {"country": team.country, "part": parts[0] if parts else ""}
    ready = team.confirmed_at is not None
    words = compose_message("setup_saved", {"name": team.name, "ready": ready, **when, **country})
    return blocks.modal("Your team", words["blocks"], callback="teams:saved", metadata="")


def describe_rhythm(weekday: int, time: str, every: Cadence) -> str:
    """Return a rhythm like `Tuesdays at 10:00`."""
    if every == Cadence.FORTNIGHTLY:
        return f"Every other {DAYS[weekday]} at {time}"
    return f"{DAYS[weekday]}s at {time}{', once a month' if every == Cadence.MONTHLY else ''}"


def rests_for_good(team: Team) -> bool:
    """Return whether whoever leads wants no check-ins until they say otherwise."""
    return team.pause_reason == PauseReason.MANAGER and team.paused_until is None


def _rhythm_field(rule: Rule, *, asked: bool, hint: str | None = None) -> Block:
    own = (rule.weekday, rule.time, rule.every)
    listed = USUAL if own in USUAL else (own, *USUAL)
    options = [(f"{day} {time} {every}", describe_rhythm(day, time, every)) for day, time, every in listed]
    chosen = "{} {} {}".format(*own) if asked else NO_CHECKINS
    menu = blocks.menu([*options, (NO_CHECKINS, "No check-ins for now")], chosen)
    return blocks.field("rhythm", "Check-in in this channel", menu, hint=hint)


def _delete_button() -> Block:
    return controls.button("Delete this team …", DELETE, Nothing(), "danger")


def _more_buttons() -> list[Block]:
    return [controls.button("More people", PEOPLE, Nothing()), controls.button("When I ask", RHYTHM, Nothing())]


def _list_seats(members: Iterable[Member], named: Iterable[Invitation]) -> list[Member]:
    return [*members, *(each.seat for each in named if each.waits)]


def _list_seated(side: Side, members: Iterable[Member], named: Iterable[Invitation]) -> list[str]:
    """Return whom a field shows: who is on the side, and who was named for it and has not answered."""
    # Who leads has a field of their own: without a side they need no second one.
    without = (Role.OBSERVER, Role.MANAGER) if side == Side.OTHER else (Role.OBSERVER,)
    return [each.user_id for each in _list_seats(members, named) if each.side == side and each.role not in without]


def _zone_field(zone: str, known: str) -> Block:
    hint = f"Like Europe/Berlin. {known}"
    return blocks.field("zone", "Time zone", blocks.text_input(zone, limit=60), hint=hint)


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
