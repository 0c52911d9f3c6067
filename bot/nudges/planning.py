"""What is due now → outbox rows. The clock calls; the rows decide."""

import logging
from datetime import datetime, timedelta

from bot.coaching.cadence import next_checkin
from bot.records import audit, checkins, commitments, outbox, teams
from bot.records.database import Database, Row, moment

LATE = timedelta(hours=2)  # after downtime: this late is still sent, later is skipped and written down
log = logging.getLogger(__name__)


class Planning:
    """Opens the check-ins that are due. Any number of processes may plan at once: each check-in opens once."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def plan(self, now: datetime) -> int:
        """How many check-ins were opened."""
        opened = 0
        while due := teams.due(self._db, now):
            opened += sum(self._open(team, now) for team in due)
        return opened

    def _open(self, team: Row, now: datetime) -> bool:
        due = moment(team["next_checkin_at"])
        following = next_checkin(now, zone=team["zone"], weekday=team["checkin_day"], time=team["checkin_time"])
        with self._db.atomic():
            if not teams.schedule(self._db, team, following):
                return False
            if now - due > LATE:
                audit.note(
                    self._db,
                    "check-in skipped: late",
                    actor="clock",
                    now=now,
                    team_id=team["id"],
                    detail={"due": team["next_checkin_at"]},
                )
                return False
            return self._ask(team, due, now)

    def _ask(self, team: Row, due: datetime, now: datetime) -> bool:
        """A team that nobody has set up and that has promised nothing is left in peace."""
        if not team["confirmed_at"] and not commitments.live(self._db, team["id"]):
            return False
        opened = checkins.open_(self._db, team["id"], due, now)
        if opened is None:
            return False
        outbox.add(
            self._db,
            workspace=team["workspace"],
            channel=team["channel"],
            kind="checkin",
            ref=opened,
            now=now,
            team_id=team["id"],
            told=team["created_by"],
        )
        return True
