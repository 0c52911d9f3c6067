"""Reminders as messages: their subject as that stands now, or a welcome back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.coaching.schedule.reminder_policy import Availability
from bot.coaching.shapes.charter.shape import Charter
from bot.delivery.cards import run_cards, team_cards, wave_cards
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.front import reminders as reminder_messages
from bot.messages.front.digests import compose_digest
from bot.messages.front.front import Line
from bot.messages.front.reminders import Frame
from bot.messages.teams.away import welcome_back
from bot.model.outbox import OutboxRow
from bot.model.reminders import Reminder, ReminderKind
from bot.records import approvals, commitments, contracts, followups, members, reminders, runs, teams
from bot.records.database import Database
from bot.reports import availability, documents
from bot.reports.digests import summarize_led
from bot.reports.results import find_finished


def compose_reminder(
    db: Database, library: Library, lines: Mapping[str, Line], secret: bytes, row: OutboxRow
) -> Message | None:
    """Return the outbox row of a reminder, or of its redrawing, as a message; None for who has left meanwhile."""
    planned = reminders.get(db, row.ref)
    if planned.kind == ReminderKind.DIGEST:
        return _compose_digest(db, library, row, planned)
    if planned.team_id in members.list_teams_left(db, planned.workspace, planned.user_id):
        return None
    return _compose_asked(db, library, lines, secret, row, planned)


def _compose_asked(
    db: Database, library: Library, lines: Mapping[str, Line], secret: bytes, row: OutboxRow, planned: Reminder
) -> Message | None:
    if planned.kind == ReminderKind.INVITATION:
        return team_cards.compose_invitation(db, planned, _frame(db, row, planned))
    if planned.kind == ReminderKind.WAVE:
        return wave_cards.compose_invitation(db, library, secret, planned, _frame(db, row, planned))
    if planned.kind == ReminderKind.APPROVAL:
        return _compose_approval(db, library, row, planned)
    if planned.kind == ReminderKind.CONTRACT:
        return _compose_contract(db, library, row, planned)
    if planned.kind == ReminderKind.FOLLOWUP:
        return _compose_followup(db, library, lines, row, planned)
    if planned.kind == ReminderKind.SEAT:
        return _compose_seat(db, library, row, planned)
    return _compose_commitment(db, row, planned)


def _compose_digest(db: Database, library: Library, row: OutboxRow, planned: Reminder) -> Message | None:
    now = _now(row, planned)
    figures = summarize_led(db, library, planned, _availability(db, row, planned).today(now), now)
    return compose_digest(figures) if figures else None


def _compose_seat(db: Database, library: Library, row: OutboxRow, planned: Reminder) -> Message | None:
    finished = find_finished(db, library, planned.ref)
    if finished is None or finished.is_taken_down:
        return None
    seat = next((each for each in finished.seats if each.user_id == planned.user_id), None)
    channel = runs.get(db, planned.ref).channel
    return reminder_messages.about_seat(planned, finished, seat, _frame(db, row, planned), channel=channel)


def _compose_commitment(db: Database, row: OutboxRow, planned: Reminder) -> Message:
    today = _availability(db, row, planned).today(_now(row, planned))
    if planned.kind == ReminderKind.BACK:
        return welcome_back(commitments.of_person(db, planned.workspace, planned.user_id), today)
    return reminder_messages.about_commitment(
        planned, commitments.get(db, planned.ref), _frame(db, row, planned), today
    )


def _compose_approval(db: Database, library: Library, row: OutboxRow, planned: Reminder) -> Message | None:
    run = runs.get(db, planned.ref)
    charter = Charter.of(library.get(run.playbook))
    if charter is None:
        return None
    user = planned.user_id
    side = teams.get_side(db, run.team_id, user) if approvals.is_required(db, run.id, user) else ""
    version, frame = documents.get_version(db, run.id), _frame(db, row, planned)
    return reminder_messages.about_approval(planned, charter, version, frame, side=side, channel=run.channel)


def _compose_contract(db: Database, library: Library, row: OutboxRow, planned: Reminder) -> Message:
    found = contracts.find_current(db, planned.ref)
    contract = found if found and found.owner == planned.user_id else None
    document = Charter.of(library.get(runs.get(db, contract.run_id).playbook)) if contract else None
    today = _availability(db, row, planned).today(_now(row, planned))
    return reminder_messages.about_contract(planned, contract, document, _frame(db, row, planned), today)


def _compose_followup(
    db: Database, library: Library, lines: Mapping[str, Line], row: OutboxRow, planned: Reminder
) -> Message | None:
    card = run_cards.compose_followup(db, library, lines, replace(row, ref=planned.ref))
    answered = planned.user_id in followups.get_answers(db, planned.ref)
    return reminder_messages.about_followup(planned, card, _frame(db, row, planned), closed=answered) if card else None


def _frame(db: Database, row: OutboxRow, planned: Reminder) -> Frame:
    detail, snoozed = row.detail, ""
    person = _availability(db, row, planned)
    if planned.ref in person.snoozed:
        until = person.snoozed[planned.ref]
        snoozed = "never" if until is None else person.today(until).isoformat() if until > planned.at else ""
    return Frame(snoozed, bool(detail.get("back")), bool(detail.get("slower")))


def _availability(db: Database, row: OutboxRow, planned: Reminder) -> Availability:
    return availability.of_person(db, planned.workspace, planned.user_id, _now(row, planned))


def _now(row: OutboxRow, planned: Reminder) -> datetime:
    # The later of the two: a row waits for Slack's limits, and a redrawing is due when its button was pressed.
    return max(planned.at, row.due_at)
