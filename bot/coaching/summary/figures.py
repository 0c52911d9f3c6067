"""The figures of a team in a period, beside the period before it: counts, and what each is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coaching.pilots import PilotFigures
from bot.coaching.summary.period import Period
from bot.coaching.waves.noise import Change, compute_noise
from bot.model.commitments import Commitment
from bot.model.teams import Side, Team


@dataclass(frozen=True)
class Reader:
    """Whoever asks, and the ids of the teams that they lead: of those they see the pulse, too."""

    user: str
    led: frozenset[str]


@dataclass(frozen=True)
class PulsePoint:
    """The taps at a closed check-in, by the day on which it asked: `mean` (1 to 5) over `answers`, three or more."""

    day: date
    mean: float
    answers: int


@dataclass(frozen=True)
class PulseTrend:
    """The closed check-ins of a period that show a mean, the earliest first; `before` is the last of the period
    before.
    """

    points: Sequence[PulsePoint]
    before: PulsePoint | None

    @property
    def last(self) -> PulsePoint | None:
        """The newest; None where none of the period shows anything."""
        return self.points[-1] if self.points else None

    @property
    def change(self) -> Change | None:
        """How the newest has moved since the period before, and inside of which bounds that is noise."""
        if self.last is None or self.before is None:
            return None
        by = round(round(self.last.mean, 1) - round(self.before.mean, 1), 1)
        return Change(by, compute_noise(self.last.answers, self.before.answers))


@dataclass(frozen=True)
class Participation:
    """How many answers came, of those that could have come, over so many closed check-ins.

    Each check-in's own numbers stand on its card for everybody: observers and whoever was away are in neither.
    """

    answered: int
    expected: int
    checkins: int

    @property
    def percent(self) -> int | None:
        """The share that came, 0 to 100; None where nobody could answer."""
        return round(100 * self.answered / self.expected) if self.expected else None


@dataclass(frozen=True)
class AgedCommitment:
    """A live commitment that is stuck or late, for so many days; `link`: its post, "" for nowhere."""

    commitment: Commitment
    days: int
    link: str = ""


@dataclass(frozen=True)
class CommitmentFigures:
    """The promises of a team: `kept` and `dropped` in the period and `kept_before` in the one before; as it is now
    `open` (in time), `late` (its day is over) and `stuck` (its owner said so), the oldest first. None is in two.
    """

    kept: Sequence[Commitment]
    kept_before: int
    dropped: int
    open: int
    late: Sequence[AgedCommitment]
    stuck: Sequence[AgedCommitment]

    @property
    def was_due(self) -> int:
        """How many have come to a point: kept, late or stuck."""
        return len(self.kept) + len(self.late) + len(self.stuck)

    @property
    def live(self) -> int:
        """How many are neither kept nor dropped."""
        return self.open + len(self.late) + len(self.stuck)


class FirstAsked(StrEnum):
    """When IT was first asked about a project, the earliest first: the options of the questions that measure it."""

    EARLY = "early"
    SELECTION = "selection"
    CONTRACT = "contract"
    SIGNED = "signed"
    NEVER = "never"

    @property
    def is_late(self) -> bool:
        """Return whether little could be changed any more."""
        return self in (FirstAsked.CONTRACT, FirstAsked.SIGNED, FirstAsked.NEVER)


@dataclass(frozen=True)
class AskedProject:
    """When IT was first asked about one project ("" without a name), as its last result says."""

    run_id: str
    subject: str
    asked: FirstAsked


@dataclass(frozen=True)
class FirstAskedMedian:
    """The median over the last three or five projects, the newest first; `before` that of those before them."""

    now: FirstAsked
    projects: Sequence[AskedProject]
    before: FirstAsked | None


@dataclass(frozen=True)
class EndingContract:
    """A contract and its last day to give notice, so many days ahead."""

    name: str
    owner: str
    notice_on: date
    ends_on: date
    days: int


@dataclass(frozen=True)
class WaitingApproval:
    """A document whose current version waits for a side's OK, for so many days."""

    run_id: str
    playbook: str
    subject: str
    side: Side
    days: int
    link: str = ""


@dataclass(frozen=True)
class PlayDone:
    """A playbook that the team finished and shared, by its title, on a day in the period; of a document its newest
    version, with the sides whose OK it waits for.
    """

    run_id: str
    playbook: str
    title: str
    subject: str
    headline: str
    day: date
    waiting: Sequence[Side] = ()
    link: str = ""


@dataclass(frozen=True)
class TeamFigures:
    """A team in a period. `led`: the reader leads it; to others `pulse` is None, and so is `participation`."""

    team: Team
    period: Period
    today: date
    led: bool
    pulse: PulseTrend | None
    participation: Participation | None
    participation_before: Participation | None
    commitments: CommitmentFigures
    plays: Sequence[PlayDone]
    plays_before: int
    pilots: Sequence[PilotFigures]
    asked: FirstAskedMedian | None
    contracts: Sequence[EndingContract]
    approvals: Sequence[WaitingApproval]

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to tell of it."""
        promised = self.commitments.live + len(self.commitments.kept) + self.commitments.dropped
        rest = (self.plays, self.pilots, self.asked, self.contracts, self.approvals)
        asked = self.participation is not None and self.participation.checkins
        return not (promised or any(rest) or asked)


@dataclass(frozen=True)
class PersonFigures:
    """What concerns one person in their teams: of what they have promised, how much they have `kept` in the period, is
    `open` in time, `late` or `stuck`; what is `offered` to them, and the documents that wait for their side's OK.
    """

    period: Period
    kept: int
    open: int
    late: Sequence[AgedCommitment]
    stuck: Sequence[AgedCommitment]
    offered: Sequence[Commitment]
    approvals: Sequence[str]
