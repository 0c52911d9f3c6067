"""Opening the check-ins that are due."""

from datetime import date, datetime, timedelta

from bot.coaching.cadence import Rule, following
from bot.coaching.window import closes
from bot.records import audit, checkins, commitments, teams
from bot.records.database import Database, Row, moment

LATE = timedelta(hours=2)  # after downtime: this late is still sent, later is skipped and written down


def open_due(db: Database, now: datetime) -> int:
    """Open the check-ins that are due; how many. However many processes call at once, each check-in opens once."""
    opened = 0
    while due := teams.due(db, now):
        opened += sum(_open(db, team, now) for team in due)
    return opened


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
