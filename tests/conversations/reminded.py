"""The acts and looks that talks about reminders have in common."""

from datetime import UTC, datetime, timedelta

from bot.app import Align
from tests.conversations.walks import commits
from tests.standin import Channel, Clock, Colleague

AT_WORK = (3, 22)  # UTC
FRIDAY = 4


def promise(who: Colleague, where: Channel, **more: object) -> None:
    """For a week from now, unless `more` fields say otherwise."""
    commits(who, where, **{"When": "the call is over", "I’ll": "agree on the three fields", **more})


def until(align: Align, clock: Clock, moment: str) -> None:
    """Let time pass until this moment (UTC), hour after hour while anybody anywhere is at work.

    What came due at another time would be said in the first hour after it, and so is seen.
    """
    end = datetime.fromisoformat(f"{moment}Z")
    while clock.now < end:
        clock.now = min(next_hour(clock.now), end)
        clock.ticks(align)


def next_hour(now: datetime) -> datetime:
    """The next one from Monday to Friday, from 3 (9 o'clock in Kolkata) to 22 (17 o'clock in New York)."""
    later = now + timedelta(hours=1)
    if later.hour > AT_WORK[1]:
        later = (later + timedelta(days=1)).replace(hour=AT_WORK[0])
    if later.hour < AT_WORK[0]:
        later = later.replace(hour=AT_WORK[0])
    if later.weekday() > FRIDAY:
        later = (later + timedelta(days=7 - later.weekday())).replace(hour=AT_WORK[0])
    return later


def reminded_at(who: Colleague) -> list[str]:
    """Return the moments at which they were written to unasked, UTC."""
    return [f"{datetime.fromtimestamp(float(each.ts), UTC):%a %d %b %H:%M}" for each in who.dm.messages]
