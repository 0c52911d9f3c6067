"""A finished run as its messages tell it: the post, everything behind it, the file to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.coaching.followup_rules import Factor
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.coaching.statistics import Measure


@dataclass(frozen=True)
class Taken:
    """A piece of advice that somebody has promised, and until when."""

    owner: str
    due_on: date


@dataclass(frozen=True)
class FinishedRun:
    """The result of a run with what the team adds to it.

    `ref` is what its buttons name and its thread hangs on: the run that was posted first, however often it was changed
    since. `by` are those who went through it; `factors` how far off the team's earlier estimates were, by question;
    `measures` the team's own over time; `due` the day by which the first thing should be done; `taken` has what
    somebody has promised, by the key of the advice; nobody reads one that `is_taken_down`.
    """

    ref: str
    playbook: Playbook
    result: Result
    by: tuple[str, ...]
    factors: Mapping[str, Factor] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    due: date | None = None
    taken: Mapping[str, Taken] = field(default_factory=dict)
    is_taken_down: bool = False
