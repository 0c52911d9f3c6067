"""A survey asked one factor a week as messages: what is said of it in the channel, and the factor behind a tap."""

from bot.coaching.shapes.survey.model import Factor
from bot.coaching.shapes.survey.shape import Survey
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.blocks import Block as Shown
from bot.messages.block_kit.render import Message
from bot.messages.checkins import checkins
from bot.messages.waves import weekly
from bot.model.blocks import Block, BlockAnswer
from bot.model.outbox import OutboxRow, Whisper


def compose_said(library: Library, row: OutboxRow) -> Message | None:
    """Return what is said when it begins or ends; None where its playbook has gone."""
    survey = Survey.of(library.get(row.detail["playbook"]))
    return weekly.compose_said(survey, row.ref, row.detail) if survey else None


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


def _ask_factor(library: Library, checkin_id: str, block: Block, given: BlockAnswer | None) -> list[Shown]:
    survey = Survey.of(library.get(block.playbook))
    factor = survey.items.get(block.factor) if survey else None
    if not isinstance(factor, Factor):
        return []
    level = given.level if given else None
    return weekly.ask_factor(checkin_id, factor, block.threshold, answered=given is not None, level=level)
