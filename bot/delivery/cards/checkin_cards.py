"""Outbox rows about a check-in as messages: the card and its result."""

from bot.delivery.ahead import Ahead
from bot.messages.block_kit.render import Message
from bot.messages.checkins import checkin_closing
from bot.messages.checkins import checkins as messages
from bot.model.checkins import Checkin
from bot.model.outbox import OutboxRow
from bot.records import checkins
from bot.records.database import Database
from bot.reports import checkins as figures


def compose_card(db: Database, ahead: Ahead, row: OutboxRow) -> Message:
    """Return the card, to answer while it is open; then as it was, or its result where no other message has that."""
    checkin, shown = ahead.get(row.ref)
    if checkin.closed_at and not checkins.has_result_card(db, checkin.id):
        result = _compose_result(db, checkin)
        if result:
            return result
    return messages.compose_card(checkin, shown, figures.days(checkin))


def compose_closing(db: Database, row: OutboxRow) -> Message | None:
    """Return the result of a check-in; None when nothing happened."""
    return _compose_result(db, checkins.get(db, row.ref))


def _compose_result(db: Database, checkin: Checkin) -> Message | None:
    found = figures.result_figures(db, checkin)
    return checkin_closing.compose_closing(checkin.id, found, figures.days(checkin)) if found else None
