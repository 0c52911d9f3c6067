"""What is asked about a finished run weeks later."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.outbox import Address
from bot.model.rows import Row
from bot.model.runs import VariantName, Visibility


@dataclass(frozen=True, slots=True)
class Followup(Row):
    """The follow-up `name` of a playbook, on its `day`. What stands below `closed_at` is its run's, and its team's."""

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
    workspace: str
    channel: str

    @property
    def address(self) -> Address:
        """Its team's channel."""
        return Address(self.workspace, self.channel, self.team_id)

    @property
    def is_public(self) -> bool:
        """Asked of the team in its channel; otherwise of whoever went through it, since the result is theirs alone."""
        return self.visibility == Visibility.CHANNEL
