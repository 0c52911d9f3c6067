"""The figures of a quarterly page: those of a summary, the surveys of the quarter, what work took."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.attention import list_systemic
from bot.coaching.summary.figures import Reader, TeamFigures
from bot.coaching.summary.quarter import Quarter
from bot.coaching.summary.quarter_figures import Effort, QuarterReport, TeamQuarter
from bot.model.teams import Team
from bot.records import teams as team_records
from bot.records.database import Database
from bot.reports.estimates import find_factors
from bot.reports.summary import list_other_measures
from bot.reports.survey_summaries import list_surveys
from bot.reports.team_figures import summarize_teams

Library = Mapping[str, Playbook]


def report_quarter(
    db: Database, library: Library, teams: Sequence[Team], quarter: Quarter, now: datetime
) -> QuarterReport:
    """Return the quarter of these teams, for somebody who leads them all, as it is known by now."""
    today = max((today_in(team.zone, now) for team in teams), default=now.date())
    reader = Reader("", frozenset(team.id for team in teams))
    listed = summarize_teams(db, library, teams, quarter.list_days(today), now, reader)
    figures = [_keep_begun(each, quarter) for each in listed]
    described = [_describe(db, library, each, quarter, now) for each in figures]
    return QuarterReport(quarter, today, described, list_systemic(figures))


def _keep_begun(figures: TeamFigures, quarter: Quarter) -> TeamFigures:
    """Return them without the pilots that began when the quarter was over."""
    begun = [each for each in figures.pilots if each.ends_on - timedelta(days=each.days) <= quarter.end]
    return replace(figures, pilots=tuple(begun))


def _describe(db: Database, library: Library, figures: TeamFigures, quarter: Quarter, now: datetime) -> TeamQuarter:
    team = figures.team
    return TeamQuarter(
        figures,
        list_surveys(db, library, team, until=quarter.end),
        list(_list_efforts(db, library, team)),
        list_other_measures(db, library, team, now),
        team_records.get_sides(db, team.id),
    )


def _list_efforts(db: Database, library: Library, team: Team) -> Iterator[Effort]:
    for playbook in library.values():
        for question, factor in find_factors(db, team.id, playbook).items():
            yield Effort(playbook.title, playbook.questions[question].label, factor.times, factor.count)
