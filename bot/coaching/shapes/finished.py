"""A finished run as its messages tell it: the post, everything behind it, the file to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.coaching.followup_rules import Factor
from bot.coaching.pilots import PilotFigures, PilotState
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.coaching.statistics import Measure
from bot.model.commitments import Commitment
from bot.model.seats import Correction, Seat, SeatState


def find_question(playbook: Playbook, seat: str) -> Question | None:
    """Return what is asked of whoever has taken that seat; None for nothing."""
    pages = (page for page in playbook.page if page.asks == seat)
    return next((question for page in pages for question in page.question), None)


@dataclass(frozen=True)
class FinishedRun:
    """The result of a run with what the team adds to it.

    `ref` is what its buttons name and its thread hangs on: the run that was posted first, however often it was changed
    since. `by` are those who went through it; `factors` how far off the team's earlier estimates were, by question;
    `measures` the team's own over time; `due` the day by which the first thing should be done; `taken` has the
    commitments that carry its advice, by the key of that; `seats` who is asked to take part, as the playbook lists
    them, `said` what they say about their part, by the seat, and `corrections` what they say is not so, as it stands
    now; `pilot` how far it is, where it is one. Nobody reads one that `is_taken_down`.
    """

    ref: str
    playbook: Playbook
    result: Result
    by: tuple[str, ...]
    factors: Mapping[str, Factor] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    due: date | None = None
    taken: Mapping[str, Commitment] = field(default_factory=dict)
    seats: tuple[Seat, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    pilot: PilotFigures | None = None
    is_taken_down: bool = False

    @property
    def is_decided(self) -> bool:
        """Return whether it is a pilot about which people have decided for good."""
        return self.pilot is not None and self.pilot.state is PilotState.DECIDED

    def list_corrected(self, user: str) -> list[Question]:
        """Return the must-haves that this person says are not so."""
        names = {name for each in self.corrections if each.user_id == user for name in each.names}
        return [each for each in self.result.must_haves if each.name in names]

    @property
    def has_started(self) -> bool:
        """Return whether all who take part have said yes; False where nobody is asked, and while something has to be
        done first.
        """
        return self.result.is_ready and bool(self.seats) and all(each.state is SeatState.TAKEN for each in self.seats)
