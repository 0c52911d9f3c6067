"""The Home tab, drawn anew from what is recorded when it is drawn."""

from bot.records import outbox
from bot.slack.coach import Coach


def refresh(coach: Coach, workspace: str, *users: str | None) -> None:
    """To be called in the transaction of whatever changes what these people see there."""
    for user in dict.fromkeys(filter(None, users)):
        outbox.add(coach.db, workspace=workspace, channel=user, kind="home", ref=user, now=coach.now(), op="home")
