"""A survey asked one factor a week as messages: said in the channel, asked behind a tap, and a block that has ended."""

from collections.abc import Mapping

from bot.coaching.shapes.survey.model import Factor
from bot.coaching.shapes.survey.shape import Survey
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.blocks import Block as Shown
from bot.messages.block_kit.render import Message
from bot.messages.checkins import checkins
from bot.messages.front.front import Line
from bot.messages.waves import wave_changes as change_messages
from bot.messages.waves import weekly
from bot.messages.waves.weekly import ToWeekly
from bot.model.blocks import Block, BlockAnswer
from bot.model.outbox import OutboxRow, Whisper
from bot.model.waves import Wave
from bot.records import blocks
from bot.records.database import Database
from bot.reports import wave_changes
from bot.reports import weekly as reports


def compose_said(library: Library, row: OutboxRow) -> Message | None:
    """Return what is said when it begins or ends; None where its playbook has gone."""
    survey = Survey.of(library.get(row.detail["playbook"]))
    return weekly.compose_said(survey, ToWeekly(row.detail["team"], row.ref), row.detail) if survey else None


def compose_block(
    db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow, wave: Wave
) -> Message | None:
    """Return what a block that has ended says: before and after, where something was done about its factor, or that it
    is the one to talk about first; None where its playbook has gone.
    """
    if wave.repeats:
        again = wave_changes.find_again(db, library, wave, row.due_at)
        return change_messages.compose_change(again, lines) if again else None
    block = reports.find_block(db, library, wave)
    asked = blocks.find_last(db, wave.team_id, wave.playbook)
    return weekly.compose_first(block, ToWeekly(wave.team_id, asked.id)) if block and asked else None


def compose_tapped(library: Library, whisper: Whisper) -> Message:
    """Return the thanks for a tap, with the factor of the week where one is asked.

    Out of what the tap brought with it: no row tells any more whose it was.
    """
    said = whisper.detail
    thanks = checkins.tapped(said["score"], said["closes"])
    block = said.get("block")
    if block is None:
        return thanks
    asked = _ask_factor(library, whisper.ref, block, said["given"])
    return {**thanks, "blocks": [*thanks["blocks"], *asked]}


def compose_thanks(library: Library, whisper: Whisper) -> Message | None:
    """Return the thanks for an answer; None where its playbook has gone."""
    block: Block = whisper.detail["block"]
    survey = Survey.of(library.get(block.playbook))
    return weekly.thank(survey.find_title(block.factor), whisper.detail["closes"]) if survey else None


def _ask_factor(library: Library, checkin_id: str, block: Block, given: BlockAnswer | None) -> list[Shown]:
    survey = Survey.of(library.get(block.playbook))
    factor = survey.items.get(block.factor) if survey else None
    if not isinstance(factor, Factor):
        return []
    level = given.level if given else None
    return weekly.ask_factor(checkin_id, factor, block.threshold, answered=given is not None, level=level)
