"""Setting a team up, and finding the team that somebody speaks for."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.schedule import dates, days_off
from bot.coaching.schedule.answer_window import EARLY
from bot.coaching.schedule.cadence import Occasion, Rule, first, upcoming
from bot.errors import UserError
from bot.messages import pages
from bot.messages import teams as said
from bot.messages.blocks import View
from bot.messages.front import TEAM
from bot.messages.render import Message, mention
from bot.records import audit, checkins, teams
from bot.records.database import Row, moment
from bot.slack.actor import Actor, from_interaction
from bot.slack.coach import Coach, Word
from bot.slack.people.profiles import Profile
from bot.slack.playbooks import two_sided

SIDES = ("marketing", "it", "sales")
DAY, TIME = 1, "10:00"  # Tuesday: Mondays are holidays too often
NAME = "Our team"
Going = Callable[[Coach, Row, str, str], View]
Body = Mapping[str, Any]


def register(app: App, go_on: Going) -> None:
    """`go_on` gives the view of the word that a person was on the way to when the team had to be set up first."""

    def save(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
        asker, (channel, then) = from_interaction(body), body["view"]["private_metadata"].split("/", 1)
        known, state = teams.find(coach.db, asker.workspace, channel), body["view"]["state"]["values"]
        check_may_change(asker, known, client, coach)
        rule, given = _rule(state, coach), _read(state)
        if not coach.people.about(client, asker.workspace, given["manager"]).can_own:
            raise UserError("Please choose a person who works here: not a bot, not gone.", "manager")
        team = _save(asker, channel, known, rule, given, coach)
        if team is None:
            return save(ack, body, client, coach)
        view = go_on(coach, team, asker.user, then) if then else said.saved(team)
        ack(response_action="update", view=view)
        coach.deliver()

    def skip(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
        asker, (channel, then) = from_interaction(body), body["view"]["private_metadata"].split("/", 1)
        name = pages.tidy(body["view"]["state"]["values"]["name"]["value"]["value"])
        team = _create(asker, channel, name or NAME, client, coach)
        view = go_on(coach, team, asker.user, then) if then else said.saved(team)
        client.views_update(view_id=body["view"]["id"], view=view)
        ack()

    app.view("teams:save")(save)
    app.action(said.SKIP)(skip)


def open_word(asker: Actor, _rest: str, client: WebClient, coach: Coach) -> Message | None:
    """/align team"""
    team = team_here(asker, coach, "team")
    if team is None:
        open_setup(asker, client, coach, then="")
        return None
    check_may_change(asker, team, client, coach)
    members, rule = teams.members(coach.db, team["id"]), Rule.of(team)
    view = said.setup(team, rule, members, today(coach, rule.zone), new=False, then="")
    client.views_open(trigger_id=asker.trigger, view=view)
    return None


ALSO = "members, add or remove people, settings, day, hour, time zone, who leads"
WORDS = {"team": Word("Who is in the team, and when I check in.", open_word, TEAM, window=True, also=ALSO)}


def team_here(asker: Actor, coach: Coach, word: str) -> Row | None:
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


def open_setup(asker: Actor, client: WebClient, coach: Coach, *, then: str) -> None:
    """First use in a channel. UserError for guests."""
    profile = coach.people.about(client, asker.workspace, asker.user)
    _refuse_guest(profile)
    team = {"channel": asker.channel, "name": asker.place or NAME}
    rule, me = _usual(profile.zone), {"user_id": asker.user, "side": "other", "role": "manager"}
    view = said.setup(team, rule, [me], today(coach, rule.zone), new=True, then=then)
    client.views_open(trigger_id=asker.trigger, view=view)


def _refuse_guest(profile: Profile) -> None:
    if profile.guest:
        raise UserError(
            "You are a guest here. Ask somebody from the team to type /align team once; then you can join in."
        )


def check_may_change(asker: Actor, team: Row | None, client: WebClient, coach: Coach) -> None:
    """UserError for guests, and for others unless nobody has set the team up, or they lead it, or nobody does."""
    _refuse_guest(coach.people.about(client, asker.workspace, asker.user))
    if team is None or not team["confirmed_at"]:
        return
    leads = [m["user_id"] for m in teams.members(coach.db, team["id"]) if m["role"] == "manager"]
    here = [lead for lead in leads if coach.people.about(client, asker.workspace, lead).can_own]
    if asker.user not in leads and here:
        whom = Markup(" or ").join(mention(lead) for lead in here)
        raise UserError(Markup("Whoever leads this team can change that. Ask {}.").format(whom))


def _create(asker: Actor, channel: str, name: str, client: WebClient, coach: Coach) -> Row:
    """With what is usual; who made it leads it until somebody says otherwise."""
    now, rule = coach.now(), _usual(coach.people.about(client, asker.workspace, asker.user).zone)
    with coach.db.atomic():
        team = teams.create(
            coach.db,
            workspace=asker.workspace,
            channel=channel,
            name=name,
            rule=rule,
            upcoming=first(rule, now),
            by=asker.user,
            now=now,
        )
        role = "manager" if team["created_by"] == asker.user else "member"
        teams.join(coach.db, team["id"], asker.user, now, role=role)
    return team


def _usual(zone: str | None) -> Rule:
    """The person's own zone and its country's holidays, every Tuesday at ten."""
    return Rule(zone or "UTC", DAY, TIME, country=days_off.country_of(zone or "UTC"))


def _save(
    asker: Actor, channel: str, known: Row | None, rule: Rule, given: Mapping[str, Any], coach: Coach
) -> Row | None:
    """None when somebody else has set the team up since it was not yet `known`."""
    now, name = coach.now(), given["name"]
    with coach.db.atomic():
        found = teams.find(coach.db, asker.workspace, channel)
        occasion = _next(found, rule, coach)
        team = found or teams.create(
            coach.db,
            workspace=asker.workspace,
            channel=channel,
            name=name,
            rule=rule,
            upcoming=occasion,
            by=asker.user,
            now=now,
        )
        if known is None and team["confirmed_at"]:
            return None
        teams.configure(coach.db, team["id"], name=name, rule=rule, upcoming=occasion, now=now)
        before = _sides(coach, team)
        teams.seat(coach.db, team["id"], _seats(given), now)
        teams.join(coach.db, team["id"], asker.user, now)
        if _sides(coach, team) != before:
            two_sided.reseated(coach, team["id"])
        audit.note(coach.db, "team saved", actor=asker.user, now=now, team_id=team["id"])
    return teams.get(coach.db, team["id"])


def _sides(coach: Coach, team: Row) -> dict[str, str]:
    return {member["user_id"]: member["side"] for member in teams.members(coach.db, team["id"])}


def _next(team: Row | None, rule: Rule, coach: Coach) -> Occasion:
    """A series goes on as it was while its day and rhythm stay: who is asked every other week is not asked at once.

    A new series leaves who has just been asked some days of peace.
    """
    if team and (team["checkin_day"], team["checkin_every"]) == (rule.weekday, rule.every):
        return upcoming(rule, date.fromisoformat(team["next_checkin_on"]), coach.now())
    newest = checkins.latest(coach.db, team["id"]) if team else None
    return first(rule, max(coach.now(), moment(newest["opened_at"]) + EARLY) if newest else coach.now())


def today(coach: Coach, zone: str) -> date:
    """The day it is there."""
    return coach.now().astimezone(ZoneInfo(zone)).date()


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
    """The set-up window's people and name. UserError at the field that needs mending."""
    name = pages.tidy(state["name"]["value"]["value"])
    if not name:
        raise UserError("Please give the team a name.", "name")
    return {
        "name": name,
        **{side: state[side]["value"]["selected_users"] for side in SIDES},
        "manager": state["manager"]["value"]["selected_user"],
    }


def _rule(state: Mapping[str, Any], coach: Coach) -> Rule:
    """The set-up window's times. UserError at the field that needs mending."""
    zone, country, own = (state[name]["value"]["value"] or "" for name in ("zone", "country", "days_off"))
    zone = pages.tidy(zone)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(
            "I don't know this time zone. Write it like Europe/Berlin or America/New_York.", "zone"
        ) from None
    try:
        country = days_off.written(country)
    except ValueError:
        raise UserError(
            "I know no holidays there. Write two letters like DE, or DE-BE for a part.", "country"
        ) from None
    try:
        free = dates.days(own, today(coach, zone))
    except UserError as error:
        raise UserError(error.text, "days_off") from None
    day, time, every = (state[name]["value"]["selected_option"]["value"] for name in ("day", "time", "every"))
    return Rule(zone, int(day), time, every, country, free)
