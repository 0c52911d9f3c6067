"""The question above the Home tab: whether a status in Slack means that somebody is away."""

from bot.messages import away
from bot.messages.render import Message
from bot.model.outbox import OutboxRow
from bot.records import statuses
from bot.records.database import Database
from bot.reports import availability


def compose_home_card(db: Database, row: OutboxRow, home: Message) -> Message:
    """Return the Home tab of an outbox row, with the question above it while it is open."""
    today = availability.of_person(db, row.workspace, row.ref, row.due_at).today(row.due_at)
    return away.ask_about_status(home, statuses.find_unanswered(db, row.workspace, row.ref, today))
