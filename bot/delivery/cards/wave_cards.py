"""Outbox rows about a wave as messages: its post, what came of it, and what is asked in private."""

from collections.abc import Mapping

from bot.coaching.shapes.survey.facts import WaveFacts
from bot.delivery.cards import weekly_cards
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.front.front import Line
from bot.messages.front.reminders import Frame
from bot.messages.waves import wave_changes as change_messages
from bot.messages.waves import wave_invitations, wave_posts, wave_results, wave_splits, wave_taps
from bot.model.outbox import OutboxRow, Whisper
from bot.model.reminders import Reminder
from bot.model.waves import Asked, RespondentState, WaveAnswers, WaveMode
from bot.records import waves
from bot.records.database import Database
from bot.reports import wave_changes
from bot.reports import waves as reports


def compose_post(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return the post of a wave; None where its playbook has gone."""
    wave = waves.get(db, row.ref)
    facts = reports.find_facts(db, library, wave)
    return wave_posts.compose_post(facts, wave_changes.find_done(db, facts.survey, wave)) if facts else None


def compose_result(db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow) -> Message | None:
    """Return what came of a wave; None where its playbook has gone."""
    wave = waves.get(db, row.ref)
    if wave.mode is WaveMode.WEEKLY:
        return weekly_cards.compose_block(db, library, lines, row, wave)
    if wave.is_again:
        again = wave_changes.find_again(db, library, wave, row.due_at)
        return change_messages.compose_change(again, lines) if again else None
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
    if wave.is_again:
        return _ask_factor(facts, asked.state, answers, frame)
    done = wave_changes.find_done(db, facts.survey, wave)
    return wave_invitations.compose_invitation(facts, asked.state, reports.count_answered(wave, answers), frame, done)


def compose_tapped(db: Database, library: Library, secret: bytes, whisper: Whisper) -> Message | None:
    """Return what stands in place of the question after a tap; None where its playbook has gone."""
    wave = waves.get(db, whisper.ref)
    facts = reports.find_facts(db, library, wave)
    answers = reports.find_answers(db, secret, wave, whisper.user)
    return _ask_factor(facts, RespondentState.ASKED, answers, Frame()) if facts else None


def _ask_factor(facts: WaveFacts, state: RespondentState, answers: WaveAnswers, frame: Frame) -> Message | None:
    factor = next((each for each in facts.survey.factor if each.name in facts.wave.factors), None)
    return wave_taps.compose_question(facts, factor, state, answers, frame) if factor else None
