"""What talks about reminders say and look for."""

from datetime import UTC, datetime

from bot.app import Align
from tests.fixtures_slack import Clock
from tests.happenings import Colleague
from tests.surfaces import Channel


def promise(who: Colleague, where: Channel, **more: object) -> None:
    """For a week from now, unless `more` fields say otherwise."""
    who.types("/align commit", where)
    who.fills({"If …": "the call is over", "… then I will": "agree on the three fields", **more})
    who.submits()
    who.closes(everything=True)


def until(align: Align, clock: Clock, moment: str) -> None:
    """Let time pass, hour after hour, until this moment (UTC)."""
    while clock.now < datetime.fromisoformat(f"{moment}Z"):
        clock.pass_(align, hours=1)


def reminded_at(who: Colleague) -> list[str]:
    """When they were written to unasked, UTC."""
    return [f"{datetime.fromtimestamp(float(each.ts), UTC):%a %d %b %H:%M}" for each in who.dm.messages]
