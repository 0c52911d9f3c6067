"""Making a promise: from a result's Commit button, or with /align commit."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.cadence import Rule, upcoming
from bot.errors import UserError
from bot.messages import commitments as said
from bot.messages import pages
from bot.messages.blocks import View
from bot.messages.render import Message
from bot.records import commitments, outbox, runs, teams
from bot.records.database import Row, new_id
from bot.slack import home
from bot.slack.asker import Asker
from bot.slack.coach import Coach, Word
from bot.slack.teams import team_here

AHEAD = timedelta(days=3)
Body = Mapping[str, Any]


def register(app: App) -> None:
    app.action("commitment:write")(write)
    app.view("commitment:save")(save)


def commit_word(asker: Asker, _rest: str, client: WebClient, coach: Coach) -> Message | None:
    """/align commit"""
    team = team_here(asker, coach, "commit")
    if team is None:
        raise UserError("This channel has no team yet. Type /align team first; it takes half a minute.")
    client.views_open(trigger_id=asker.trigger, view=_window(coach, team, f"team/{team['id']}", "", asker.user))
    return None


WORDS = {"commit": Word("Make a promise: if …, then I will …", commit_word, window=True)}


def write(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Commit under a result."""
    source = body["actions"][0]["value"]
    run = runs.get(coach.db, source.removeprefix("run/"))
    view = _window(coach, teams.get(coach.db, run["team_id"]), source, run["subject"], body["user"]["id"])
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def save(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    commitment_id, kind, source_id = body["view"]["private_metadata"].split("/")
    run = runs.get(coach.db, source_id) if kind == "run" else None
    team = teams.get(coach.db, run["team_id"] if run else source_id)
    given = _read(body["view"]["state"]["values"], _today(coach, team))
    if not coach.people.about(client, team["workspace"], given["owner"]).can_own:
        raise UserError("Please choose a person who works here: not a bot, not gone.", "owner")
    now = coach.now()
    with coach.db.atomic():
        teams.join(coach.db, team["id"], given["owner"], now)
        new = commitments.add(
            coach.db,
            commitment_id,
            team_id=team["id"],
            run_id=run["id"] if run else None,
            by=body["user"]["id"],
            now=now,
            **given,
        )
        if new:
            _tell(coach, team, commitment_id, body["user"]["id"])
            home.refresh(coach, team["workspace"], given["owner"])
    ack(response_action="update", view=said.kept_in_mind())
    coach.deliver()


def _tell(coach: Coach, team: Row, commitment_id: str, by: str) -> None:
    outbox.add(
        coach.db,
        workspace=team["workspace"],
        channel=team["channel"],
        kind="commitment",
        ref=commitment_id,
        now=coach.now(),
        team_id=team["id"],
        told=by,
    )


def _window(coach: Coach, team: Row, source: str, subject: str, owner: str) -> View:
    return said.write(commitment_id=new_id(), source=source, subject=subject, owner=owner, due=_usual(coach, team))


def _usual(coach: Coach, team: Row) -> date:
    """The day of the next check-in that leaves some time: then it is asked about the day it is due."""
    return upcoming(Rule.of(team), date.fromisoformat(team["next_checkin_on"]), coach.now() + AHEAD).local.date()


def _today(coach: Coach, team: Row) -> date:
    return coach.now().astimezone(ZoneInfo(team["zone"])).date()


def _read(state: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The window's fields. UserError at the field that needs mending."""
    cue, action = (pages.tidy(state[name]["value"]["value"]).rstrip(".") for name in ("cue", "action"))
    for name, text in (("cue", cue), ("action", action)):
        if not text:
            raise UserError("Please fill this in, a few words are enough.", name)
        if len(text) > said.LONGEST:
            raise UserError(f"Please shorten this to {said.LONGEST} characters. It has {len(text)}.", name)
    due = date.fromisoformat(state["due"]["value"]["selected_date"])
    if due < today:
        raise UserError("This date is past. Choose today or later.", "due")
    return {"cue": cue, "action": action, "owner": state["owner"]["value"]["selected_user"], "due": due}
