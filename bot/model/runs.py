"""Runs (a team going through a playbook), their versions, and approvals of documents."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.model.outbox import Address
from bot.model.rows import Row
from bot.model.teams import Side

Answers = dict[tuple[str, str], Any]  # (question name, item key or "") → value


class VariantName(StrEnum):
    """The part of a playbook that a run goes through."""

    USUAL = ""  # what everybody begins with
    FULL = "full"  # everything there is to ask, filled in by the team together
    MARKS = "marks"  # everything there is to ask, by one person: marks of 1 to 5 where the usual one has ticks
    SCORES = "scores"  # what everybody gives for themselves on a list
    OF_MARKETING = "scores_marketing"  # the same, where a side marks what it knows
    OF_IT = "scores_it"


class Visibility(StrEnum):
    """The readers of a finished run: the team, or whoever went through it; nobody once it is taken down. Scores of a
    list and results that were changed count until they are replaced.
    """

    CHANNEL = "channel"
    ME = "me"
    SCORES = "scores"
    REPLACED = "replaced"
    TAKEN_DOWN = "taken_down"


@dataclass(frozen=True, slots=True)
class Run(Row):
    """A team going through a playbook; without `finished_at` it is a draft. Moments are UTC.

    `version` is the playbook's; `press` (see `Context`) began it, or began it anew, last; `replaces` is the run whose
    document or list this one goes on from, or the first run of the result that it changes; `list_id` the run whose list
    it scores. `workspace` and `channel` are its team's.
    """

    id: str
    team_id: str
    playbook: str
    variant: VariantName
    version: str
    subject: str
    press: str
    started_by: str
    started_at: datetime
    finished_at: datetime | None
    visibility: Visibility | None
    headline: str | None
    replaces: str | None
    list_id: str | None
    agreed_at: datetime | None
    pinned_at: datetime | None
    workspace: str
    channel: str

    @property
    def address(self) -> Address:
        """Its team's channel."""
        return Address(self.workspace, self.channel, self.team_id)

    @property
    def end(self) -> datetime:
        """The moment it was finished (UTC). ValueError for a draft."""
        if self.finished_at is None:
            raise ValueError(f"run {self.id} is not finished")
        return self.finished_at

    def find_place(self, author: str = "") -> Address:
        """Return where its message stands: its team's channel; the direct messages of its `author` (whoever started it)
        where they alone read it.
        """
        if self.visibility is not Visibility.ME:
            return self.address
        return Address(self.workspace, author or self.started_by, self.team_id)


@dataclass(frozen=True, slots=True)
class Approval(Row):
    """The approval of a version by a person, for their side."""

    side: Side
    user_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RequiredApproval(Row):
    """A current version that waits for somebody's side, since `since`. `their_turn`: this person is to be asked now."""

    run_id: str
    team_id: str
    since: datetime
    their_turn: bool
