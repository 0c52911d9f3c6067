"""Setting a team up, and finding the team that somebody speaks for."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.cadence import next_checkin
from bot.errors import UserError
from bot.messages import pages
from bot.messages import teams as said
from bot.messages.blocks import View
from bot.messages.render import Message
from bot.records import audit, teams
from bot.records.database import Row
from bot.slack.asker import Asker, from_interaction
from bot.slack.coach import Coach, Word

SIDES = ("marketing", "it", "sales")
DAY, TIME = 1, "10:00"  # Tuesday: Mondays are holidays too often
Going = Callable[[Coach, Row, str, str], View]
Body = Mapping[str, Any]


def register(app: App, go_on: Going) -> None:
    """`go_on` gives the view of the word that a person was on the way to when the team had to be set up first."""

    def save(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
        asker, (channel, then) = from_interaction(body), body["view"]["private_metadata"].split("/")
        _check_may_change(asker, channel, client, coach)
        team = _save(asker, channel, _read(body["view"]["state"]["values"]), coach)
        view = go_on(coach, team, asker.user, then) if then else _saved(team)
        ack(response_action="update", view=view)

    def skip(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
        asker, (channel, then) = from_interaction(body), body["view"]["private_metadata"].split("/")
        name = pages.tidy(body["view"]["state"]["values"]["name"]["value"]["value"])
        team = _create(asker, channel, name or channel, client, coach)
        view = go_on(coach, team, asker.user, then) if then else _saved(team)
        client.views_update(view_id=body["view"]["id"], view=view)
        ack()

    app.view("teams:save")(save)
    app.action(said.SKIP)(skip)


def open_word(asker: Asker, _rest: str, client: WebClient, coach: Coach) -> Message | None:
    """/align team"""
    team = team_here(asker, coach, "team")
    if team is None:
        open_setup(asker, client, coach, then="")
        return None
    _check_may_change(asker, team["channel"], client, coach)
    members = teams.members(coach.db, team["id"])
    client.views_open(trigger_id=asker.trigger, view=said.setup(team, members, new=False, then=""))
    return None


WORDS = {"team": Word("Who is in the team, and when I check in.", open_word, window=True)}


def team_here(asker: Asker, coach: Coach, word: str) -> Row | None:
    """The channel's team, None when the channel has none yet. In a direct message: the person's one team.

    UserError in a direct message of somebody who is in no team, or in several.
    """
    if not asker.direct:
        return teams.find(coach.db, asker.workspace, asker.channel)
    mine = teams.of(coach.db, asker.workspace, asker.user)
    if len(mine) == 1:
        return mine[0]
    if mine:
        names = ", ".join(team["name"] for team in mine)
        raise UserError(f"You are in several teams ({names}). Type /align {word} in the channel of the one you mean.")
    raise UserError(
        f"I work in a team's channel. Go to the one where marketing and IT talk and type /align {word} there. "
        "If I am not in it yet, type /invite @Align first."
    )


def open_setup(asker: Asker, client: WebClient, coach: Coach, *, then: str) -> None:
    """First use in a channel. UserError for guests."""
    profile = coach.people.about(client, asker.workspace, asker.user)
    if profile.guest:
        raise UserError(
            "You are a guest here. Ask somebody from the team to type /align team once; then you can join in."
        )
    team = {
        "channel": asker.channel,
        "name": asker.channel_name or "Our team",
        "zone": profile.zone or "UTC",
        "checkin_day": DAY,
        "checkin_time": TIME,
    }
    me = {"user_id": asker.user, "side": "other", "role": "manager"}
    client.views_open(trigger_id=asker.trigger, view=said.setup(team, [me], new=True, then=then))


def _check_may_change(asker: Asker, channel: str, client: WebClient, coach: Coach) -> None:
    """UserError unless the team is new, or led by this person, or by nobody."""
    team = teams.find(coach.db, asker.workspace, channel)
    if team is None:
        return
    leads = [m["user_id"] for m in teams.members(coach.db, team["id"]) if m["role"] == "manager"]
    if (
        leads
        and asker.user not in leads
        and any(coach.people.about(client, asker.workspace, lead).can_own for lead in leads)
    ):
        raise UserError("Whoever leads the team can change this. Ask them to type /align team.")


def _create(asker: Asker, channel: str, name: str, client: WebClient, coach: Coach) -> Row:
    """With defaults: the person's own zone, Tuesday at ten, and they lead it until somebody says otherwise."""
    now, zone = coach.now(), coach.people.about(client, asker.workspace, asker.user).zone or "UTC"
    with coach.db.atomic():
        team = teams.create(
            coach.db,
            workspace=asker.workspace,
            channel=channel,
            name=name,
            zone=zone,
            day=DAY,
            time=TIME,
            next_checkin=next_checkin(now, zone=zone, weekday=DAY, time=TIME),
            by=asker.user,
            now=now,
        )
        role = "manager" if team["created_by"] == asker.user else "member"
        teams.join(coach.db, team["id"], asker.user, now, role=role)
    return team


def _save(asker: Asker, channel: str, given: Mapping[str, Any], coach: Coach) -> Row:
    now = coach.now()
    following = next_checkin(now, zone=given["zone"], weekday=given["day"], time=given["time"])
    settings = {key: given[key] for key in ("name", "zone", "day", "time")}
    with coach.db.atomic():
        team = teams.create(
            coach.db,
            workspace=asker.workspace,
            channel=channel,
            next_checkin=following,
            by=asker.user,
            now=now,
            **settings,
        )
        teams.configure(coach.db, team["id"], next_checkin=following, now=now, **settings)
        teams.seat(coach.db, team["id"], _seats(given), now)
        teams.join(coach.db, team["id"], asker.user, now)
        audit.note(coach.db, "team saved", actor=asker.user, now=now, team_id=team["id"])
    return teams.get(coach.db, team["id"])


def _seats(given: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """user → (side, role). UserError when somebody sits on two sides."""
    sides: dict[str, str] = {}
    for side in SIDES:
        if sides.keys() & set(given[side]):
            raise UserError("Somebody is on two sides. Choose one side for everybody.", field=side)
        sides |= dict.fromkeys(given[side], side)
    return {
        user: (sides.get(user, "other"), "manager" if user == given["manager"] else "member")
        for user in [*sides, given["manager"]]
    }


def _read(state: Mapping[str, Any]) -> dict[str, Any]:
    """The set-up window's fields. UserError at the field that needs mending."""
    zone, name = pages.tidy(state["zone"]["value"]["value"]), pages.tidy(state["name"]["value"]["value"])
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(
            "I don't know this time zone. Write it like Europe/Berlin or America/New_York.", "zone"
        ) from None
    if not name:
        raise UserError("Please give the team a name.", "name")
    return {
        "name": name,
        "zone": zone,
        "day": int(state["day"]["value"]["selected_option"]["value"]),
        "time": state["time"]["value"]["selected_option"]["value"],
        **{side: state[side]["value"]["selected_users"] for side in SIDES},
        "manager": state["manager"]["value"]["selected_user"],
    }


def _saved(team: Row) -> View:
    due = datetime.fromisoformat(team["next_checkin_at"])
    return said.saved(team["name"], due, team["zone"], "")
