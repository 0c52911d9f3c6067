"""What a run has come to, as its result, its promises and the choice of the next play read it."""

from typing import NamedTuple

from bot.coaching.interview import variants
from bot.coaching.interview.route import Answers
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.charter.reading import Voices
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.two_sided import Joint, join
from bot.coaching.shapes.table import Playbook
from bot.model.runs import Run
from bot.records import runs
from bot.records.database import Database
from bot.reports import documents
from bot.reports.two_sided import gather


class Result(NamedTuple):
    """`joint` where both sides have scored a list; `voices` those of a document."""

    playbook: Playbook
    answers: Answers
    joint: Joint | None = None
    voices: Voices = Voices()


def came_to(db: Database, playbook: Playbook, run: Run) -> Result:
    """The run's form of the playbook, and the answers that count."""
    if isinstance(playbook, Picker) and playbook.both:
        found = gather(db, run)
        return Result(playbook, found.listed, join(playbook, found.listed, found.scored))
    if isinstance(playbook, Charter):
        return Result(playbook, runs.get_answers(db, run.id), voices=documents.voices(db, run))
    return Result(*variants.went_through(playbook, run.variant, runs.get_answers(db, run.id)))
