"""The Home tab, drawn anew from what is recorded when it is drawn."""

from bot.model.outbox import Address, Kind, Operation
from bot.records import outbox
from bot.slack.coach import Coach


def refresh(coach: Coach, workspace: str, *users: str | None) -> None:
    """To be called in the transaction of whatever changes what these people see there."""
    for user in dict.fromkeys(filter(None, users)):
        at = Address.to_person(workspace, user)
        outbox.say(coach.db, Kind.HOME, user, at, coach.now(), op=Operation.HOME)
