"""Outbox rows about a filled-in questionnaire: what its file is read for, for which team, and what it comes to."""

from bot.coaching.shapes.checklist.given_answers import find_reader
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.playbooks import sheets
from bot.model.outbox import Operation, OutboxRow
from bot.records import run_answers, teams
from bot.records.database import Database


def compose_sheet(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return what the file is to be read for, or what it answers; None where no playbook reads any more."""
    checklist = find_reader(library)
    if checklist is None or row.team_id is None:
        return None
    if row.op is Operation.READ:
        return sheets.make_reading(checklist)
    subject = run_answers.get(db, row.ref).get((checklist.subject, "")) or ""
    return sheets.compose_sheet(checklist, row.ref, subject, teams.get(db, row.team_id).name, row.detail)


def ask_team(db: Database, row: OutboxRow) -> Message | None:
    """Return the question for which team a sheet is; None for who is in none any more."""
    mine = teams.list_for_person(db, row.workspace, row.channel)
    return sheets.ask_team(mine, row.ref) if mine else None
