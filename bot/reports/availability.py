"""When a person may be written to: what is recorded about them, as the coach's rules take it."""

import json
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.coaching.schedule.days_off import country_of, holiday
from bot.coaching.schedule.reminder_policy import Availability
from bot.model.reminders import Reason
from bot.records import away, people, reminders, teams
from bot.records.database import Database, Row, moment


def of_person(db: Database, workspace: str, user: str, now: datetime) -> Availability:
    """Return their zone as Slack told it, else their team's; absences, holidays, their teams' days off, mutes."""
    known, theirs = people.get(db, workspace, user), teams.of(db, workspace, user)
    zone = next(filter(_exists, (known["zone"], *(team["zone"] for team in theirs))), "UTC")
    today = now.astimezone(ZoneInfo(zone)).date()
    spans = [(one["first_day"], one["last_day"]) for one in away.ahead(db, workspace, user, today)]
    days_off = {day for team in theirs for day in json.loads(team["days_off"])}
    countries = _countries(known, zone, theirs, now)

    def off(day: date) -> Reason | None:
        text = day.isoformat()
        if any(first <= text <= last for first, last in spans):
            return Reason.AWAY
        free = text in days_off or any(holiday(country, day) for country in countries)
        return Reason.HOLIDAY if free else None

    until = moment(known["muted_until"]) if known["muted_until"] else None
    return Availability(zone, off, bool(known["muted_at"]), until, reminders.snoozed(db, workspace, user))


def _countries(known: Row, zone: str, theirs: list[Row], now: datetime) -> set[str]:
    """Their own country, else that of their teams with the same time of day, else that of their zone.

    Slack names one zone for several countries with the same clock, so a team that says where it is knows better.
    """
    if known["country"]:
        return {known["country"]}
    clock = now.astimezone(ZoneInfo(zone)).utcoffset()
    near = (team for team in theirs if team["country"] and now.astimezone(ZoneInfo(team["zone"])).utcoffset() == clock)
    return {team["country"] for team in near} or {country_of(zone)}


@cache
def _exists(zone: str) -> bool:
    try:
        return bool(zone and ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
