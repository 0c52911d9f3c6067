"""The figures of a digest, from the teams that its reader leads at the moment of sending."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.coaching.schedule import digest_days
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.attention import sort_by_need
from bot.coaching.summary.digest import DigestFigures, TrendPoint, average
from bot.coaching.summary.figures import PulsePoint, Reader
from bot.coaching.summary.period import Period
from bot.model.digests import Rhythm
from bot.model.reminders import Reminder
from bot.model.teams import Role, Team
from bot.records import teams
from bot.records.database import Database
from bot.reports.person_figures import summarize_person
from bot.reports.team_figures import follow_pulses, summarize_teams

PERIODS = 3  # of the trend


def name_covered(rhythm: Rhythm, today: date) -> str:
    """Return what a digest that is due today is about, as its reminder keeps it: `monthly 2027-01-01`."""
    return f"{rhythm} {digest_days.begin_covered(rhythm, today).isoformat()}"


def read_covered(ref: str) -> tuple[Rhythm, Period]:
    """Return the rhythm and the days that `name_covered` has named."""
    rhythm, start = ref.split()
    first = date.fromisoformat(start)
    return Rhythm(rhythm), Period(first, digest_days.end_covered(Rhythm(rhythm), first))


def summarize_led(
    db: Database, library: Mapping[str, Playbook], planned: Reminder, today: date, now: datetime
) -> DigestFigures | None:
    """Return what a digest says; None where its reader leads no team any more."""
    workspace, user = planned.workspace, planned.user_id
    led = teams.list_for_person(db, workspace, user, Role.MANAGER)
    if not led:
        return None
    rhythm, period = read_covered(planned.ref)
    reader = Reader(user, frozenset(team.id for team in led))
    figures = sort_by_need(summarize_teams(db, library, led, period, now, reader))
    mine = summarize_person(db, library, workspace, user, period, now)
    return DigestFigures(rhythm, period, today, figures, _follow(db, led, rhythm, period), mine)


def _follow(db: Database, led: Sequence[Team], rhythm: Rhythm, period: Period) -> list[TrendPoint]:
    starts = digest_days.list_starts(rhythm, period.start, PERIODS)
    periods = [Period(start, digest_days.end_covered(rhythm, start)) for start in starts]
    pulses = follow_pulses(db, led, Period(periods[-1].start, period.end))
    return [average(each.start, _list_last(pulses, each)) for each in periods]


def _list_last(pulses: Sequence[Sequence[PulsePoint]], period: Period) -> list[PulsePoint]:
    """Return the newest point in a period of each team that has one."""
    inside = [[each for each in points if period.start <= each.day <= period.end] for points in pulses]
    return [points[-1] for points in inside if points]
