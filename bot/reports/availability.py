"""A person's availability, put together from the records as the coach's rules take it."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.coaching.schedule.days_off import country_of, get_holiday
from bot.coaching.schedule.reminder_policy import Availability
from bot.model import people as model
from bot.model.reminders import Reason
from bot.model.teams import Team
from bot.records import away, invitations, people, reminders, teams
from bot.records.database import Database


def of_person(db: Database, workspace: str, user: str, now: datetime) -> Availability:
    """Return their zone (Slack's, else their team's), days off, mute and snoozes.

    Days off are absences, public holidays and their teams' own.
    """
    known, theirs = people.get(db, workspace, user), teams.list_for_person(db, workspace, user)
    zone = next(filter(_is_zone, _list_zones(db, known, theirs)), "UTC")
    today = now.astimezone(ZoneInfo(zone)).date()
    absences = away.list_ahead(db, workspace, user, today)
    days_off = {day for team in theirs for day in team.days_off}
    countries = _find_countries(known, zone, theirs, now)

    def off(day: date) -> Reason | None:
        if any(absence.first_day <= day <= absence.last_day for absence in absences):
            return Reason.AWAY
        free = day in days_off or any(get_holiday(country, day) for country in countries)
        return Reason.HOLIDAY if free else None

    snoozed = reminders.list_snoozed(db, workspace, user)
    return Availability(zone, off, known.muted_at is not None, known.muted_until, snoozed)


def _list_zones(db: Database, known: model.Person, theirs: list[Team]) -> Iterator[str]:
    """Yield where they may be, the likeliest first: of Slack, of their teams, of a team that they were named for."""
    yield known.zone
    yield from (team.zone for team in theirs)
    yield from (each.zone for each in invitations.list_waiting(db, known.workspace, known.user_id))


def _find_countries(known: model.Person, zone: str, theirs: list[Team], now: datetime) -> set[str]:
    """Return their own country, else those of their teams with the same time of day, else that of their zone."""
    if known.country:
        return {known.country}
    # Slack names one zone for several countries with the same clock: a team that says where it is knows better.
    clock = now.astimezone(ZoneInfo(zone)).utcoffset()
    near = (team for team in theirs if team.country and now.astimezone(ZoneInfo(team.zone)).utcoffset() == clock)
    return {team.country for team in near} or {country_of(zone)}


@cache
def _is_zone(zone: str) -> bool:
    try:
        return bool(zone and ZoneInfo(zone))
    # ValueError for a NUL or a path out of the folder, OSError for a folder ("Europe") or a name that is too long.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
