"""What an export holds of teams in a period: the same things that their summaries count, each by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.coaching.interview.variants import Ending
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import Period
from bot.model.commitments import Commitment, CommitmentState
from bot.model.exports import ExportKind, ExportRow
from bot.model.runs import Run
from bot.model.teams import Side, Team
from bot.model.waves import Asked, Wave
from bot.records import summaries
from bot.records.database import Database
from bot.reports.export_names import name_people
from bot.reports.pilots import list_pilots
from bot.reports.team_figures import WAITED
from bot.reports.waves import read_levels, read_split

Library = Mapping[str, Playbook]


def list_rows(
    db: Database, library: Library, teams: Sequence[Team], period: Period, now: datetime, reader: Reader
) -> list[ExportRow]:
    """Return the things of these teams, team by team; check-ins of those alone that the reader leads."""
    zones = {team.id: team.zone for team in teams}
    since = min((period.find_bounds(zone)[0] for zone in {*zones.values()}), default=now)
    until = max((period.find_bounds(zone)[1] for zone in {*zones.values()}), default=now)
    by_id = {team.id: team for team in teams}
    rows = [
        *_list_commitments(db, by_id, period, since, until, now),
        *_list_runs(db, library, by_id, period, since, until, now),
        *_list_checkins(db, {key: team for key, team in by_id.items() if key in reader.led}, period, since, until),
        *_list_waves(db, library, by_id, period),
        *_list_pilots(db, library, by_id, period, now),
    ]
    places = {team.channel: number for number, team in enumerate(teams)}
    workspace = teams[0].workspace if teams else ""
    return sorted(name_people(db, workspace, rows), key=lambda row: places[row.channel])


def _list_commitments(
    db: Database, teams: Mapping[str, Team], period: Period, since: datetime, until: datetime, now: datetime
) -> Iterator[ExportRow]:
    live = summaries.list_live(db, teams)
    closed = summaries.list_closed(db, teams, since, until)
    for each in (*live, *(one for one in closed if period.contains(one.state_at, one.zone))):
        team = teams[each.team_id]
        yield ExportRow(
            ExportKind.COMMITMENT,
            team.name,
            team.channel,
            each.id,
            day=today_in(team.zone, each.made_at),
            state=_name_state(each, today_in(team.zone, now)),
            title=each.action,
            text=each.cue,
            who=each.owner,
            due_on=each.due_on,
            closed_on=today_in(team.zone, each.state_at) if _is_closed(each) else None,
        )


def _is_closed(each: Commitment) -> bool:
    return each.state in (CommitmentState.DONE, CommitmentState.DROPPED)


def _name_state(each: Commitment, today: date) -> str:
    """Return its state in the words of a summary."""
    if _is_closed(each):
        return "kept" if each.state is CommitmentState.DONE else "dropped"
    if each.state is CommitmentState.STUCK:
        return "stuck"
    return "late" if each.due_on < today else "open"


def _list_runs(
    db: Database,
    library: Library,
    teams: Mapping[str, Team],
    period: Period,
    since: datetime,
    until: datetime,
    now: datetime,
) -> Iterator[ExportRow]:
    waiting: dict[str, list[Side]] = {}
    for required in summaries.list_required(db, teams, now - WAITED):
        waiting.setdefault(required.run_id, []).append(required.side)
    for run in summaries.list_shared(db, teams, since, until):
        team = teams[run.team_id]
        if period.contains(run.end, team.zone):
            yield _describe_run(library, team, run, waiting.get(run.id, ()))


def _describe_run(library: Library, team: Team, run: Run, waiting: Sequence[Side]) -> ExportRow:
    playbook = library.get(run.playbook)
    is_document = playbook is not None and playbook.ending is Ending.DOCUMENT
    agreed = "agreed" if run.agreed_at else "waits for an OK" if waiting else "in force"
    return ExportRow(
        ExportKind.DOCUMENT if is_document else ExportKind.RESULT,
        team.name,
        team.channel,
        run.id,
        day=today_in(team.zone, run.end),
        state=agreed if is_document else "shared",
        playbook=run.playbook,
        title=run.subject or (playbook.title if playbook else run.playbook),
        text=run.headline or "",
        who=run.started_by,
        side=" ".join(waiting),
        closed_on=today_in(team.zone, run.agreed_at) if run.agreed_at else None,
    )


def _list_checkins(
    db: Database, teams: Mapping[str, Team], period: Period, since: datetime, until: datetime
) -> Iterator[ExportRow]:
    for each in summaries.list_checkins(db, teams, since, until) if teams else ():
        team = teams[each.team_id]
        if period.contains(each.opened_at, team.zone):
            yield ExportRow(
                ExportKind.CHECKIN,
                team.name,
                team.channel,
                f"{team.id}-{each.opened_at:%Y%m%dT%H%M}",
                day=today_in(team.zone, each.opened_at),
                state="closed",
                title="Check-in",
                answers=each.answered,
                expected=each.expected,
                mean=each.mean,
            )


def _list_waves(db: Database, library: Library, teams: Mapping[str, Team], period: Period) -> Iterator[ExportRow]:
    for wave in summaries.list_waves(db, teams, period.start, period.end):
        yield from _list_figures(Survey.of(library.get(wave.playbook)), teams[wave.team_id], wave)


def _list_figures(survey: Survey | None, team: Team, wave: Wave) -> Iterator[ExportRow]:
    """Return what a closed wave shows, a row for each side and factor; nothing of what is locked is in it."""
    for name, side, answers, mean in _list_split(wave) if wave.asks is Asked.SPLIT else _list_levels(wave):
        yield ExportRow(
            ExportKind.WAVE,
            team.name,
            team.channel,
            f"{wave.id}-{name}-{side}",
            day=wave.closed_on,
            state="closed",
            playbook=wave.playbook,
            title=survey.find_title(name) if survey else name,
            side=side,
            answers=answers,
            mean=mean,
        )


def _list_levels(wave: Wave) -> Iterator[tuple[str, Side, int, float]]:
    for name, figures in read_levels(wave).factors.items():
        for side, said in figures.sides.items():
            yield name, side, said.answers, said.mean


def _list_split(wave: Wave) -> Iterator[tuple[str, Side, int, float]]:
    shown = read_split(wave)
    for side, points in shown.splits.items():
        for name in shown.pots:
            yield name, side, shown.handed_in[side], float(points[name])


def _list_pilots(
    db: Database, library: Library, teams: Mapping[str, Team], period: Period, now: datetime
) -> Iterable[ExportRow]:
    zones = {key: team.zone for key, team in teams.items()}
    for key, pilots in list_pilots(db, library, zones, period.start, now).items() if zones else ():
        for each in pilots:
            yield ExportRow(
                ExportKind.PILOT,
                teams[key].name,
                teams[key].channel,
                each.run_id,
                state=each.state,
                title=each.subject,
                text=each.decided,
                who=" ".join(each.people),
                due_on=each.ends_on,
                closed_on=each.decided_on,
                before=each.number_before,
                now=each.number_now,
            )
