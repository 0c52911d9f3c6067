"""Reminders put off, and messages unasked muted."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.actions import redraw
from bot.actions.context import Context
from bot.coaching.schedule.reminder_policy import Availability
from bot.model.outbox import Address, Kind
from bot.model.reminders import Delay, Reason, Reminder
from bot.records import people
from bot.records import reminders as records
from bot.reports import availability


def snooze(context: Context, reminder_id: str, delay: Delay, *, channel: str, ts: str) -> None:
    """Put a reminder off; the message at `channel` and `ts` is drawn anew. The first press counts: it comes once."""
    reminder = records.get(context.db, reminder_id)
    person = availability.of_person(context.db, reminder.workspace, reminder.user_id, context.now)
    until = None if delay == Delay.NEVER else _morning(delay, person, context.now)
    with context.db.atomic():
        if records.mark_acted(context.db, reminder_id, context.now):
            records.snooze(context.db, reminder.workspace, reminder.user_id, reminder.ref, until)
            if until:
                _ask_again(context, reminder, until)
        redraw.pressed_reminder(context, reminder, channel, ts)


def mute(context: Context, workspace: str, user: str, last: date | None) -> None:
    """Write nothing unasked to this person until their day `last` is over, or for good."""
    person = availability.of_person(context.db, workspace, user, context.now)
    until = _midnight(last + timedelta(days=1), person) if last else None
    with context.db.atomic():
        people.mute(context.db, workspace, user, until, context.now)
        redraw.homes(context, workspace, user)


def unmute(context: Context, workspace: str, user: str) -> bool:
    """Write to this person again. Return False when they were not muted."""
    with context.db.atomic():
        redraw.homes(context, workspace, user)
        return people.unmute(context.db, workspace, user, context.now)


def is_muted(context: Context, workspace: str, user: str) -> bool:
    """Return whether this person wants nothing unasked now."""
    person = people.get(context.db, workspace, user)
    return person.muted_at is not None and not (person.muted_until and person.muted_until <= context.now)


def _ask_again(context: Context, reminder: Reminder, until: datetime) -> None:
    """Plan a reminder that they asked for: it comes whatever else is said in that week; nothing else does meanwhile."""
    again = records.plan(
        context.db,
        workspace=reminder.workspace,
        user=reminder.user_id,
        team_id=reminder.team_id,
        kind=reminder.kind,
        ref=reminder.ref,
        at=until,
        reason=Reason.ASKED,
    )
    # Written down now and due later: the outbox is the only timer, and it survives a restart.
    context.say(Kind.REMINDER, again, Address.to_person(reminder.workspace, reminder.user_id), due=until)


def _morning(delay: Delay, person: Availability, now: datetime) -> datetime:
    """Return when work begins on the next working day, or on that after the coming weekend."""
    today = person.today(now)
    day = today + timedelta(days=1 if delay == Delay.TOMORROW else 7 - today.weekday())
    return person.at_work(_midnight(day, person))


def _midnight(day: date, person: Availability) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(person.zone))
