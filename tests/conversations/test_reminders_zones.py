"""Half a year of reminders in eight time zones, across both clock changes: always at work, never two in a week."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

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


def test_in_working_hours_where_they_are(
    align: Align, clock: Clock, person: Hire, marketing: Channel, maya: Colleague
) -> None:
    clock.now = datetime(2026, 9, 21, 10, 30, tzinfo=UTC)
    maya.types("/align team", marketing)
    maya.submits()
    people = {zone: person(f"Zoe{number}", tz=zone) for number, zone in enumerate(ZONES)}
    for each in people.values():
        marketing.room.members.add(each.id)
        each.types("/align join marketing", marketing)
        promise(each, marketing, **{"By": "2026-09-25"})
    told: dict[str, list[datetime]] = {zone: [] for zone in ZONES}
    for _ in range(int(timedelta(weeks=28) / timedelta(hours=3))):
        clock.pass_(align, hours=3)
        for zone, each in people.items():
            if len(each.dm.messages) > len(told[zone]):
                told[zone].append(clock.now.astimezone(ZoneInfo(zone)))
                each.clicks("On track" if len(told[zone]) % 2 else "Stuck", each.dm)
                if each.modals:
                    each.closes(everything=True)
    for zone, moments in told.items():
        assert all(each.weekday() < 5 and 9 <= each.hour < 17 for each in moments)
        gaps = [later.astimezone(UTC) - before.astimezone(UTC) for before, later in pairwise(moments)]
        assert min(gaps) >= timedelta(days=7)
        assert max(gaps) <= timedelta(days=13)  # holidays, and the days on which somebody's word is taken
        assert len({each.utcoffset() for each in moments}) == (1 if zone in STEADY else 2)
