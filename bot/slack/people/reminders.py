"""Fewer unasked messages: ask me later, never about this, `/align mute` and `/align unmute`."""

from datetime import date, timedelta

from bot.actions import reminders as actions
from bot.coaching.schedule import dates
from bot.coaching.schedule.day_printing import format_day, write_span
from bot.coaching.schedule.readings import Span
from bot.errors import OutdatedError, UserError
from bot.messages.front import reminders as messages
from bot.messages.front.front import YOU
from bot.messages.front.reminders import SNOOZE, Snooze
from bot.model.rights import Right
from bot.reports import availability
from bot.slack.request import Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import Word

FOR_GOOD = ("", "for good", "forever", "always")


def snooze(request: Request, pressed: Snooze) -> Shown:
    """Put a reminder off: until tomorrow, next week, or for good."""
    message = request.body.get("message")
    if not message or not request.actor.channel:
        raise OutdatedError  # it stands below the reminder only
    actions.snooze(request.context, pressed.reminder, pressed.delay, channel=request.actor.channel, ts=message["ts"])
    return None


def mute_word(request: Request, rest: str) -> Shown:
    """Write nothing unasked any more, or until a day: /align mute until 5 Jan."""
    today = _today_there(request)
    return _mute_until(request, None if rest.lower() in FOR_GOOD else _read_last_day(rest, today), today)


def unmute_word(request: Request, rest: str) -> Shown:
    """Write unasked again, now or from a day on: /align unmute on 5 Jan."""
    actor, context, today = request.actor, request.context, _today_there(request)
    day = dates.read_day(rest, today) if rest else today
    if day == today:
        return Reply(messages.compose_unmuted(actions.unmute(context, actor.workspace, actor.user)))
    if not actions.is_muted(context, actor.workspace, actor.user):
        return Reply(messages.compose_unmuted(was=False))
    return _mute_until(request, day - timedelta(days=1), today)


def _mute_until(request: Request, last: date | None, today: date) -> Shown:
    actions.mute(request.context, request.actor.workspace, request.actor.user, last)
    return Reply(messages.compose_muted(last, today))


def _read_last_day(text: str, today: date) -> date:
    """Return the last day of quiet; a single day is the last one. UserError as in `dates`."""
    first, last = dates.read_span(text, today)
    if first not in (today, last):
        raise UserError(
            f"Quiet starts at once, and that would start on {format_day(first, today)}. For days to come type "
            f"/align away {write_span(Span(first, last), today)}: nothing from me then either."
        )
    return last


def _today_there(request: Request) -> date:
    """Return the day it is where they are: their zone, asked for just now, says when a day ends."""
    actor, context = request.actor, request.context
    request.coach.people.get_profile(request.client, actor.workspace, actor.user)
    return availability.of_person(context.db, actor.workspace, actor.user, context.now).today(context.now)


WORDS = {
    "mute": Word(
        "No messages from me to you, for good or until a day you name.",
        mute_word,
        YOU,
        Right.NOTHING,
        rest_words=None,
        button="Mute me",
    ),
    "unmute": Word(
        "I may write to you again, once a week at most.",
        unmute_word,
        YOU,
        Right.NOTHING,
        rest_words=None,
    ),
}
STORY = Story(presses=(on(SNOOZE, snooze, Right.OWN),))
