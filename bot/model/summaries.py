"""What summaries count of a team's check-ins, pilots and documents."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.rows import Row
from bot.model.teams import Side


@dataclass(frozen=True, slots=True)
class CountedCheckin(Row):
    """A closed check-in: what its cards say, and what may be told of its taps; `mean` None where they are too few."""

    team_id: str
    opened_at: datetime
    answered: int
    expected: int | None
    taps: int | None
    mean: float | None


@dataclass(frozen=True, slots=True)
class PilotDay(Row):
    """A day on which a run is asked about: whether it was (`asked_at`), or nothing more is asked (`closed_at`). Days
    count from when its result was first posted (`began_at`), however often it was changed since.
    """

    run_id: str
    name: str
    day: int
    began_at: datetime
    due_at: datetime
    asked_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequiredSide(Row):
    """A side whose OK the current version of a document waits for."""

    team_id: str
    run_id: str
    playbook: str
    subject: str
    side: Side
    finished_at: datetime
