"""Post it now: a person decides about a message that could not be delivered, or perhaps was."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.errors import UserError
from bot.records import outbox, teams
from bot.slack.coach import Coach


def register(app: App) -> None:
    app.action("outbox:again")(again)


def again(ack: Ack, body: Mapping[str, Any], coach: Coach) -> None:
    """Whoever presses it says that the channel can be reached again; if not, the team is paused once more."""
    row = outbox.get(coach.db, body["actions"][0]["value"])
    with coach.db.atomic():
        if not outbox.send_again(coach.db, row.id, coach.now()):
            raise UserError("It is posted, or on its way. Have a look in the channel.")
        teams.resume(coach.db, row.workspace, row.channel)
    ack()
    coach.deliver()
