"""What the author of a result is told is not so in it, as that stands when it is said."""

from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Message
from bot.messages.results import results as messages
from bot.model.outbox import Operation, OutboxRow
from bot.records import corrections, members, results, runs
from bot.records.database import Database
from bot.reports.results import find_finished


def compose_corrected(db: Database, library: Library, row: OutboxRow) -> Message | None:
    """Return what somebody says is not so; None for who has left, and where that was settled before they were told."""
    said_of, by, author = row.ref.split("/")
    run = runs.get(db, said_of)
    ref = run.replaces or run.id
    finished = find_finished(db, library, ref)
    if finished is None or run.team_id in members.list_teams_left(db, row.workspace, author):
        return None
    is_current = results.find_current(db, ref).id == said_of and not finished.is_taken_down
    said = next((each for each in corrections.list_of(db, ref, said_of) if each.user_id == by and each.names), None)
    if row.op is Operation.POST and not (is_current and said):
        return None
    return messages.compose_corrected(finished, by, said.words if said else None, is_current=is_current)
