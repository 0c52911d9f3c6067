"""Outbox rows about a wave as messages: its post, what came of it, and what is asked in private."""

from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.front.reminders import Frame
from bot.messages.waves import wave_invitations, wave_posts, wave_results, wave_splits
from bot.model.outbox import OutboxRow
from bot.model.reminders import Reminder
from bot.model.waves import Asked
from bot.records import waves
from bot.records.database import Database
from bot.reports import waves as reports


def compose_post(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the post of a wave; None where its playbook has gone."""
    facts = reports.find_facts(db, library, waves.get(db, row.ref))
    return wave_posts.compose_post(facts) if facts else None


def compose_result(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return what came of a wave; None where its playbook has gone."""
    wave = waves.get(db, row.ref)
    if wave.asks is Asked.SPLIT:
        split = reports.find_split(db, library, wave)
        return wave_splits.compose_split(split) if split else None
    levels = reports.find_levels(db, library, wave)
    return wave_results.compose_result(levels) if levels else None


def compose_invitation(
    db: Database, library: Library, secret: bytes, planned: Reminder, frame: Frame
) -> Message | None:
    """Return what a wave asks somebody in private, with how far they are; None where its playbook has gone."""
    wave = waves.get(db, planned.ref)
    facts, asked = reports.find_facts(db, library, wave), waves.find_respondent(db, wave.id, planned.user_id)
    if facts is None or asked is None:
        return None
    answers = reports.find_answers(db, secret, wave, planned.user_id)
    answered = reports.count_answered(wave, answers)
    return wave_invitations.compose_invitation(facts, asked.state, answered, frame)
