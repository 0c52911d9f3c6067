"""Answering the weekly check-in: Done, On track, Stuck, and the one-tap pulse. /align checkin opens one now."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.errors import UserError
from bot.messages.render import Message, compose
from bot.records import checkins, commitments, outbox, teams
from bot.records.database import Row
from bot.slack import home
from bot.slack.asker import Asker
from bot.slack.coach import Coach, Word
from bot.slack.teams import team_here

Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action(re.compile(r"^checkin:(done|on_track|stuck)$"))(mark)
    app.action(re.compile(r"^checkin:pulse-[1-5]$"))(pulse)


def open_word(asker: Asker, _rest: str, _client: WebClient, coach: Coach) -> Message | None:
    """/align checkin"""
    team = team_here(asker, coach, "checkin")
    if team is None:
        raise UserError("This channel has no team yet. Type /align team first; it takes half a minute.")
    now = coach.now()
    with coach.db.atomic():
        teams.join(coach.db, team["id"], asker.user, now)
        opened = checkins.open_(coach.db, team["id"], now, now)
        if opened:
            outbox.add(
                coach.db,
                workspace=team["workspace"],
                channel=team["channel"],
                kind="checkin",
                ref=opened,
                now=now,
                team_id=team["id"],
                told=asker.user,
            )
    coach.deliver()
    return compose("checkin_opened", {"channel": team["channel"]})


WORDS = {"checkin": Word("Ask now how it is going, without waiting for the week's day.", open_word)}


def mark(ack: Ack, body: Body, coach: Coach) -> None:
    """The first press counts; whoever presses next sees on the card what it says by now."""
    act = body["actions"][0]
    state, (checkin_id, commitment_id) = act["action_id"].removeprefix("checkin:"), act["value"].split("/")
    checkin = checkins.get(coach.db, checkin_id)
    with coach.db.atomic():
        commitments.mark(coach.db, commitment_id, state, body["user"]["id"], coach.now())
        _show(coach, checkin, body)
        _show_latest(coach, checkin, body)
        home.refresh(coach, checkin["workspace"], commitments.get(coach.db, commitment_id)["owner"])
    ack()
    coach.deliver()


def pulse(ack: Ack, body: Body, coach: Coach) -> None:
    """One answer a person: a later tap replaces the earlier one until the next check-in is open."""
    checkin_id, score = body["actions"][0]["value"].split("/")
    checkin, user, now = checkins.get(coach.db, checkin_id), body["user"]["id"], coach.now()
    latest = checkins.latest(coach.db, checkin["team_id"])
    if latest and latest["id"] != checkin_id:
        raise UserError("This check-in is closed: there is a newer one in this channel. Tap there, please.")
    with coach.db.atomic():
        teams.join(coach.db, checkin["team_id"], user, now)
        side = next(m["side"] for m in teams.members(coach.db, checkin["team_id"]) if m["user_id"] == user)
        token = checkins.respondent(coach.secret, checkin_id, user)
        checkins.answer(coach.db, checkin_id, token, side, int(score))
        _show(coach, checkin, body)
        _thank(coach, checkin, body)
    ack()
    coach.deliver()


def _show(coach: Coach, checkin: Row, body: Body) -> None:
    """The card that was pressed is drawn anew, from what is recorded when it is drawn."""
    _draw(coach, checkin, {"channel": body["channel"]["id"], "ts": body["message"]["ts"]})


def _show_latest(coach: Coach, checkin: Row, body: Body) -> None:
    """And so is the newest one, when an older card or a copy of it was pressed."""
    latest = checkins.latest(coach.db, checkin["team_id"])
    if latest and (latest["id"], checkin["channel"]) != (checkin["id"], body["channel"]["id"]):
        _draw(coach, checkins.get(coach.db, latest["id"]), {})


def _draw(coach: Coach, checkin: Row, where: Mapping[str, str]) -> None:
    outbox.add(
        coach.db,
        workspace=checkin["workspace"],
        channel=checkin["channel"],
        kind="checkin",
        ref=checkin["id"],
        now=coach.now(),
        op="update",
        team_id=checkin["team_id"],
        detail=where,
    )


def _thank(coach: Coach, checkin: Row, body: Body) -> None:
    """Without the score: who said what is written down nowhere."""
    detail = {"user": body["user"]["id"], "response_url": body.get("response_url", "")}
    outbox.add(
        coach.db,
        workspace=checkin["workspace"],
        channel=checkin["channel"],
        kind="pulse",
        ref=checkin["id"],
        now=coach.now(),
        op="ephemeral",
        team_id=checkin["team_id"],
        detail=detail,
    )
