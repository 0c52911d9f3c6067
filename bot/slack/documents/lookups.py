"""A message shortcut that looks a message's words up among a team's documents."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.lookup import find_subjects
from bot.coaching.shapes.charter.shape import Charter
from bot.errors import UserError
from bot.messages import documents as said
from bot.reports import documents
from bot.slack.actor import from_interaction
from bot.slack.coach import Coach
from bot.slack.manifest import Shortcut
from bot.slack.payloads import message_text
from bot.slack.teams.choice import require_team

PREFIX = "lookup:"


def register(app: App) -> None:
    app.shortcut(re.compile(rf"^{PREFIX}"))(look_up)


def shortcuts(library: Mapping[str, Playbook]) -> list[Shortcut]:
    """Return one for each playbook that wants it."""
    return [
        Shortcut(each.lookup_shortcut, f"{PREFIX}{word}", each.summary)
        for word, each in library.items()
        if each.lookup_shortcut
    ]


def look_up(ack: Ack, body: Mapping[str, Any], client: WebClient, coach: Coach) -> None:
    charter = Charter.of(coach.library.get(body["callback_id"].removeprefix(PREFIX)))
    if charter is None:
        raise UserError("This is from an earlier version of me. Type /align to start afresh.")
    team = require_team(coach.db, from_interaction(body), charter.word)
    known = documents.current(coach.db, team.id, charter.word)
    named = find_subjects(message_text(body["message"]), [each.subject for each in known])
    view = said.looked_up(
        charter, team.id, [each for each in known if each.subject in named], [each.subject for each in known]
    )
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()
