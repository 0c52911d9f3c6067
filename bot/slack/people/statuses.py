"""A status in Slack as a hint that somebody is away: asked about in the Home tab, never acted upon unasked."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.coaching.schedule.absence_hints import sounds_away
from bot.messages import away as said
from bot.model.outbox import Address, Kind, Operation
from bot.records import outbox, statuses, teams
from bot.slack.actor import from_interaction
from bot.slack.coach import Coach
from bot.slack.request import Event
from bot.slack.teams.teams import today

Body = Mapping[str, Any]


def hear_status(event: Event) -> None:
    """Note a status that sounds like leave. Slack tells of every change of every profile; only team members matter."""
    db, workspace, user = event.context.db, event.workspace, event.fields["user"]
    profile = user.get("profile") or {}
    text, emoji = profile.get("status_text", ""), profile.get("status_emoji", "")
    if sounds_away(text, emoji) and teams.of(db, workspace, user["id"]):
        last_day = _last_day(profile.get("status_expiration", 0), user.get("tz") or "UTC")
        statuses.note(db, workspace, user["id"], f"{emoji} {text}".strip(), last_day)
    else:
        statuses.forget(db, workspace, user["id"])


def yes(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """The dates are theirs to confirm."""
    asker, value = from_interaction(body), body["actions"][0]["value"]
    here = today(coach, coach.people.about(client, asker.workspace, asker.user).zone or "UTC")
    span = {"first_day": here.isoformat(), "last_day": None if value == "open" else value}
    client.views_open(trigger_id=asker.trigger, view=said.window(span))
    ack()


def no(ack: Ack, body: Body, coach: Coach) -> None:
    asker = from_interaction(body)
    with coach.db.atomic():
        settle(coach, asker.workspace, asker.user)
    ack()
    coach.deliver()


def settle(coach: Coach, workspace: str, user: str) -> None:
    """They have said whether they are away: their Home tab asks no more."""
    if statuses.hint(coach.db, workspace, user, coach.now().date()):
        statuses.answered(coach.db, workspace, user, coach.now())
        at = Address.to_person(workspace, user)
        outbox.say(coach.db, Kind.HOME, user, at, coach.now(), op=Operation.HOME)


def _last_day(expires: int, zone: str) -> date | None:
    """The last whole or part day before a status ends (seconds since 1970, 0 for never)."""
    return datetime.fromtimestamp(expires - 1, UTC).astimezone(ZoneInfo(zone)).date() if expires else None
