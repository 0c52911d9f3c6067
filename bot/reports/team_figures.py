"""The figures of teams in a period: for however many teams a dozen statements, each bounded to those teams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.coaching.pilots import PilotFigures
from bot.coaching.schedule.commitment_days import days_stuck
from bot.coaching.schedule.dates import count_days, today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.figures import (
    AgedCommitment,
    CommitmentFigures,
    EndingContract,
    FirstAskedMedian,
    Participation,
    PlayDone,
    PulsePoint,
    PulseTrend,
    Reader,
    TeamFigures,
    WaitingApproval,
)
from bot.coaching.summary.period import Period
from bot.model.commitments import Commitment, CommitmentState
from bot.model.contracts import Contract
from bot.model.runs import Run
from bot.model.summaries import CountedCheckin, RequiredSide
from bot.model.teams import Team
from bot.records import summaries
from bot.records.database import Database
from bot.reports.first_asked import list_first_asked
from bot.reports.pilots import list_pilots

NOTICE_AHEAD = timedelta(days=90)  # as far as a day to give notice is told
WAITED = timedelta(days=400)  # for how long a document may wait for an OK, and is still waited for
Library = Mapping[str, Playbook]


class _OfTeam(Protocol):
    @property
    def team_id(self) -> str: ...


Rows = TypeVar("Rows", bound=_OfTeam)


@dataclass(frozen=True)
class _Gathered:
    """What was read of several teams at once, each by the team's id; from the period and the one before it."""

    checkins: Mapping[str, Sequence[CountedCheckin]]
    live: Mapping[str, Sequence[Commitment]]
    closed: Mapping[str, Sequence[Commitment]]
    shared: Mapping[str, Sequence[Run]]
    required: Mapping[str, Sequence[RequiredSide]]
    contracts: Mapping[str, Sequence[Contract]]
    pilots: Mapping[str, Sequence[PilotFigures]]
    asked: Mapping[str, FirstAskedMedian]


def summarize_teams(
    db: Database, library: Library, teams: Sequence[Team], period: Period, now: datetime, reader: Reader
) -> list[TeamFigures]:
    """Return the figures of these teams in a period, in their order."""
    if not teams:
        return []
    zones = {team.id: team.zone for team in teams}
    gathered = replace(_gather(db, library, zones, period, now), asked=list_first_asked(db, library, zones, now))
    return [_describe(gathered, library, team, period, now, led=team.id in reader.led) for team in teams]


def summarize_needs(
    db: Database, library: Library, teams: Sequence[Team], period: Period, now: datetime, reader: Reader
) -> list[TeamFigures]:
    """Return the same without when IT was first asked: a third of the cost, and no need follows from it."""
    if not teams:
        return []
    gathered = _gather(db, library, {team.id: team.zone for team in teams}, period, now)
    return [_describe(gathered, library, team, period, now, led=team.id in reader.led) for team in teams]


def follow_pulses(db: Database, teams: Sequence[Team], period: Period) -> list[Sequence[PulsePoint]]:
    """Return of each of these teams, in their order, the check-ins of a period that show a mean, the earliest first."""
    zones = {team.id: team.zone for team in teams}
    bounds = [period.find_bounds(zone) for zone in {*zones.values()}]
    found = summaries.list_checkins(db, zones, min(each for each, _ in bounds), max(each for _, each in bounds))
    grouped = _group(found)
    return [_list_points(team, period, grouped.get(team.id, ())) for team in teams]


def _gather(db: Database, library: Library, zones: Mapping[str, str], period: Period, now: datetime) -> _Gathered:
    since = min(period.before.find_bounds(zone)[0] for zone in {*zones.values()})
    until = max(period.find_bounds(zone)[1] for zone in {*zones.values()})
    today = {team: today_in(zone, now) for team, zone in zones.items()}
    return _Gathered(
        _group(summaries.list_checkins(db, zones, since, until)),
        _group(summaries.list_live(db, zones)),
        _group(summaries.list_closed(db, zones, since, until)),
        _group(summaries.list_shared(db, zones, since, until)),
        _group(summaries.list_required(db, zones, now - WAITED)),
        _group(summaries.list_contracts(db, zones, today, max(today.values()) + NOTICE_AHEAD)),
        list_pilots(db, library, zones, period.start, now),
        {},
    )


def _describe(
    gathered: _Gathered, library: Library, team: Team, period: Period, now: datetime, *, led: bool
) -> TeamFigures:
    today, checkins = today_in(team.zone, now), gathered.checkins.get(team.id, ())
    closed, shared = gathered.closed.get(team.id, ()), gathered.shared.get(team.id, ())
    required = gathered.required.get(team.id, ())
    return TeamFigures(
        team,
        period,
        today,
        led,
        pulse=_follow_pulse(team, period, checkins) if led else None,
        participation=_count_answers(team, period, checkins) if led else None,
        participation_before=_count_answers(team, period.before, checkins) if led else None,
        commitments=_count_commitments(team, period, gathered.live.get(team.id, ()), closed, now),
        plays=_list_plays(library, team, period, shared, required),
        plays_before=sum(period.before.contains(run.end, team.zone) for run in shared),
        pilots=tuple(gathered.pilots.get(team.id, ())),
        asked=gathered.asked.get(team.id),
        contracts=tuple(
            EndingContract(each.name, each.owner, each.notice_on, each.ends_on, (each.notice_on - today).days)
            for each in gathered.contracts.get(team.id, ())
            if each.notice_on - today <= NOTICE_AHEAD
        ),
        approvals=tuple(
            _describe_approval(library, each, count_days(team.zone, each.finished_at, now)) for each in required
        ),
    )


def _follow_pulse(team: Team, period: Period, checkins: Sequence[CountedCheckin]) -> PulseTrend:
    before = _list_points(team, period.before, checkins)
    return PulseTrend(_list_points(team, period, checkins), before[-1] if before else None)


def _list_points(team: Team, period: Period, checkins: Iterable[CountedCheckin]) -> tuple[PulsePoint, ...]:
    return tuple(
        PulsePoint(today_in(team.zone, each.opened_at), each.mean, each.taps)
        for each in checkins
        if each.mean is not None and each.taps is not None and period.contains(each.opened_at, team.zone)
    )


def _count_answers(team: Team, period: Period, checkins: Iterable[CountedCheckin]) -> Participation:
    # Of a check-in at which nobody was counted it is not known who could have come: it is in neither number.
    counted = [each for each in checkins if each.expected is not None and period.contains(each.opened_at, team.zone)]
    return Participation(
        sum(each.answered for each in counted), sum(each.expected or 0 for each in counted), len(counted)
    )


def _count_commitments(
    team: Team, period: Period, live: Sequence[Commitment], closed: Sequence[Commitment], now: datetime
) -> CommitmentFigures:
    today = today_in(team.zone, now)
    stuck = [each for each in live if each.state is CommitmentState.STUCK]
    late = [each for each in live if each.due_on < today and each not in stuck]
    inside = [each for each in closed if period.contains(each.state_at, team.zone)]
    earlier = [each for each in closed if period.before.contains(each.state_at, team.zone)]
    return CommitmentFigures(
        kept=tuple(each for each in inside if each.state is CommitmentState.DONE),
        kept_before=sum(each.state is CommitmentState.DONE for each in earlier),
        dropped=sum(each.state is CommitmentState.DROPPED for each in inside),
        open=len(live) - len(late) - len(stuck),
        late=tuple(AgedCommitment(each, (today - each.due_on).days) for each in late),
        stuck=_sort_stuck(stuck, today),
    )


def _sort_stuck(stuck: Iterable[Commitment], today: date) -> tuple[AgedCommitment, ...]:
    aged = (AgedCommitment(each, days_stuck(each, today)) for each in stuck)
    return tuple(sorted(aged, key=lambda each: -each.days))


def _list_plays(
    library: Library, team: Team, period: Period, shared: Iterable[Run], required: Sequence[RequiredSide]
) -> tuple[PlayDone, ...]:
    return tuple(
        PlayDone(
            run.id,
            run.playbook,
            name_playbook(library, run.playbook),
            run.subject,
            run.headline or "",
            today_in(team.zone, run.end),
            tuple(each.side for each in required if each.run_id == run.id),
        )
        for run in shared
        if period.contains(run.end, team.zone)
    )


def _describe_approval(library: Library, each: RequiredSide, days: int) -> WaitingApproval:
    title = name_playbook(library, each.playbook)
    return WaitingApproval(each.run_id, each.playbook, each.subject or title, each.side, days)


def name_playbook(library: Library, word: str) -> str:
    """Return its title; its word where the file is gone."""
    return library[word].title if word in library else word


def _group(rows: Iterable[Rows]) -> dict[str, list[Rows]]:
    groups: dict[str, list[Rows]] = {}
    for each in rows:
        groups.setdefault(each.team_id, []).append(each)
    return groups
