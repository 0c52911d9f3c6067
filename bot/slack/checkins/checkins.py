"""Answering the check-in: one tap, a few words. /align checkin opens one now, or closes it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.schedule.answer_window import EARLY, closes
from bot.coaching.schedule.cadence import Rule, following
from bot.errors import UserError
from bot.messages import checkins as said
from bot.messages import pages
from bot.messages.front import KEEP
from bot.messages.render import Message, at
from bot.model.outbox import Address, Kind, Operation
from bot.records import checkins, notes, outbox, teams
from bot.records.database import Row, moment
from bot.reports.checkins import day, takes_taps
from bot.slack.actor import Actor
from bot.slack.coach import Coach, Word
from bot.slack.teams.teams import team_here

Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action(re.compile(r"^checkin:pulse-[1-5]$"))(pulse)
    app.action("checkin:more")(more)
    app.view("checkin:note")(note)


def checkin_word(asker: Actor, rest: str, _client: WebClient, coach: Coach) -> Message:
    """/align checkin, and /align checkin close"""
    team = team_here(asker, coach, "checkin")
    if team is None:
        raise UserError("This channel has no team yet. Type /align team first; it takes half a minute.")
    if rest and rest.lower() != "close":
        raise UserError("Type /align checkin to ask now, or /align checkin close to close the one that is open.")
    with coach.db.atomic():
        message = _close(asker, team, coach) if rest else _open(asker, team, coach)
    coach.deliver()
    return message


LINE = "Ask now how it is going, without waiting for the week's day."
WORDS = {"checkin": Word(LINE, checkin_word, KEEP, also="weekly question, pulse, mood, ask everybody")}


def _open(asker: Actor, team: Row, coach: Coach) -> Message:
    if team["pause_reason"] == "manager":
        raise UserError("Check-ins are paused here. Whoever leads the team can type /align resume.")
    now, newest = coach.now(), checkins.latest(coach.db, team["id"])
    if newest and not newest["closed_at"]:
        return said.running(team["channel"], day(newest, newest["closes_at"]))
    teams.join(coach.db, team["id"], asker.user, now)
    due = _instead_of(coach, team, now) or now
    ends = closes(Rule.of(team), now)
    if checkins.ask(coach.db, team, due=due, now=now, closes=ends, told=asker.user) is None:
        raise UserError("Somebody was quicker: I have asked already. Have a look in the channel.")
    following = _at(teams.get(coach.db, team["id"]), "next_checkin_at")
    return said.opened(team["channel"], regular=at(due, team["zone"]) if due > now else None, following=following)


def _instead_of(coach: Coach, team: Row, now: datetime) -> datetime | None:
    """The regular check-in that this one stands for, when that is close; the team then moves on to the following."""
    regular = moment(team["next_checkin_at"])
    if regular - now > EARLY:
        return None
    upcoming = following(Rule.of(team), date.fromisoformat(team["next_checkin_on"]), max(regular, now))
    return regular if teams.schedule(coach.db, team, upcoming) else None


def _close(asker: Actor, team: Row, coach: Coach) -> Message:
    leads = [each["user_id"] for each in teams.members(coach.db, team["id"]) if each["role"] == "manager"]
    if leads and asker.user not in leads:
        raise UserError("Whoever leads the team can close it early. It closes by itself after two working days.")
    newest = checkins.latest(coach.db, team["id"])
    if newest is None or not checkins.close(coach.db, newest, coach.now()):
        raise UserError("No check-in is open here. /align checkin opens one.")
    return said.closed(team["channel"])


def pulse(ack: Ack, body: Body, coach: Coach) -> None:
    """One answer a person: a later tap replaces the earlier one, until there is a figure."""
    checkin_id, score = body["actions"][0]["value"].split("/")
    user, now = body["user"]["id"], coach.now()
    with coach.db.atomic():
        checkin = _answerable(coach, checkin_id)
        if not takes_taps(coach.db, checkin):
            raise UserError("The figure is out, so a tap now would give yours away. Your words still count.")
        teams.join(coach.db, checkin["team_id"], user, now)
        side = next(m["side"] for m in teams.members(coach.db, checkin["team_id"]) if m["user_id"] == user)
        token = checkins.respondent(coach.secret, checkin_id, user)
        checkins.answer(coach.db, checkin_id, token, side, int(score))
        checkins.redraw(coach.db, checkin, now)
        _thank(coach, checkin, body)
    ack()
    coach.deliver()


def more(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Say more: what I have said so far stands in the window."""
    checkin = _answerable(coach, body["actions"][0]["value"])
    mine = notes.mine(coach.db, checkin["id"], body["user"]["id"])
    client.views_open(trigger_id=body["trigger_id"], view=said.say_more(checkin, mine))
    ack()


def note(ack: Ack, body: Body, coach: Coach) -> None:
    user, now, state = body["user"]["id"], coach.now(), body["view"]["state"]["values"]
    given = {part: pages.tidy(state[part]["value"]["value"])[: said.LONGEST] for part in notes.PARTS}
    with coach.db.atomic():
        checkin = _answerable(coach, body["view"]["private_metadata"])
        if not any(given.values()) and not any(notes.mine(coach.db, checkin["id"], user).values()):
            raise UserError("A few words in one of the three are enough. Or close the window.", "moved")
        teams.join(coach.db, checkin["team_id"], user, now)
        if notes.write(coach.db, checkin["id"], user, given, now):
            checkins.redraw(coach.db, checkin, now)
    ack(response_action="update", view=said.noted(None if checkin["closed_at"] else day(checkin, checkin["closes_at"])))
    coach.deliver()


def _answerable(coach: Coach, checkin_id: str) -> Row:
    """The check-in, held while an answer is written. UserError when the next one has taken over."""
    with coach.db.atomic():
        checkin = checkins.hold(coach.db, checkin_id)
    if checkins.after(coach.db, checkin):
        raise UserError("There is a newer check-in in this channel. Answer there, please.")
    return checkin


def _thank(coach: Coach, checkin: Row, body: Body) -> None:
    """The row says who is thanked, not what they tapped."""
    detail = {"user": body["user"]["id"], "response_url": body.get("response_url", "")}
    at = Address(checkin["workspace"], checkin["channel"], checkin["team_id"])
    outbox.say(coach.db, Kind.PULSE, checkin["id"], at, coach.now(), op=Operation.EPHEMERAL, detail=detail)


def _at(row: Row, column: str) -> str:
    return at(moment(row[column]), row["zone"])
