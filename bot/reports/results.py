"""The result of a run, with scores and approvals that a team's members add to it."""

from bot.coaching.interview.variants import Ending
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.coaching.shapes.voices import NOBODY, Voices
from bot.model.runs import Run
from bot.records import approvals, runs, teams, two_sided
from bot.records.database import Database


def evaluate_run(db: Database, playbook: Playbook, run: Run) -> Result:
    """Return what the answers of a run have come to by now, with what others have added to them."""
    answers = runs.get_answers(db, run.id)
    return playbook.evaluate(answers, run.variant, _voices(db, playbook.ending, run))


def _voices(db: Database, ending: Ending, run: Run) -> Voices:
    """Return what others have added: a score counts for the side that its person is on now, an approval for its own."""
    if ending is Ending.LIST:
        return Voices(teams.get_sides(db, run.team_id), marks=two_sided.get_scores(db, run.id))
    if ending is Ending.DOCUMENT:
        agreed = {each.user_id: each.side for each in approvals.list_given(db, run.id)}
        return Voices(teams.get_sides(db, run.team_id), agreed)
    return NOBODY
