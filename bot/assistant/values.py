"""What an assistant is told: plain values, from which the library makes the schema of each tool."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TeamName:
    """A team of the person; `leads`: they lead it, and so see its pulse."""

    team: str
    leads: bool


@dataclass(frozen=True)
class TeamNumbers:
    """A team's promises and answers from `since` to `until` (ISO days); `answered_percent` None: not theirs to see."""

    team: str
    since: str
    until: str
    kept: int
    open: int
    late: int
    stuck: int
    answered_percent: int | None


@dataclass(frozen=True)
class SummaryAnswer:
    """`text` is what /align summary says to the person."""

    text: str
    teams: list[TeamNumbers]


@dataclass(frozen=True)
class FoundResult:
    """A result, document, promise or closed survey; `link` "": its post is not known."""

    title: str
    team: str
    day: str
    excerpt: str
    link: str


@dataclass(frozen=True)
class ResultsAnswer:
    """A page of what was found, out of `total`."""

    total: int
    shown: list[FoundResult]


@dataclass(frozen=True)
class CommitmentAnswer:
    """A promise: `state` is open, late, stuck or kept; `days`: for how long it is late or stuck, or 0."""

    team: str
    state: str
    action: str
    owner: str
    due_on: str
    days: int
    link: str


@dataclass(frozen=True)
class NextPlayAnswer:
    """What a team does next: what waits comes `first`; "" where there is none. `dont` is what to leave for now."""

    team: str
    first: str
    play: str
    why: str
    runner_up: str
    why_not: str
    dont: str
