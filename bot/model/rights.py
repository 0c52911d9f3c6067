"""The rights that acts need, the records that acts are about, and what a person is to either."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.rows import Row
from bot.model.teams import Role


class Right(StrEnum):
    """The right that an act needs. Who has it: the table in SECURITY.md, "Who may do what"."""

    NOTHING = "nothing"  # about oneself, or about no team
    SEE = "see"  # what the channel shows
    READ = "read"  # what belongs to the team
    TAKE_PART = "take part"  # answer, write, begin
    BEGAN = "began"  # change what one began
    DISCARD = "discard"  # throw away what one began, or lead
    OWN = "own"  # what is for one person alone, of whatever team
    CHANGE = "change"  # the commitment's owner, partner, or whoever leads
    OFFERED = "offered"  # whom the commitment is offered to, or who is asked to be its partner
    TAKE = "take"  # they, and whoever takes part: an offer may be free
    NAMED = "named"  # a member, or somebody whom whoever leads has put down for the team
    ANSWER = "answer"  # whom a wave asks
    LEAD = "lead"
    ADMIN = "admin"  # the workspace: Slack's admins and owners, and who they have named
    JOIN = "join"


class TargetKind(StrEnum):
    """The table that an act's target stands in; a CHANNEL is a team by its channel, FINISHED a run that is."""

    TEAM = "team"
    CHANNEL = "channel"
    RUN = "run"
    FINISHED = "finished"
    COMMITMENT = "commitment"
    CHECKIN = "checkin"
    FOLLOWUP = "followup"
    REMINDER = "reminder"
    ROW = "row"
    INVITATION = "invitation"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Target:
    """The record that an act is about; `offered` is when a window offered the act, in seconds since 1970, or 0."""

    kind: TargetKind
    id: str
    offered: int = 0


@dataclass(frozen=True, slots=True)
class Access(Row):
    """One person's relation to a target and its team; no `team_id` where the target belongs to none.

    `role` and `guest` are None for who is no member, `left_at` (UTC) set for who has left the channel or the company.
    `owner` began it, or it is theirs; `private`: it is for its owner alone.
    """

    team_id: str | None
    workspace: str
    channel: str | None
    team: str | None
    confirmed_at: datetime | None
    role: Role | None
    guest: bool | None
    left_at: datetime | None
    owner: str | None
    partner: str | None
    offered_to: str | None
    invited: str | None
    private: bool

    @property
    def is_member(self) -> bool:
        """Return whether they are in the team, in whatever role."""
        return self.role is not None

    @property
    def takes_part(self) -> bool:
        """Return whether they answer and write there."""
        return self.role in (Role.MANAGER, Role.MEMBER)

    @property
    def leads(self) -> bool:
        """Return whether they lead the team."""
        return self.role == Role.MANAGER
