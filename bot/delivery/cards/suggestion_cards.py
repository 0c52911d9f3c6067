"""What is answered to somebody who speaks to the bot in their own words: to all in the channel, or to them alone."""

from collections.abc import Mapping
from datetime import datetime

from bot.coaching.shapes.base import Playbook
from bot.coaching.small_talk import Talk
from bot.messages.block_kit.render import Message
from bot.messages.front import front, search, small_talk
from bot.messages.front.front import Line
from bot.messages.teams import teams as team_messages
from bot.model.outbox import Address, OutboxRow, Whisper
from bot.model.teams import Role
from bot.records import teams
from bot.records.database import Database
from bot.reports import findings


def compose_answer(
    db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line], said: OutboxRow | Whisper
) -> Message:
    """Return the answer to what was said: what was found again, a sentence in passing, or the word that fits."""
    detail = said.detail
    if detail.get("talk"):
        return small_talk.compose_talk(Talk(detail["talk"]), lines)
    if detail.get("topic") is not None:
        now = datetime.fromisoformat(detail["at"])
        at = _address(said)
        hits = findings.find(db, library, at.workspace, detail["user"], detail["topic"], skip=0, now=now)
        return search.compose_results(hits, now)
    return _suggest_word(db, library, lines, said)


def _suggest_word(
    db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line], said: OutboxRow | Whisper
) -> Message:
    """Return the word that fits; in a direct message of one in several teams, which it is for."""
    at, detail = _address(said), said.detail
    name, _, rest = said.ref.partition(" ")
    known = front.match_word(name, lines)
    # A channel says by itself which team is meant.
    mine = teams.list_for_person(db, at.workspace, detail["user"]) if at.channel.startswith("D") else []
    if known and lines[known].for_team and len(mine) > 1:
        leads = bool(teams.list_for_person(db, at.workspace, detail["user"], Role.MANAGER))
        rest = rest if known in library else detail["rest"]
        return team_messages.compose_choice(mine, known, rest, all_teams=lines[known].all_teams and leads)
    return front.compose_offer(said.ref, detail["found"], lines)


def _address(said: OutboxRow | Whisper) -> Address:
    return said.at if isinstance(said, Whisper) else said.address
