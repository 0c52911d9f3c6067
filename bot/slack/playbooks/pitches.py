"""Reading a posted text by a message shortcut: what it plays down, and from there into the playbook."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.interview.route import LONGEST
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError
from bot.messages import pages, pitches
from bot.model.teams import Team
from bot.records import runs, teams
from bot.slack.actor import Actor, from_interaction
from bot.slack.coach import Coach
from bot.slack.manifest import Shortcut
from bot.slack.payloads import posted_text
from bot.slack.playbooks import interviews

Body = Mapping[str, Any]
READ = "read-"


def register(app: App) -> None:
    app.shortcut(re.compile(f"^{READ}"))(read)
    app.view("pitch:go_on")(go_on)


def shortcuts(library: Mapping[str, Playbook]) -> list[Shortcut]:
    """Return one for each playbook that reads posted texts."""
    return [
        Shortcut(each.reading_shortcut, f"{READ}{word}", each.summary)
        for word, each in library.items()
        if each.reading_shortcut
    ]


def read(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
    """The message's words, read at once. Nothing is kept before the person goes on."""
    word, asker = body["callback_id"].removeprefix(READ), from_interaction(body)
    text, team = posted_text(body["message"]), _team(asker, coach)
    if not text:
        raise UserError("This message has no words that I can read. Copy the text into /align " + word + ".")
    about = f"{word}/{team.id}" if team else ""
    client.views_open(trigger_id=asker.trigger, view=pitches.read_text(_playbook(coach, word), text, about=about))
    ack()


def go_on(ack: Ack, body: Body, coach: Coach) -> None:
    """Into the playbook: the text joins the person's draft, or starts one."""
    word, team_id = body["view"]["private_metadata"].split("/")
    playbook, team, user = _playbook(coach, word), teams.get(coach.db, team_id), body["user"]["id"]
    text = pages.tidy(body["view"]["state"]["values"]["text"]["value"]["value"])
    with coach.db.atomic():
        interviews.begin(coach, team, user, word)
        draft = runs.draft(coach.db, team.id, user, word)
        if draft and playbook.reads:
            before = runs.answers(coach.db, draft["id"]).get((playbook.reads, "")) or ""
            kept = _joined(text, before)
            runs.save(coach.db, draft["id"], {(playbook.reads, ""): kept}, user, coach.now())
    ack(response_action="update", view=interviews.begin(coach, team, user, word))


def _joined(text: str, before: str) -> str:
    """What was there stays, unless both together are longer than a field."""
    if text in before or before in text:
        return max(text, before, key=len)
    both = f"{text}\n\n{before}"
    return both if len(both) <= LONGEST["long"] else text


def _playbook(coach: Coach, word: str) -> Checklist:
    found = Checklist.of(coach.library.get(word))
    if found is None:
        raise UserError("This shortcut is from an earlier version of me. /align help lists what there is.")
    return found


def _team(asker: Actor, coach: Coach) -> Team | None:
    """The team of the channel; elsewhere the person's one team."""
    here = None if asker.direct else teams.find(coach.db, asker.workspace, asker.channel)
    mine = [] if here else teams.of(coach.db, asker.workspace, asker.user)
    return here or (mine[0] if len(mine) == 1 else None)
