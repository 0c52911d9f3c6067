"""Making a promise: from a result's Commit button, with /align commit, or out of a message somebody wrote."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching import advice
from bot.coaching.schedule.cadence import upcoming_occasion
from bot.errors import UserError
from bot.messages import commitments as said
from bot.messages import pages
from bot.messages.blocks import View
from bot.messages.commitments import Draft
from bot.messages.front import KEEP
from bot.messages.render import Message
from bot.model.outbox import Address, Kind
from bot.model.teams import Team
from bot.records import commitments, outbox, runs, teams
from bot.records.database import Row, new_id
from bot.reports.results import came_to
from bot.slack.actor import Actor, from_interaction
from bot.slack.coach import Coach, Word
from bot.slack.manifest import Shortcut
from bot.slack.payloads import mentioned_people, message_text
from bot.slack.people import home
from bot.slack.teams.choice import require_team

AHEAD = timedelta(days=3)
Body = Mapping[str, Any]
LABEL = re.compile(r"^(if\s+|(then\s+)?i(’ll|'ll| will)\s+|then\s+)", re.IGNORECASE)  # typed though it stands there
SHORTCUT = Shortcut(
    "Make this a commitment", "commitment_from_message", "Turn what somebody wrote into a promise with a date"
)
NAMES = 3  # people looked up while the person waits for the window


def register(app: App) -> None:
    app.action(re.compile(r"^commitment:write"))(write)
    app.view("commitment:save")(save)
    app.shortcut(SHORTCUT.callback)(from_message)


def commit_word(asker: Actor, rest: str, client: WebClient, coach: Coach) -> Message | None:
    """/align commit, with what to do behind it if they like."""
    client.views_open(trigger_id=asker.trigger, view=_for_team(coach, asker, rest))
    return None


ALSO = "commitment, action item, to do, remember what I will do"
WORDS = {"commit": Word("Make a promise: if …, then I will …", commit_word, KEEP, window=True, also=ALSO)}


def write(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Commit under a result: an empty promise, or the one that a piece of advice carries."""
    _, run_id, key = f"{body['actions'][0]['value']}/".split("/")[:3]
    run = runs.get(coach.db, run_id)
    team = teams.get(coach.db, run["team_id"])
    plain = Draft(f"run/{run_id}", body["user"]["id"], _usual(coach, team), run["subject"])
    view = _window(coach, _advised(coach, client, run, key, plain) if key else plain)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def _advised(coach: Coach, client: WebClient, run: Row, key: str, plain: Draft) -> Draft:
    """The draft with the promise that the advice carries; as it was where the advice is not given any more."""
    whole = coach.library.get(run["playbook"])
    if whole is None:
        return plain
    advised = advice.meant(advice.advice(*came_to(coach.db, whole, run)), key)
    if advised is None:
        return plain
    spoken = advice.people(advised)[:NAMES]
    names = {user: coach.people.about(client, run["workspace"], user).name for user in spoken}
    offer = advice.offer(advised, names, plain.owner)
    owner = offer.owner or plain.owner
    partner = offer.partner if offer.partner != owner else None
    return plain._replace(cue=offer.cue, action=offer.action, owner=owner, partner=partner)


def from_message(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """Make this a commitment: the message's words are what the person who chose it will do."""
    asker, message = from_interaction(body), body["message"]
    mentioned = mentioned_people(message)[:NAMES]
    names = {user: coach.people.about(client, asker.workspace, user).name for user in mentioned}
    words = message_text(message, lambda user: names.get(user) or "somebody")
    client.views_open(trigger_id=asker.trigger, view=_for_team(coach, asker, " ".join(words.split())))
    ack()


def save(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    run, team = _source(coach, body["view"])
    given = _read(body["view"]["state"]["values"], _today(coach, team))
    _check_people(client, coach, team, given)
    now, by = coach.now(), body["user"]["id"]
    commitment_id = body["view"]["private_metadata"].partition("/")[0]
    with coach.db.atomic():
        for user in filter(None, (given["owner"], given["partner"])):
            teams.join(coach.db, team.id, user, now)
        new = commitments.add(
            coach.db, commitment_id, team_id=team.id, run_id=run["id"] if run else None, by=by, now=now, **given
        )
        if new:
            _tell(coach, team, commitment_id, by)
            home.refresh(coach, team.workspace, by, given["owner"], given["partner"])
    ack(response_action="update", view=said.kept_in_mind())
    coach.deliver()


def _for_team(coach: Coach, asker: Actor, action: str) -> View:
    """The window for the team of this channel; where there is none, of the person's teams. UserError without any."""
    mine = teams.of(coach.db, asker.workspace, asker.user) if asker.direct else []
    if len(mine) > 1:
        known = [(team.id, team.name) for team in mine]
        return _window(coach, Draft("teams/", asker.user, _usual(coach, mine[0]), action=action, teams=known))
    team = require_team(coach.db, asker, "commit")
    return _window(coach, Draft(f"team/{team.id}", asker.user, _usual(coach, team), action=action))


def _window(coach: Coach, draft: Draft) -> View:
    plays = [(word, f"{word}: {playbook.title}") for word, playbook in coach.library.items()]
    return said.write(new_id(), draft, plays)


def _source(coach: Coach, view: Mapping[str, Any]) -> tuple[Row | None, Team]:
    """The run it comes from, if any, and the team it is for."""
    _, kind, source = view["private_metadata"].split("/")
    run = runs.get(coach.db, source) if kind == "run" else None
    if kind == "teams":
        source = view["state"]["values"]["team"]["value"]["selected_option"]["value"]
    return run, teams.get(coach.db, run["team_id"] if run else source)


def _check_people(client: WebClient, coach: Coach, team: Team, given: Mapping[str, Any]) -> None:
    if given["partner"] == given["owner"]:
        raise UserError("That is the same person. Leave this empty, or choose somebody of the other side.", "partner")
    for field in ("owner", "partner"):
        if given[field] and not coach.people.about(client, team.workspace, given[field]).can_own:
            raise UserError("Please choose a person who works here: not a bot, not gone.", field)


def _tell(coach: Coach, team: Team, commitment_id: str, by: str) -> None:
    at = Address(team.workspace, team.channel, team.id)
    outbox.say(coach.db, Kind.COMMITMENT, commitment_id, at, coach.now(), notify_on_failure=by)


def _usual(coach: Coach, team: Team) -> date:
    """The day of the next check-in that leaves some time: then it is asked about the day it is due."""
    return upcoming_occasion(team.rule, team.next_checkin_on, coach.now() + AHEAD).local.date()


def _today(coach: Coach, team: Team) -> date:
    return coach.now().astimezone(ZoneInfo(team.zone)).date()


def _read(state: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The window's fields. UserError at the field that needs mending."""
    cue, action, obstacle = (
        LABEL.sub("", pages.tidy(state[name]["value"]["value"])).rstrip(".") for name in ("cue", "action", "obstacle")
    )
    for name, text in (("cue", cue), ("action", action), ("obstacle", obstacle)):
        if not text and name != "obstacle":
            raise UserError("Please fill this in, a few words are enough.", name)
        if len(text) > said.LONGEST:
            raise UserError(f"Please shorten this to {said.LONGEST} characters. It has {len(text)}.", name)
    due = date.fromisoformat(state["due"]["value"]["selected_date"])
    if due < today:
        raise UserError("This date is past. Choose today or later.", "due")
    chosen = state.get("trigger", {}).get("value", {}).get("selected_option")
    return {
        "cue": cue,
        "action": action,
        "obstacle": obstacle,
        "owner": state["owner"]["value"]["selected_user"],
        "partner": state["partner"]["value"]["selected_user"],
        "due": due,
        "trigger_word": chosen["value"] if chosen else None,
    }
