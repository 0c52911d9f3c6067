"""A team: its set-up window, and what is said about it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.render import Message, at, compose

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(7, 19) for minute in (0, 30))
SKIP = "teams:skip"


def setup(team: Mapping[str, Any], members: Iterable[Mapping[str, Any]], *, new: bool, then: str) -> View:
    """The one short window; `team` has the columns of a team, `then` is the word to go on to afterwards."""
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
        blocks.field(
            "day", "Check-in day", blocks.menu([(str(n), day) for n, day in enumerate(DAYS)], str(team["checkin_day"]))
        ),
        blocks.field("time", "Check-in time", blocks.menu([(t, t) for t in _times(team)], team["checkin_time"])),
        blocks.field(
            "zone",
            "Time zone",
            blocks.text_input(team["zone"], limit=60),
            hint="From your Slack profile. Like Europe/Berlin.",
        ),
    ]
    skip = [blocks.actions(blocks.button("Skip for now", SKIP, "skip"))] if new else []
    about = f"{team['channel']}/{then}"
    return blocks.modal("Your team", [*words, *fields, *skip], callback="teams:save", about=about, submit="Save")


def saved(name: str, next_checkin: datetime, zone: str, then: str) -> View:
    told = compose("setup_saved", {"name": name, "next": at(next_checkin, zone)})
    return blocks.modal("Your team", told["blocks"], callback="teams:saved", about=then)


def choose(teams: Iterable[Mapping[str, Any]], word: str) -> Message:
    """For somebody who asks in a direct message and is in several teams: which one is it for?"""
    buttons = [
        blocks.button(team["name"], f"interview:start-{n}", f"{word}/{team['id']}") for n, team in enumerate(teams)
    ]
    return compose("choose_team", {}, {"teams": [blocks.actions(*buttons)]})


def _times(team: Mapping[str, Any]) -> list[str]:
    return sorted({*TIMES, team["checkin_time"]})
