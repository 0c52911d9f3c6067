"""Fewer unasked messages: ask me later, never about this, `/align mute` and `/align unmute`."""

from bot.actions import reminders as actions
from bot.coaching.schedule import dates
from bot.messages import reminders as messages
from bot.messages.front import YOU
from bot.messages.reminders import SNOOZE, Snooze
from bot.model.rights import Right
from bot.reports import availability
from bot.slack.request import Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import Word

FOR_GOOD = ("", "for good", "forever", "always")


def snooze(request: Request, pressed: Snooze) -> Shown:
    """Put a reminder off: until tomorrow, next week, or for good."""
    message, channel = request.body["message"], request.body["channel"]["id"]
    actions.snooze(request.context, pressed.reminder, pressed.delay, channel=channel, ts=message["ts"])
    return None


def mute_word(request: Request, rest: str) -> Shown:
    """Write nothing unasked any more, or until a day: /align mute until 5 Jan."""
    actor, context = request.actor, request.context
    request.coach.people.get_profile(request.client, actor.workspace, actor.user)  # their zone says when a day ends
    last = None
    if rest.lower() not in FOR_GOOD:
        today = availability.of_person(context.db, actor.workspace, actor.user, context.now).today(context.now)
        last = dates.read_span(f"until {rest.lower().removeprefix('until ')}", today)[1]
    actions.mute(context, actor.workspace, actor.user, last)
    return Reply(messages.compose_muted(last))


def unmute_word(request: Request, _rest: str) -> Shown:
    """Write unasked again."""
    was = actions.unmute(request.context, request.actor.workspace, request.actor.user)
    return Reply(messages.compose_unmuted(was))


QUIET = "stop messages, do not write to me, unsubscribe, quiet, silence, annoying, spam, reminders, notifications"
WORDS = {
    "mute": Word(
        "No messages from me to you, for good or until a day you name.", mute_word, YOU, Right.NOTHING, synonyms=QUIET
    ),
    "unmute": Word(
        "I may write to you again, once a week at most.", unmute_word, YOU, Right.NOTHING, synonyms="messages again"
    ),
}
STORY = Story(presses=(on(SNOOZE, snooze, Right.OWN),))
