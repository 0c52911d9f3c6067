"""What the rows about check-ins say: the card, what came of it, and the thanks for a tap."""

from datetime import date

from bot.messages import checkins as said
from bot.messages.render import Message
from bot.model.outbox import OutboxRow
from bot.records import checkins
from bot.records.database import Database, Row
from bot.reports import checkins as figures


def card(db: Database, secret: bytes, row: OutboxRow) -> Message:
    """Open: to answer. Closed: what stood there, or what came of it when that was not told in a message of its own."""
    checkin = checkins.get(db, row.ref)
    if checkin["closed_at"] and not checkins.result_told(db, checkin["id"]):
        told = _closing(db, secret, checkin)
        if told:
            return told
    shown = figures.card(db, checkin, secret)
    return said.card(checkin, **shown, open=not checkin["closed_at"], times=_times(checkin))


def closing(db: Database, secret: bytes, row: OutboxRow) -> Message | None:
    return _closing(db, secret, checkins.get(db, row.ref))


def pulse(db: Database, secret: bytes, row: OutboxRow) -> Message:
    """The row says who, never what: the tap is found by its token."""
    checkin = checkins.get(db, row.ref)
    token = checkins.respondent(secret, checkin["id"], row.detail["user"])
    closes = None if checkin["closed_at"] else figures.day(checkin, checkin["closes_at"])
    return said.tapped(checkins.score(db, checkin["id"], token), closes)


def _closing(db: Database, secret: bytes, checkin: Row) -> Message | None:
    found = figures.closing(db, checkin, secret)
    if found is None:
        return None
    return said.closing(checkin, found, open=checkins.after(db, checkin) is None, times=_times(checkin))


def _times(checkin: Row) -> dict[str, date | None]:
    """Days as the team's own calendar has them; `regular` is the one that this was asked instead of."""
    days = {name: figures.day(checkin, checkin[column]) for name, column in _COLUMNS.items()}
    return {**days, "regular": days["regular"] if checkin["due_at"] > checkin["opened_at"] else None}


_COLUMNS = {"opened": "opened_at", "regular": "due_at", "closes": "closes_at", "following": "next_checkin_at"}
