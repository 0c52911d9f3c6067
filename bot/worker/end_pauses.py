"""Ending the pauses that are over."""

from datetime import date, datetime

from bot.coaching.schedule.cadence import Rule, upcoming
from bot.records import teams
from bot.records.database import Database, moment


def resume_rested(db: Database, now: datetime) -> int:
    """How many teams are asked again from now on. What came due during the pause is not made up for."""
    resumed = 0
    while over := teams.rested(db, now):
        for team in over:
            day = date.fromisoformat(team["next_checkin_on"])
            resumed += teams.go_on(db, team, upcoming(Rule.of(team), day, moment(team["paused_until"])))
    return resumed
