"""The digest: what needs whoever leads teams, what to show around, and the trend."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.coaching.pilots import PilotState
from bot.coaching.summary.attention import Need
from bot.coaching.summary.digest import DigestFigures, TrendPoint, find_day
from bot.coaching.summary.figures import PersonFigures, TeamFigures
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, draw_bar
from bot.messages.front.digest_offers import END
from bot.messages.front.summaries import count_in_words
from bot.messages.front.summary_table import NAME, PAGES, ToAll, shorten_need
from bot.model.digests import Rhythm

SIZES = (2, 1)  # teams that the message says something to ask of
BEST = 5  # the most that a check-in can show


def compose_digest(figures: DigestFigures) -> Message:
    """Return it for whoever asked, by private message."""
    return compose_short(lambda size: _compose(figures, size), SIZES)


def _compose(figures: DigestFigures, size: int) -> Message:
    exemplary = figures.exemplary
    values = {
        "heading": _name_heading(figures),
        "today": figures.today,
        "asks": [_ask_values(team, need, figures.today) for team, need in figures.needy[:size]],
        "shown": [
            {"team": _name(team), **vars(pilot), "subject": blocks.shorten(pilot.subject, NAME)}
            for team, pilot in exemplary[:1]
        ],
        "average": len(figures.teams) > 1,
        "known": any(each.teams for each in figures.trend),
        "trend": [_point_values(figures.rhythm, each) for each in figures.trend],
        "kept": figures.kept,
        "was_due": figures.was_due,
        "pilots": _count_pilots(figures),
        "mine": _count_mine(figures.mine),
        "rhythm": figures.rhythm,
    }
    all_teams = controls.button("All teams", PAGES, ToAll(figures.period.start.isoformat()), "primary")
    buttons = [blocks.actions(all_teams, controls.button("Not any more", END, Nothing()))]
    return compose_message("digest", values, {"buttons": buttons})


def _name_heading(figures: DigestFigures) -> str:
    """Return the verdict in words: `January: two teams need you, one can teach the others`."""
    number, teachers = len(figures.needy), len(figures.exemplary)
    verb = "teams need" if number > 1 else "team needs" if number else "needs"
    others = f", {count_in_words(teachers)} can teach the others" if teachers and len(figures.teams) > 1 else ""
    return f"{_name_period(figures.rhythm, figures.period.start)}: {count_in_words(number)} {verb} you{others}"


def _name_period(rhythm: Rhythm, start: date) -> str:
    return f"{start:%B}" if rhythm is Rhythm.MONTHLY else f"Week of {start.day} {start:%b}"


def _ask_values(team: TeamFigures, need: Need, today: date) -> Mapping[str, Any]:
    day = find_day(need, today)
    return {"team": _name(team), "need": shorten_need(need), "by": None if day == today else day}


def _name(team: TeamFigures) -> str:
    return blocks.shorten(team.team.name, NAME)


def _point_values(rhythm: Rhythm, point: TrendPoint) -> Mapping[str, Any]:
    label = f"{point.start:%b}" if rhythm is Rhythm.MONTHLY else f"{point.start.day} {point.start:%b}"
    return {"label": label, "mean": point.mean, "teams": point.teams, "bar": draw_bar(point.mean or 0, BEST)}


def _count_pilots(figures: DigestFigures) -> str:
    """Return `3 running, 1 to be decided, 1 decided to go on, 1 stopped with a lesson`; "" without any."""
    counts = {"running": 0, "to be decided": 0, "decided to go on": 0, "stopped with a lesson": 0}
    for pilot in figures.pilots:
        ended = "stopped with a lesson" if pilot.is_stopped else "decided to go on"
        words = {PilotState.RUNNING: "running", PilotState.DUE: "to be decided"}
        counts[words.get(pilot.state, ended)] += 1
    return ", ".join(f"{number} {words}" for words, number in counts.items() if number)


def _count_mine(mine: PersonFigures) -> str:
    """Return what waits for the reader: `1 promise late, 2 documents for your OK`; "" for nothing."""
    counts = {
        "late": len(mine.late),
        "stuck": len(mine.stuck),
        "offered to you": len(mine.offered),
        "for your OK": len(mine.approvals),
    }
    return ", ".join(f"{number} {words}" for words, number in counts.items() if number)
