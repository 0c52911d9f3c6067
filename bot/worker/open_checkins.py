"""Opening the check-ins that are due."""

import logging
from datetime import date, datetime, timedelta

from bot.coaching.schedule.answer_window import closes
from bot.coaching.schedule.cadence import Rule, following
from bot.records import audit, checkins, commitments, teams
from bot.records.database import Database, Row, moment

log = logging.getLogger(__name__)

BATCH = 50  # teams in one transaction: some milliseconds in which nobody else writes
LATE = timedelta(hours=2)  # after downtime: this late is still sent, later is skipped and written down


def open_due(db: Database, now: datetime) -> int:
    """Open the check-ins that are due; how many. However many processes call at once, each check-in opens once."""
    opened = 0
    faulty: set[str] = set()
    while due := [team for team in teams.due(db, now, BATCH + len(faulty)) if team["id"] not in faulty]:
        opened += _open_all(db, due, now, faulty)
    return opened


def _open_all(db: Database, due: list[Row], now: datetime, faulty: set[str]) -> int:
    """All in one commit. A team whose own data are at fault is found by halving, and stops nobody else."""
    try:
        with db.atomic():
            return sum([_open(db, team, now) for team in due])
    except (KeyError, ValueError):
        if len(due) == 1:
            log.exception("Team %s could not be asked how it is going", due[0]["id"])
            faulty.add(due[0]["id"])
            return 0
    half = len(due) // 2
    return _open_all(db, due[:half], now, faulty) + _open_all(db, due[half:], now, faulty)


def _open(db: Database, team: Row, now: datetime) -> bool:
    """The one that follows may be due as well by now: whatever was missed before it, it comes."""
    due = moment(team["next_checkin_at"])
    upcoming = following(Rule.of(team), date.fromisoformat(team["next_checkin_on"]), now - LATE)
    with db.atomic():
        if not teams.schedule(db, team, upcoming):
            return False
        if now - due > LATE:
            missed = {"due": team["next_checkin_at"]}
            audit.note(db, "check-in skipped: late", actor="clock", now=now, team_id=team["id"], detail=missed)
            return False
        return _ask(db, team, due, now)


def _ask(db: Database, team: Row, due: datetime, now: datetime) -> bool:
    """A team that nobody has set up and that has promised nothing is left in peace."""
    if not team["confirmed_at"] and not commitments.live(db, team["id"]):
        return False
    ends = closes(Rule.of(team), now)
    return checkins.ask(db, team, due=due, now=now, closes=ends, told=team["created_by"]) is not None
