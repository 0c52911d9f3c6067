"""What Slack tells of by itself: mentions, direct messages, the Home tab, invitations and installations."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.actions.context import Context
from bot.actions.redraw import changed_home
from bot.actions.teams import uninstall
from bot.coaching.interview.variants import FULL
from bot.coaching.search import Found
from bot.coaching.shapes.charter.model import Charter
from bot.messages.front import parse
from bot.messages.render import unescape
from bot.model.outbox import Address, Kind
from bot.records import events
from bot.slack.coach import Coach
from bot.slack.people import statuses
from bot.slack.teams import channels

Event = Mapping[str, Any]
Body = Mapping[str, Any]
ABOUT = 75  # characters of what a document is about, as far as it is taken from a message
Heard = Callable[[Context, str, Event], None]  # what happens, in which workspace
Find = Callable[[str], Found | None]
MENTION = re.compile(r"<@[UW][A-Z0-9]+(\|[^>]*)?>")


def register(app: App) -> None:
    app.event(re.compile(r".*"))(hear)


def hear(ack: Ack, event: Event, body: Body, coach: Coach) -> None:
    """Every event once, however often Slack sends it; those nobody waits for are acknowledged all the same."""
    listener = _listener(event["type"], coach.find)
    if listener:
        context = Context(coach.db, coach.library, coach.secret, coach.now())
        with context.db.atomic():
            if events.record(context.db, body["event_id"], context.now):
                listener(context, body["team_id"], event)
        if context.spoken:
            coach.deliver()
    ack()


def _mention(find: Find, context: Context, workspace: str, event: Event) -> None:
    """The answer stands in the thread, since slash commands do not work there."""
    if _from_a_person(event):
        _suggest(find, context, workspace, event, {"thread_ts": event.get("thread_ts") or event["ts"]})


def _direct(find: Find, context: Context, workspace: str, event: Event) -> None:
    """A person's own words to the bot; edits and files' notices are none."""
    if event.get("channel_type") == "im" and not event.get("subtype") and _from_a_person(event):
        thread = {"thread_ts": event["thread_ts"]} if "thread_ts" in event else {}
        _suggest(find, context, workspace, event, thread)


def _from_a_person(event: Event) -> bool:
    """Bots that answer each other never stop."""
    return "user" in event and not event.get("bot_id")


def _suggest(find: Find, context: Context, workspace: str, event: Event, thread: Mapping[str, object]) -> None:
    text = MENTION.sub(" ", event.get("text", ""))
    detail = {**thread, "user": event["user"], "found": find(text)}
    context.say(Kind.SUGGESTION, _asked(context, *parse(text)), Address(workspace, event["channel"]), detail=detail)


def _asked(context: Context, word: str, rest: str) -> str:
    """The word, with what belongs to it: full, or what a document is about."""
    playbook = context.library.get(word)
    if isinstance(playbook, Charter) and playbook.subject:
        return f"{word} {unescape(rest)[:ABOUT]}".strip()
    return f"{word} {FULL}" if rest.lower() == FULL else word[:80]


def _home(context: Context, workspace: str, event: Event) -> None:
    if event.get("tab", "home") == "home":
        changed_home(context, workspace, event["user"])


def _uninstalled(context: Context, workspace: str, _event: Event) -> None:
    uninstall(context, workspace)


def _revoked(context: Context, workspace: str, event: Event) -> None:
    if event.get("tokens", {}).get("bot"):
        uninstall(context, workspace)


def _listener(event_type: str, find: Find) -> Heard | None:
    if event_type in SPOKEN:
        return partial(SPOKEN[event_type], find)
    return HEARD.get(event_type)


SPOKEN: dict[str, Callable[[Find, Context, str, Event], None]] = {"app_mention": _mention, "message": _direct}
HEARD: dict[str, Heard] = {
    "app_home_opened": _home,
    "channel_archive": channels.archived,
    "group_archive": channels.archived,
    "channel_unarchive": channels.unarchived,
    "member_joined_channel": channels.joined,
    "member_left_channel": channels.left,
    "user_change": statuses.changed,
    "app_uninstalled": _uninstalled,
    "tokens_revoked": _revoked,
}
