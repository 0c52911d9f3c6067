"""What was made with the coach, as somebody finds it again."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.commitments import CommitmentState
from bot.model.rows import Row
from bot.model.runs import VariantName, Visibility
from bot.model.teams import Side


class FindingKind(StrEnum):
    """The table that a finding stands in."""

    RUN = "run"
    COMMITMENT = "commitment"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Finding(Row):
    """A finished run, a commitment or a closed wave. `at` is when it was finished, made or closed (UTC), `run_id` the
    run that it comes from.

    `subject` is what a run is about, or what was promised; `line` its headline, or when it will be done. `owner` began
    it, or has promised it. The fields below are of one kind alone: None for the other.
    """

    kind: FindingKind
    id: str
    team_id: str
    team: str
    zone: str
    at: datetime
    subject: str
    line: str
    owner: str
    run_id: str | None
    playbook: str | None
    variant: VariantName | None
    visibility: Visibility | None
    agreed_at: datetime | None
    state: CommitmentState | None
    state_at: datetime | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run: the sides that have agreed and those that it waits for; what was decided about it later and
    when; on which of how many days until that it is (0: no such day).
    """

    agreed: tuple[Side, ...] = ()
    waiting: tuple[Side, ...] = ()
    decided: str = ""
    decided_on: date | None = None
    day: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding as a search shows it: by what title, with which of its words, where its message is ("": nowhere)."""

    finding: Finding
    title: str
    excerpt: str = ""
    link: str = ""
    outcome: Outcome = Outcome()


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of findings about something ("": everything), out of `total`; `skipped` come before them.

    `complete`: they have all the words that were looked for. `teams` are the names of those that were looked through,
    `settle` the playbook that settles what a word means ("": none).
    """

    topic: str
    shown: tuple[Hit, ...]
    total: int
    skipped: int
    complete: bool
    teams: tuple[str, ...]
    settle: str
