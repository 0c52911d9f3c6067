"""What to decide for the next quarter, by rules from what figures say; where nothing is known, what to find out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coaching.next_play.matters import WAITS
from bot.coaching.pilots import PilotState
from bot.coaching.summary.attention import SystemicKind
from bot.coaching.summary.quarter_figures import QuarterReport
from bot.coaching.summary.surveys import LevelsSummary
from bot.model.teams import Side

NUMBER = 3  # decisions on a page
LONG = 1.2  # times its estimate, from which on work is planned differently
BOTH = (Side.MARKETING, Side.IT)


class DecisionKind(StrEnum):
    """What is to be decided, what presses most first; from FIND_WAVE on it is something to find out."""

    SYSTEMIC = "systemic"
    PILOT = "pilot"
    CONTRACT = "contract"
    GAP = "gap"
    STUCK = "stuck"
    ASKED_LATE = "asked_late"
    EFFORT = "effort"
    APPROVAL = "approval"
    PILOT_RUNS = "pilot_runs"
    FIND_WAVE = "find_wave"
    FIND_ASKED = "find_asked"
    FIND_PILOT = "find_pilot"
    FIND_EFFORT = "find_effort"


@dataclass(frozen=True)
class Decision:
    """What `sides` decide, or the `owner` of a promise, about something in a team ("" for all teams).

    `number` is of weeks, levels, days or times, as its kind has it; `day` by when.
    """

    kind: DecisionKind
    team: str = ""
    subject: str = ""
    sides: tuple[Side, ...] = BOTH
    owner: str = ""
    number: float = 0
    total: int = 0
    day: date | None = None
    systemic: SystemicKind | None = None


def choose_decisions(report: QuarterReport) -> list[Decision]:
    """Return three decisions at most, what presses most first, each of another kind; of one kind the worst."""
    chosen: dict[DecisionKind, Decision] = {}
    for find in _RULES:
        for found in find(report):
            chosen.setdefault(found.kind, found)
    return [chosen[kind] for kind in DecisionKind if kind in chosen][:NUMBER]


def _find_systemic(report: QuarterReport) -> Iterator[Decision]:
    for each in report.systemic:
        sides = (Side.MARKETING,) if each.kind is SystemicKind.ASKED_LATE else BOTH
        yield Decision(DecisionKind.SYSTEMIC, sides=sides, number=each.number, total=each.of, systemic=each.kind)


def _find_pilots(report: QuarterReport) -> Iterator[Decision]:
    listed = [(team, pilot) for team in report.teams for pilot in team.figures.pilots]
    for team, pilot in sorted(listed, key=lambda each: each[1].ends_on):
        if pilot.state is not PilotState.DECIDED:
            kind = DecisionKind.PILOT if pilot.state is PilotState.DUE else DecisionKind.PILOT_RUNS
            yield Decision(kind, team.name, pilot.subject, day=pilot.ends_on)


def _find_contracts(report: QuarterReport) -> Iterator[Decision]:
    listed = [(team, contract) for team in report.teams for contract in team.figures.contracts]
    for team, each in sorted(listed, key=lambda pair: pair[1].days):
        side = team.sides.get(each.owner)
        yield Decision(DecisionKind.CONTRACT, team.name, each.name, (side,) if side else BOTH, day=each.notice_on)


def _find_gaps(report: QuarterReport) -> Iterator[Decision]:
    shown = [(team, survey.shown) for team in report.teams for survey in team.surveys]
    gaps = [
        Decision(DecisionKind.GAP, team.name, each.widest, number=each.gap)
        for team, each in shown
        if isinstance(each, LevelsSummary) and each.widest and each.gap
    ]
    yield from sorted(gaps, key=lambda each: -each.number)


def _find_stuck(report: QuarterReport) -> Iterator[Decision]:
    listed = [(team, each) for team in report.teams for each in team.figures.commitments.stuck]
    for team, each in sorted(listed, key=lambda pair: -pair[1].days):
        promise = each.commitment
        yield Decision(DecisionKind.STUCK, team.name, promise.action, (), promise.owner, each.days)


def _find_asked_late(report: QuarterReport) -> Iterator[Decision]:
    for team in report.teams:
        asked = team.figures.asked
        if asked and asked.now.is_late:
            number = len(asked.projects)
            yield Decision(DecisionKind.ASKED_LATE, team.name, asked.now, (Side.MARKETING,), number=number)


def _find_efforts(report: QuarterReport) -> Iterator[Decision]:
    listed = [(team, each) for team in report.teams for each in team.efforts if each.times >= LONG]
    for team, each in sorted(listed, key=lambda pair: -pair[1].times):
        yield Decision(DecisionKind.EFFORT, team.name, each.what, (Side.IT,), number=each.times, total=each.count)


def _find_approvals(report: QuarterReport) -> Iterator[Decision]:
    listed = [(team, each) for team in report.teams for each in team.figures.approvals if each.days >= WAITS]
    for team, each in sorted(listed, key=lambda pair: -pair[1].days):
        yield Decision(DecisionKind.APPROVAL, team.name, each.subject, (each.side,), number=each.days)


def _find_unknown(report: QuarterReport) -> Iterator[Decision]:
    for team in report.teams:
        if not any(survey.shown or survey.open for survey in team.surveys):
            yield Decision(DecisionKind.FIND_WAVE, team.name)
        if not team.figures.asked:
            yield Decision(DecisionKind.FIND_ASKED, team.name, sides=(Side.IT,))
        if not team.figures.pilots:
            yield Decision(DecisionKind.FIND_PILOT, team.name)
        if not team.efforts:
            yield Decision(DecisionKind.FIND_EFFORT, team.name, sides=(Side.IT,))


_RULES: tuple[Callable[[QuarterReport], Iterator[Decision]], ...] = (
    _find_systemic,
    _find_pilots,
    _find_contracts,
    _find_gaps,
    _find_stuck,
    _find_asked_late,
    _find_efforts,
    _find_approvals,
    _find_unknown,
)
