"""/align pause and /align resume: whoever leads a team decides when I ask."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.coaching.schedule import dates
from bot.coaching.schedule.cadence import Rule, upcoming
from bot.errors import UserError
from bot.messages import teams as said
from bot.messages.front import TEAM
from bot.messages.render import Message
from bot.records import audit, teams
from bot.records.database import Row
from bot.slack.actor import Actor
from bot.slack.coach import Coach, Word
from bot.slack.teams.teams import check_may_change, team_here, today


def pause_word(asker: Actor, rest: str, client: WebClient, coach: Coach) -> Message:
    """/align pause, /align pause until 5 Jan"""
    team = _led(asker, client, coach, "pause")
    until = _end(rest, team, coach) if rest else None
    with coach.db.atomic():
        teams.rest(coach.db, team["id"], until, coach.now())
        audit.note(coach.db, "team paused", actor=asker.user, now=coach.now(), team_id=team["id"])
    return said.paused(teams.get(coach.db, team["id"]))


def resume_word(asker: Actor, _rest: str, client: WebClient, coach: Coach) -> Message:
    """/align resume"""
    team = _led(asker, client, coach, "resume")
    if not team["paused_at"]:
        return said.resumed(team, was=False)
    occasion = upcoming(Rule.of(team), date.fromisoformat(team["next_checkin_on"]), coach.now())
    with coach.db.atomic():
        teams.go_on(coach.db, team, occasion)
        audit.note(coach.db, "team resumed", actor=asker.user, now=coach.now(), team_id=team["id"])
    return said.resumed(teams.get(coach.db, team["id"]), was=True)


WORDS = {
    "pause": Word(
        "No check-ins for a while, like: pause until 5 Jan.", pause_word, TEAM, also="stop the check-ins, break"
    ),
    "resume": Word("End the pause before its time.", resume_word, TEAM, also="check-ins again"),
}


def _led(asker: Actor, client: WebClient, coach: Coach, word: str) -> Row:
    """The team meant. UserError when there is none, or somebody else leads it."""
    team = team_here(asker, coach, word)
    if team is None:
        raise UserError("This channel has no team yet, so I ask nobody here. /align team makes one.")
    check_may_change(asker, team, client, coach)
    return team


def _end(text: str, team: Row, coach: Coach) -> datetime:
    """The moment after the last day of the pause, UTC; a single day is the last one."""
    now_there = today(coach, team["zone"])
    first, last = dates.span(text, now_there)
    if first not in (now_there, last):
        raise UserError("A pause starts today. Days to come belong in /align team, under “Your own days off”.")
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(team["zone"])).astimezone(UTC)
