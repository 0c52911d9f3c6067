"""What a digest says of the teams that somebody leads: what needs them, what is worth showing around, the trend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from bot.coaching.pilots import PilotFigures, PilotState
from bot.coaching.schedule.calendar_days import next_weekday
from bot.coaching.summary.attention import Need, NeedKind, list_needs
from bot.coaching.summary.figures import PersonFigures, PulsePoint, TeamFigures
from bot.coaching.summary.period import Period
from bot.model.digests import Rhythm

FRIDAY = 4
_AT_ONCE = (NeedKind.DECIDE, NeedKind.STUCK, NeedKind.LATE)


@dataclass(frozen=True)
class TrendPoint:
    """The average over `teams` of what each one's last check-in of a month or week shows; None where none shows any."""

    start: date
    mean: float | None
    teams: int


@dataclass(frozen=True)
class DigestFigures:
    """The `teams` that somebody leads, those that need them first, in a month or week that is over; the `trend` begins
    with that one. `mine`: what waits for them themselves.
    """

    rhythm: Rhythm
    period: Period
    today: date
    teams: Sequence[TeamFigures]
    trend: Sequence[TrendPoint]
    mine: PersonFigures

    @property
    def needy(self) -> list[tuple[TeamFigures, Need]]:
        """The teams that need somebody, each with what is most pressing there."""
        return [(each, found[0]) for each in self.teams if (found := list_needs(each))]

    @property
    def exemplary(self) -> list[tuple[TeamFigures, PilotFigures]]:
        """The teams with a pilot that was decided in this time and goes on, each with its newest such pilot."""
        worked = ((each, [one for one in each.pilots if self._has_worked(one)]) for each in self.teams)
        return [(each, pilots[0]) for each, pilots in worked if pilots]

    @property
    def kept(self) -> int:
        """How many promises were kept."""
        return sum(len(each.commitments.kept) for each in self.teams)

    @property
    def was_due(self) -> int:
        """How many promises have come to a point: kept, late or stuck."""
        return sum(each.commitments.was_due for each in self.teams)

    @property
    def pilots(self) -> list[PilotFigures]:
        """All pilots that run, or were decided in this time."""
        return [one for each in self.teams for one in each.pilots]

    def _has_worked(self, pilot: PilotFigures) -> bool:
        decided = pilot.state is PilotState.DECIDED and not pilot.is_stopped
        return decided and bool(pilot.number_before and pilot.number_now)


def average(start: date, last: Iterable[PulsePoint]) -> TrendPoint:
    """Return the average of one figure a team, each as a summary shows it."""
    shown = [round(each.mean, 1) for each in last]
    return TrendPoint(start, mean(shown) if shown else None, len(shown))


def find_day(need: Need, today: date) -> date:
    """Return until when somebody is to be asked: today, or by the end of the week."""
    return today if need.kind in _AT_ONCE else next_weekday(FRIDAY, today)
