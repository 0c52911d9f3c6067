"""What there is to say of a pilot: on which day of how many it is, what was decided, what its number says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PilotState(StrEnum):
    """How far a pilot is: it runs, its last day has come without a decision, or it was decided."""

    RUNNING = "running"
    DUE = "due"
    DECIDED = "decided"


@dataclass(frozen=True)
class PilotFigures:
    """A pilot on its `day` of `days` until `ends_on`. `decided` is the last decision in words ("": none yet),
    `decided_on` its day, and `is_stopped` whether it has ended the pilot; `number_before` and `number_now` are as
    people wrote them, "" where nobody did.
    """

    run_id: str
    subject: str
    state: PilotState
    day: int
    days: int
    ends_on: date
    decided: str
    decided_on: date | None
    number_before: str
    number_now: str
    people: Sequence[str] = ()
    link: str = ""
    is_stopped: bool = False
