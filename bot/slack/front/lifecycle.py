"""What Slack tells of by itself: mentions, direct messages, the Home tab, invitations and installations."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.actions import redraw
from bot.coaching.interview.variants import FULL
from bot.coaching.shapes.charter.model import Charter
from bot.messages.front import parse
from bot.messages.render import unescape
from bot.model.outbox import Address, Kind
from bot.records import events, installations, outbox, teams
from bot.slack.coach import Coach
from bot.slack.people.statuses import changed as status_changed
from bot.slack.teams import channels

Event = Mapping[str, Any]
Body = Mapping[str, Any]
ABOUT = 75  # characters of what a document is about, as far as it is taken from a message
Heard = Callable[[Event, Body, Coach], None]
MENTION = re.compile(r"<@[UW][A-Z0-9]+(\|[^>]*)?>")


def register(app: App) -> None:
    app.event(re.compile(r".*"))(hear)


def hear(ack: Ack, event: Event, body: Body, coach: Coach) -> None:
    """Every event once, however often Slack sends it; those nobody waits for are acknowledged all the same."""
    act = HEARD.get(event["type"])
    if act:
        with coach.db.atomic():
            if events.first(coach.db, body["event_id"], coach.now()):
                act(event, body, coach)
        coach.deliver()
    ack()


def _mention(event: Event, body: Body, coach: Coach) -> None:
    """The answer stands in the thread, since slash commands do not work there."""
    if _from_a_person(event):
        _offer(event, body, coach, {"thread_ts": event.get("thread_ts") or event["ts"]})


def _direct(event: Event, body: Body, coach: Coach) -> None:
    """A person's own words to the bot; edits and files' notices are none."""
    if event.get("channel_type") == "im" and not event.get("subtype") and _from_a_person(event):
        _offer(event, body, coach, {"thread_ts": event["thread_ts"]} if "thread_ts" in event else {})


def _from_a_person(event: Event) -> bool:
    """Bots that answer each other never stop."""
    return "user" in event and not event.get("bot_id")


def _offer(event: Event, body: Body, coach: Coach, detail: Mapping[str, object]) -> None:
    text = MENTION.sub(" ", event.get("text", ""))
    at, found = Address(body["team_id"], event["channel"]), coach.find(text)
    detail = {**detail, "user": event["user"], "found": found}
    outbox.say(coach.db, Kind.SUGGESTION, _asked(coach, *parse(text)), at, coach.now(), detail=detail)


def _asked(coach: Coach, word: str, rest: str) -> str:
    """The word, with what belongs to it: full, or what a document is about."""
    playbook = coach.library.get(word)
    if isinstance(playbook, Charter) and playbook.subject:
        return f"{word} {unescape(rest)[:ABOUT]}".strip()
    return f"{word} {FULL}" if rest.lower() == FULL else word[:80]


def _home(event: Event, body: Body, coach: Coach) -> None:
    if event.get("tab", "home") == "home":
        redraw.homes(coach.context(), body["team_id"], event["user"])


def _joined(event: Event, body: Body, coach: Coach) -> None:
    """Somebody invited the bot: it says hello once, what it does, and what to type first."""
    if event["user"] == installations.bot_user(coach.db, body["team_id"]):
        at = Address(body["team_id"], event["channel"])
        outbox.say(coach.db, Kind.HELLO, event["channel"], at, coach.now())
        teams.resume(coach.db, body["team_id"], event["channel"])


def _uninstalled(_event: Event, body: Body, coach: Coach) -> None:
    installations.remove(coach.db, body["team_id"], coach.now())


def _revoked(event: Event, body: Body, coach: Coach) -> None:
    if event.get("tokens", {}).get("bot"):
        _uninstalled(event, body, coach)


HEARD: dict[str, Heard] = {
    "app_mention": _mention,
    "message": _direct,
    "app_home_opened": _home,
    "channel_archive": channels.archived,
    "group_archive": channels.archived,
    "channel_unarchive": channels.unarchived,
    "member_joined_channel": _joined,
    "member_left_channel": channels.left,
    "user_change": status_changed,
    "app_uninstalled": _uninstalled,
    "tokens_revoked": _revoked,
}
