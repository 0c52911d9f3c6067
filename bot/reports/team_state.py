"""The state of a team, as the choice of the next play sees it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from bot.coaching.next_play.state import Dated, DateKind, FactorState, TeamState
from bot.coaching.playbook.texts import upper_first
from bot.coaching.schedule.dates import count_days, today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.waves.factors import FactorFigures
from bot.model.teams import Side, Team
from bot.model.waves import Asked
from bot.records import blocks, commitments, contracts, pulses, team_state, waves
from bot.records.database import Database
from bot.reports.results import evaluate_run
from bot.reports.waves import read_levels, shows_anything

OVERDUE = timedelta(days=3)  # how long a question may wait for its answer
NOTICE_AHEAD = timedelta(days=180)  # as far as a day to give notice is looked for
CHECKINS = 3  # looked back upon


def of_team(db: Database, team: Team, library: Mapping[str, Playbook], now: datetime) -> TeamState:
    """Return the state of a team at `now`, UTC. Playbooks that have gone since count as done, and no
    more; so does a survey that is open.
    """
    latest, counts = team_state.get_latest_runs(db, team.id), commitments.count_states(db, team.id)
    known = {word: found for word, found in latest.items() if word in library}
    asked = _list_asked(db, team)
    stuck = commitments.longest_stuck(db, team.id)
    return TeamState(
        done=(*latest, *asked),
        sides=tuple(team_state.list_sides(db, team.id)),
        days={
            **{word: count_days(team.zone, run.end, now) for word, run in known.items()},
            **{word: (today_in(team.zone, now) - day).days for word, day in asked.items() if day and word in library},
        },
        last={word: evaluate_run(db, library[word], run).facts for word, run in known.items()},
        open=counts.open,
        stuck=counts.stuck,
        kept=counts.kept,
        late=team_state.count_late(db, team.id, today_in(team.zone, now)),
        stuck_days=count_days(team.zone, stuck.stuck_at, now) if stuck and stuck.stuck_at else 0,
        pulse=_list_means(db, team),
        upcoming=_find_upcoming(db, team, now),
        overdue=_find_overdue(db, team, library, now),
        unapproved=_age(team_state.list_unapproved(db, team.id), team.zone, now),
        factors=tuple(_list_factors(db, team, library)),
        idle=_age(team_state.list_idle(db, team.id), team.zone, now),
    )


def _list_asked(db: Database, team: Team) -> dict[str, date | None]:
    """Return survey → the day on which the team was asked it last; None while it is being asked."""
    weekly = blocks.find_weekly(db, team.id)
    return {**waves.list_days(db, team.id), **({weekly.playbook: None} if weekly else {})}


def _list_factors(db: Database, team: Team, library: Mapping[str, Playbook]) -> Iterator[FactorState]:
    """Yield each factor of which marketing and IT were both shown, as they rated it last."""
    for survey in filter(None, map(Survey.of, library.values())):
        figures = _read_latest(db, team, survey)
        yield from (
            FactorState(
                upper_first(factor.title),
                figures[factor.name].sides[Side.MARKETING].mean,
                figures[factor.name].sides[Side.IT].mean,
                factor.leads_to[0],
            )
            for factor in survey.factor
            if factor.leads_to and factor.name in figures and {*figures[factor.name].sides} >= {Side.MARKETING, Side.IT}
        )


def _read_latest(db: Database, team: Team, survey: Survey) -> dict[str, FactorFigures]:
    """Return factor → figures of the last wave of all of them that showed something, or newer ones where it was asked
    again since, or one a week.
    """
    figures: dict[str, FactorFigures] = {}
    for wave in waves.list_closed(db, team.id, survey.word, waves.LOOKED_BACK):
        if wave.asks is Asked.LEVELS and shows_anything(wave):
            figures = {**read_levels(wave).factors, **figures}
            if wave.asks_all:
                break
    return figures


def _list_means(db: Database, team: Team) -> tuple[float, ...]:
    newest = [tally.mean for tally in pulses.list_last(db, team.id, CHECKINS) if tally.mean is not None]
    return tuple(reversed(newest))


def _find_upcoming(db: Database, team: Team, now: datetime) -> dict[str, Dated]:
    today = today_in(team.zone, now)
    found = contracts.find_next(db, team.id, today, today + NOTICE_AHEAD)
    return {DateKind.CONTRACT: Dated((found.notice_on - today).days, found.name)} if found else {}


def _find_overdue(db: Database, team: Team, library: Mapping[str, Playbook], now: datetime) -> dict[str, Dated]:
    found = team_state.find_overdue_question(db, team.id, now - OVERDUE)
    if found is None or found.playbook not in library:
        return {}
    days, title = count_days(team.zone, found.asked_at, now), library[found.playbook].title
    return {DateKind.DECISION: Dated(days, found.subject or title)}


def _age(since: Mapping[str, datetime], zone: str, now: datetime) -> dict[str, int]:
    return {word: count_days(zone, moment, now) for word, moment in since.items()}
