"""Being away: /align away until 5 Jan, /align back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.schedule import dates
from bot.errors import UserError
from bot.messages import away as said
from bot.messages.front import YOU
from bot.messages.render import Message
from bot.records import away, commitments
from bot.slack.actor import Actor, from_interaction
from bot.slack.coach import Coach, Word
from bot.slack.people import statuses
from bot.slack.teams.teams import today


def register(app: App) -> None:
    app.view("away:save")(save)
    app.action(said.YES)(statuses.yes)
    app.action(said.NO)(statuses.no)


def away_word(asker: Actor, rest: str, client: WebClient, coach: Coach) -> Message | None:
    """/align away until 5 Jan; alone it asks for the dates, beginning with those that are noted."""
    here = _today(asker, client, coach)
    if rest:
        return _leave(asker, *dates.span(rest, here), here, coach)
    noted = away.ahead(coach.db, asker.workspace, asker.user, here)
    days = {"first_day": here.isoformat(), "last_day": None}
    client.views_open(trigger_id=asker.trigger, view=said.window(noted[0] if noted else days))
    return None


def back_word(asker: Actor, _rest: str, client: WebClient, coach: Coach) -> Message:
    """/align back"""
    here = _today(asker, client, coach)
    return said.back(away.back(coach.db, asker.workspace, asker.user, here, coach.now()), here)


ABSENT = "vacation, holiday, sick, out of office, on leave, absent, days off"
WORDS = {
    "away": Word("Say when you are not here, like: away until 5 Jan.", away_word, YOU, window=True, also=ABSENT),
    "back": Word("Say that you are here after all.", back_word, YOU, also="returned, I am back again"),
}


def save(ack: Ack, body: Mapping[str, Any], client: WebClient, coach: Coach) -> None:
    asker, state = from_interaction(body), body["view"]["state"]["values"]
    first, last = (date.fromisoformat(state[name]["value"]["selected_date"]) for name in ("first", "last"))
    here = _today(asker, client, coach)
    try:
        dates.span(f"{first} - {last}", here)
    except UserError as error:
        raise UserError(error.text, "last") from None
    ack(response_action="update", view=said.noted_view(_leave(asker, first, last, here, coach)))


def _leave(asker: Actor, first: date, last: date, here: date, coach: Coach) -> Message:
    with coach.db.atomic():
        statuses.settle(coach, asker.workspace, asker.user)
        away.leave(coach.db, asker.workspace, asker.user, first, last)
    coach.deliver()
    return said.noted(first, last, here, commitments.of_person(coach.db, asker.workspace, asker.user))


def _today(asker: Actor, client: WebClient, coach: Coach) -> date:
    """The day it is where they are."""
    return today(coach, coach.people.about(client, asker.workspace, asker.user).zone or "UTC")
