"""Results of a team side by side, as its channel may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.checklist.comparison import Comparison
from bot.coaching.shapes.checklist.shape import Checklist
from bot.model.runs import Run, Visibility
from bot.records import results, run_answers, runs
from bot.records.database import Database

LEAST, MOST = 2, 3  # results side by side
OFFERED = 10  # results to choose from: Slack takes no more boxes
Refs = Sequence[str]  # what results were posted as: they stay when one is changed


@dataclass(frozen=True)
class ComparedRuns:
    """Results side by side, the runs that they say now, and the last moment at which one of them was changed."""

    comparison: Comparison
    runs: tuple[Run, ...]

    @property
    def team_id(self) -> str:
        return self.runs[0].team_id

    @property
    def changed_at(self) -> datetime:
        return max(run.end for run in self.runs)


def list_products(db: Database, team_id: str, playbook: str) -> list[Run]:
    """Return the newest results about different subjects, the newest first, of those that the channel reads."""
    return results.list_newest(db, team_id, playbook, OFFERED)


def name_posted(run: Run) -> str:
    """Return what the result that a run says was posted as."""
    return run.replaces or run.id


def compare_runs(db: Database, library: Mapping[str, Playbook], refs: Refs) -> ComparedRuns | None:
    """Return these results as they stand now. None where the channel does not read one of them any more, where they
    are of several teams, or where their playbook compares nothing.
    """
    known = [runs.find(db, ref) for ref in refs]
    current = tuple(results.find_current(db, each.id) for each in known if each)
    checklist = Checklist.of(library.get(current[0].playbook)) if current else None
    if checklist is None or not checklist.can_compare or len(current) < max(len(refs), LEAST):
        return None
    if not all(_is_read(each, current[0]) for each in current):
        return None
    found = (checklist.evaluate(run_answers.get(db, each.id), each.variant) for each in current)
    return ComparedRuns(Comparison(checklist, tuple(found)), current)


def _is_read(run: Run, first: Run) -> bool:
    """Return whether the channel reads a result of the same team and playbook."""
    same = (run.team_id, run.playbook) == (first.team_id, first.playbook)
    return same and run.finished_at is not None and run.visibility is Visibility.CHANNEL
