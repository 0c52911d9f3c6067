"""Having less of it: ask me later, never about this, /align mute and /align unmute."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.schedule import dates
from bot.coaching.schedule.reminder_policy import Person
from bot.messages import reminders as said
from bot.messages.front import YOU
from bot.messages.render import Message
from bot.model.outbox import Address, Kind, Operation
from bot.records import outbox, people, reminders
from bot.records.database import Row
from bot.reports import availability
from bot.slack.actor import Actor
from bot.slack.coach import Coach, Word

Body = Mapping[str, Any]
LIVE = timedelta(days=14)  # how long a nudge follows what becomes of what it is about
FOR_GOOD = ("", "for good", "forever", "always")


def register(app: App) -> None:
    app.action(said.SNOOZE)(snooze)


def show(coach: Coach, ref: str) -> None:
    """Whoever was asked about this lately sees what is recorded now."""
    for nudge in reminders.about(coach.db, ref, coach.now() - LIVE):
        if outbox.find_message(coach.db, Kind.REMINDER, nudge["id"]):
            _redraw(coach, nudge)


def snooze(ack: Ack, body: Body, coach: Coach) -> None:
    """Tomorrow, next week, never about this. The first press counts: it is asked again once."""
    word, nudge_id = body["actions"][0]["selected_option"]["value"].split("/")
    nudge, now = reminders.get(coach.db, nudge_id), coach.now()
    person = availability.person(coach.db, nudge["workspace"], nudge["user_id"], now)
    until = None if word == "never" else _until(word, person, now)
    with coach.db.atomic():
        if reminders.acted(coach.db, nudge_id, now):
            reminders.snooze(coach.db, nudge["workspace"], nudge["user_id"], nudge["ref"], until)
            if until:
                _ask_again(coach, nudge, until)
        where = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        _redraw(coach, nudge, where)
    ack()
    coach.deliver()


def _until(word: str, person: Person, now: datetime) -> datetime:
    """When work begins on the next working day, or on that after the coming weekend."""
    today = person.today(now)
    day = today + timedelta(days=1 if word == "tomorrow" else 7 - today.weekday())
    return person.at_work(_midnight(day, person))


def _midnight(day: date, person: Person) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(person.zone))


def _ask_again(coach: Coach, nudge: Row, until: datetime) -> None:
    """They asked for this one, so it comes whatever else was said in that week; nothing else does meanwhile."""
    about = {name: nudge[name] for name in ("workspace", "team_id", "kind", "ref")}
    again = reminders.plan(coach.db, **about, user=nudge["user_id"], at=until, reason="asked")
    at = Address.to_person(nudge["workspace"], nudge["user_id"])
    outbox.say(coach.db, Kind.REMINDER, again, at, coach.now(), due=until)


def _redraw(coach: Coach, nudge: Row, message: Mapping[str, str] | None = None) -> None:
    """The message of this reminder, or the one that was pressed, is drawn anew."""
    at = Address.to_person(nudge["workspace"], nudge["user_id"])
    outbox.say(coach.db, Kind.REMINDER, nudge["id"], at, coach.now(), op=Operation.UPDATE, detail=message)


def mute_word(asker: Actor, rest: str, client: WebClient, coach: Coach) -> Message:
    """/align mute, /align mute until 5 Jan"""
    coach.people.about(client, asker.workspace, asker.user)  # their zone says when a day ends
    now = coach.now()
    person = availability.person(coach.db, asker.workspace, asker.user, now)
    last = None
    if rest.lower() not in FOR_GOOD:
        last = dates.read_span(f"until {rest.lower().removeprefix('until ')}", person.today(now))[1]
    until = _midnight(last + timedelta(days=1), person) if last else None
    people.mute(coach.db, asker.workspace, asker.user, until, now)
    return said.muted(last)


def unmute_word(asker: Actor, _rest: str, _client: WebClient, coach: Coach) -> Message:
    """/align unmute"""
    return said.unmuted(people.unmute(coach.db, asker.workspace, asker.user, coach.now()))


QUIET = "stop messages, do not write to me, unsubscribe, quiet, silence, annoying, spam, reminders, notifications"
WORDS = {
    "mute": Word("No messages from me to you, for good or until a day you name.", mute_word, YOU, also=QUIET),
    "unmute": Word("I may write to you again, once a week at most.", unmute_word, YOU, also="messages again"),
}
