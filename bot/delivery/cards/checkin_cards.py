"""Outbox rows about a check-in as messages: the card, its result, and the thanks for a tap."""

from bot.messages import checkins as messages
from bot.messages.render import Message
from bot.model.checkins import Checkin
from bot.model.outbox import OutboxRow
from bot.records import checkins
from bot.records.database import Database
from bot.reports import checkins as figures


def compose_card(db: Database, secret: bytes, row: OutboxRow) -> Message:
    """Return the card, to answer while it is open; then as it was, or its result where no other message has that."""
    checkin = checkins.get(db, row.ref)
    if checkin.closed_at and not checkins.has_result_card(db, checkin.id):
        result = _compose_result(db, secret, checkin)
        if result:
            return result
    shown = figures.card_figures(db, checkin, secret)
    return messages.compose_card(checkin.id, shown, figures.days(checkin), open=not checkin.closed_at)


def compose_closing(db: Database, secret: bytes, row: OutboxRow) -> Message | None:
    """Return the result of a check-in; None when nothing happened."""
    return _compose_result(db, secret, checkins.get(db, row.ref))


def compose_thanks(db: Database, secret: bytes, row: OutboxRow) -> Message:
    """Return the thanks for a tap."""
    # The row names the person, so it must not hold the score: that is found by the token, as everywhere.
    checkin = checkins.get(db, row.ref)
    token = checkins.respondent_token(secret, checkin.id, row.detail["user"])
    closes = None if checkin.closed_at else figures.team_day(checkin, checkin.closes_at)
    return messages.tapped(checkins.get_score(db, checkin.id, token), closes)


def _compose_result(db: Database, secret: bytes, checkin: Checkin) -> Message | None:
    found = figures.result_figures(db, checkin, secret)
    return messages.compose_result(checkin.id, found, figures.days(checkin)) if found else None
