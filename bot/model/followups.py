"""Follow-ups: questions about a finished run, weeks later."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.outbox import Address
from bot.model.rows import Row
from bot.model.runs import VariantName, Visibility


@dataclass(frozen=True, slots=True)
class Followup(Row):
    """The follow-up `name` of a playbook, `day` days after its run ended. Moments are UTC.

    The fields below `closed_at` are its run's, and its team's; `posted_as` is the run that the result was first.
    """

    id: str
    run_id: str
    team_id: str
    name: str
    day: int
    due_at: datetime
    asked_at: datetime | None
    closed_at: datetime | None
    playbook: str
    variant: VariantName
    started_by: str
    visibility: Visibility
    subject: str
    posted_as: str
    workspace: str
    channel: str

    @property
    def address(self) -> Address:
        """Its team's channel."""
        return Address(self.workspace, self.channel, self.team_id)

    @property
    def is_public(self) -> bool:
        """True when the team is asked in its channel; otherwise only whoever went through it knows the result."""
        return self.visibility is not Visibility.ME


@dataclass(frozen=True, slots=True)
class OverdueQuestion(Row):
    """A follow-up that a team has left unanswered: whose it is, what about, and since when. UTC."""

    playbook: str
    subject: str
    asked_at: datetime
