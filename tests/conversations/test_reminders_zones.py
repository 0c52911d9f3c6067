"""Half a year of reminders in eight time zones, across both clock changes: always at work, never two in a week."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.app import Align
from tests.conversations.reminded import promise
from tests.standin import Channel, Clock, Colleague, Hire

ZONES = (
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "UTC",
)
STEADY = ("America/Sao_Paulo", "Asia/Kolkata", "UTC")


@pytest.mark.parametrize("zone", ZONES)
def test_in_working_hours_where_they_are(
    zone: str, align: Align, clock: Clock, person: Hire, marketing: Channel, maya: Colleague
) -> None:
    clock.now = datetime(2026, 9, 21, 10, 30, tzinfo=UTC)
    maya.types("/align team", marketing)
    maya.submits()
    zoe = person("Zoe", tz=zone)
    marketing.room.members.add(zoe.id)
    zoe.types("/align join marketing", marketing)
    promise(zoe, marketing, **{"By": "2026-09-25"})
    told: list[datetime] = []
    for _ in range(int(timedelta(weeks=28) / timedelta(hours=3))):
        clock.pass_(align, hours=3)
        if len(zoe.dm.messages) > len(told):
            told.append(clock.now.astimezone(ZoneInfo(zone)))
            zoe.clicks("On track" if len(told) % 2 else "Stuck", zoe.dm)
            if zoe.modals:
                zoe.closes(everything=True)
    assert all(each.weekday() < 5 and 9 <= each.hour < 17 for each in told)
    gaps = [later.astimezone(UTC) - before.astimezone(UTC) for before, later in pairwise(told)]
    assert min(gaps) >= timedelta(days=7)
    assert max(gaps) <= timedelta(days=13)  # holidays, and the days on which somebody's word is taken
    assert len({each.utcoffset() for each in told}) == (1 if zone in STEADY else 2)
