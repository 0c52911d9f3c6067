"""The Home tab, drawn anew from what is recorded when it is drawn."""

from bot.records import outbox
from bot.slack.coach import Coach


def refresh(coach: Coach, workspace: str, user: str) -> None:
    """To be called in the transaction of whatever changes what this person sees there."""
    outbox.add(coach.db, workspace=workspace, channel=user, kind="home", ref=user, now=coach.now(), op="home")
