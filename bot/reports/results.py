"""What a run has come to, as its result, its promises and the choice of the next play read it."""

from typing import NamedTuple

from bot.coaching.asking import forms
from bot.coaching.asking.interview import Answers
from bot.coaching.format.picker import Picker
from bot.coaching.format.shapes import Playbook
from bot.coaching.outcomes.joining import Joint, join
from bot.records import runs
from bot.records.database import Database, Row
from bot.reports.rounds import gather


class Result(NamedTuple):
    """`joint` where both sides have scored a list."""

    playbook: Playbook
    answers: Answers
    joint: Joint | None = None


def came_to(db: Database, playbook: Playbook, run: Row) -> Result:
    """The run's form of the playbook, and the answers that count."""
    if isinstance(playbook, Picker) and playbook.both:
        found = gather(db, run)
        return Result(playbook, found.listed, join(playbook, found.listed, found.scored))
    return Result(*forms.went_through(playbook, run["form"], runs.answers(db, run["id"])))
