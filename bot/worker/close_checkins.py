"""Closing the check-ins whose time is over."""

from datetime import datetime

from bot.records import audit, checkins
from bot.records.database import Database, Row, moment
from bot.worker.open_checkins import LATE


def close_due(db: Database, now: datetime) -> int:
    """Close them; how many. However many processes call at once, each is closed, and its result told, once."""
    closed = 0
    while due := checkins.due_to_close(db, now):
        closed += sum(_close(db, checkin, now) for checkin in due)
    return closed


def _close(db: Database, checkin: Row, now: datetime) -> bool:
    """After downtime, or in a paused team, nothing new is posted: its card becomes what came of it."""
    late = now - moment(checkin["closes_at"]) > LATE
    with db.atomic():
        closed = checkins.close(db, checkin, now, quietly=late or bool(checkin["paused_at"]))
        if closed and late:
            missed = {"closes": checkin["closes_at"]}
            audit.note(db, "result not posted: late", actor="clock", now=now, team_id=checkin["team_id"], detail=missed)
    return closed
