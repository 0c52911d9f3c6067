"""A team: its set-up window, and what is said about it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.coaching.schedule.cadence import EVERY, Rule
from bot.coaching.schedule.dates import listed
from bot.messages import blocks, controls, front
from bot.messages.blocks import Block, View
from bot.messages.render import Message, at, compose, on
from bot.model.teams import Team

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(7, 19) for minute in (0, 30))
OFTEN = {"1w": "Every week", "2w": "Every two weeks", "1m": "Once a month"}
SKIP = "teams:skip"


def setup(
    team: Mapping[str, Any], rule: Rule, members: Iterable[Mapping[str, Any]], today: date, *, new: bool, then: str
) -> View:
    """The one short window; `team` has channel and name, `then` is the word to go on to, with what followed it."""
    seated = list(members)
    managers = [m["user_id"] for m in seated if m["role"] == "manager"]
    sides = {side: [m["user_id"] for m in seated if m["side"] == side] for side in ("marketing", "it", "sales")}
    words = compose("setup", {"channel": team["channel"], "new": new})["blocks"]
    fields = [
        blocks.field("name", "Team name", blocks.text_input(team["name"], limit=80)),
        blocks.field("marketing", "Who is marketing?", blocks.people(sides["marketing"]), optional=True),
        blocks.field("it", "Who is IT?", blocks.people(sides["it"]), optional=True),
        blocks.field("sales", "Who is sales?", blocks.people(sides["sales"]), optional=True),
        blocks.field(
            "manager",
            "Who leads the team?",
            blocks.person(managers[0] if managers else None),
            hint="Sees the summary of the team, never single people's answers.",
        ),
        *_rhythm(rule, today),
    ]
    skip = [blocks.actions(blocks.button("Skip for now", SKIP, "skip"))] if new else []
    about = f"{team['channel']}/{then}"
    return blocks.modal("Your team", [*words, *fields, *skip], callback="teams:save", about=about, submit="Save")


def saved(team: Mapping[str, Any]) -> View:
    told = compose(
        "setup_saved", {"name": team["name"], "every": EVERY[team["checkin_every"]], "next": next_time(team)}
    )
    return blocks.modal("Your team", told["blocks"], callback="teams:saved", about="")


def next_time(team: Mapping[str, Any]) -> str:
    """When the next check-in is, and why then: Tue 6 Apr, 10:00 (Europe/Berlin): moved from Mon 5 Apr (…)"""
    when = at(datetime.fromisoformat(team["next_checkin_at"]), team["zone"])
    return f"{when}: {team['next_checkin_why']}" if team["next_checkin_why"] else when


def checkin_line(team: Mapping[str, Any]) -> str:
    """When the team is asked next, or why it is not."""
    if not team["paused_at"]:
        return f"Next check-in: {next_time(team)}"
    if team["pause_reason"] != "manager":
        return "No check-ins: I cannot write in the channel any more."
    return f"Check-ins are paused{_until(team)}."


def paused(team: Mapping[str, Any]) -> Message:
    return compose("paused", {"channel": team["channel"], "until": _until(team)})


def resumed(team: Mapping[str, Any], *, was: bool) -> Message:
    """`was` tells whether there was a pause to end."""
    return compose("resumed", {"channel": team["channel"], "was": was, "next": next_time(team)})


def _until(team: Mapping[str, Any]) -> str:
    """` until Tue 5 Jan`: a pause's last day, or nothing when it has none."""
    if not team["paused_until"]:
        return ""
    end = datetime.fromisoformat(team["paused_until"]).astimezone(ZoneInfo(team["zone"]))
    return f" until {on((end - timedelta(hours=1)).date())}"


def choose(teams: Iterable[Team], word: str, rest: str = "", *, all_teams: bool = False) -> Message:
    """Ask somebody in several teams, in a direct message, which one a word is for."""
    buttons = [
        controls.button(team.name, front.RUN, front.Run(word, rest, team.id), place=n) for n, team in enumerate(teams)
    ]
    every = [controls.button("All my teams", front.RUN, front.Run(word, front.ALL), place="all")] if all_teams else []
    return compose("choose_team", {}, {"teams": [blocks.actions(*every, *buttons)]})


def _rhythm(rule: Rule, today: date) -> list[Block]:
    """When to ask, and when not."""
    days = [(str(n), day) for n, day in enumerate(DAYS)]
    own = listed(day for day in rule.days_off if day >= today)
    return [
        blocks.field("every", "How often do I ask?", blocks.choice(list(OFTEN.items()), rule.every)),
        blocks.field("day", "Check-in day", blocks.menu(days, str(rule.weekday))),
        blocks.field("time", "Check-in time", blocks.menu([(t, t) for t in sorted({*TIMES, rule.time})], rule.time)),
        blocks.field(
            "zone",
            "Time zone",
            blocks.text_input(rule.zone, limit=60),
            hint="From your Slack profile. Like Europe/Berlin.",
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
