"""/align WORD: the front door. The same words work by mention and in direct messages, with a button for windows."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.coaching.next_play import TeamState, choose_next_play
from bot.errors import UserError
from bot.messages import front
from bot.messages.front import Line
from bot.messages.render import Message
from bot.records import runs, teams
from bot.records.database import Row
from bot.reports import team_state
from bot.slack.actor import Asker, from_command, from_interaction
from bot.slack.coach import Coach, Word
from bot.slack.errors import OUTDATED

Body = Mapping[str, Any]
Words = Mapping[str, Word]


def register(app: App, words: Words) -> None:
    def front_door(ack: Ack, command: Mapping[str, str], client: WebClient, coach: Coach) -> None:
        message = answer(words, from_command(command), command.get("text", ""), client, coach)
        if message:
            ack(response_type="ephemeral", text=message["text"], blocks=message["blocks"])
        else:
            ack()

    def run(ack: Ack, body: Body, client: WebClient, coach: Coach) -> None:
        """A button that stands for a word; when the answer is no window yet, it comes in one."""
        name, rest = front.parse(body["actions"][0]["value"])
        if name not in words:
            raise UserError(OUTDATED)
        message = words[name].act(from_interaction(body), rest, client, coach)
        if message:
            client.views_open(trigger_id=body["trigger_id"], view=front.window(message))
        ack()

    app.command("/align")(front_door)
    app.action(re.compile(rf"^{front.RUN}"))(run)


def answer(words: Words, asker: Asker, text: str, client: WebClient, coach: Coach) -> Message | None:
    """What to say to a word, or None when a window was opened instead."""
    word, rest = front.parse(text)
    if not word:
        return _welcome(words, asker, coach)
    if word == "help":
        return front.help_(lines(words))
    known = front.meant(word, words)
    if known:
        return words[known].act(asker, rest, client, coach)
    found = coach.find(text)
    return front.found(*found, lines(words)) if found else front.unknown(text, lines(words))


def lines(words: Words) -> dict[str, Line]:
    """What the front says of each word."""
    return {name: Line(word.line, word.window, word.group) for name, word in words.items()}


def _welcome(words: Words, asker: Asker, coach: Coach) -> Message:
    team = _team(asker, coach)
    stands = team_state.of_team(coach.db, team["id"], coach.library, coach.now()) if team else TeamState()
    word, reason = choose_next_play(stands, coach.library)
    draft = next((w for w in coach.library if team and runs.draft(coach.db, team["id"], asker.user, w)), None)
    known = lines(words)
    plays = {word: known[word] for word in coach.library}
    return front.welcome(plays, next_word=word, reason=reason, draft=draft)


def _team(asker: Asker, coach: Coach) -> Row | None:
    """The channel's team; in a direct message the only one that the person is in."""
    if not asker.direct:
        return teams.find(coach.db, asker.workspace, asker.channel)
    mine = teams.of(coach.db, asker.workspace, asker.user)
    return mine[0] if len(mine) == 1 else None
