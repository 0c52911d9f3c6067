"""Summaries as one person may read them: of the teams that they lead, or else of those that they are in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.attention import sort_by_need
from bot.coaching.summary.figures import Reader, TeamFigures
from bot.coaching.summary.period import read_period
from bot.coaching.summary.team import TeamSummary
from bot.model.teams import Role, Team
from bot.records import teams
from bot.records.database import Database
from bot.reports.summary import summarize_team
from bot.reports.team_figures import summarize_teams


def summarize_for(
    db: Database, library: Mapping[str, Playbook], team: Team, user: str, since: str, now: datetime
) -> TeamSummary:
    """Return the summary of a team since the day that is named ("": the usual one), as this member may read it."""
    period = read_period(since, today_in(team.zone, now))
    led = teams.list_for_person(db, team.workspace, user, Role.MANAGER)
    return summarize_team(db, library, team, period, now, _make_reader(user, led))


def list_own_figures(
    db: Database, library: Mapping[str, Playbook], workspace: str, user: str, since: str, now: datetime
) -> list[TeamFigures]:
    """Return the figures of the teams that the person leads, or is in where they lead none, what needs them first."""
    led = teams.list_for_person(db, workspace, user, Role.MANAGER)
    chosen = led or teams.list_for_person(db, workspace, user)
    period = read_period(since, find_today(chosen, now))
    return sort_by_need(summarize_teams(db, library, chosen, period, now, _make_reader(user, led)))


def find_today(chosen: Sequence[Team], now: datetime) -> date:
    """Return the day it is where it is latest, of the zones of these teams."""
    return max(today_in(zone, now) for zone in {team.zone for team in chosen} or {"UTC"})


def _make_reader(user: str, led: Sequence[Team]) -> Reader:
    return Reader(user, frozenset(team.id for team in led))
