"""The result of a run, with what a team's members add to it."""

from bot.coaching.interview.variants import Ending, VariantName
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.result import Result
from bot.coaching.shapes.voices import NOBODY, Voices
from bot.records import approvals, runs, teams, two_sided
from bot.records.database import Database, Row


def evaluate_run(db: Database, playbook: Playbook, run: Row) -> Result:
    """Return what the answers of a run have come to by now, with what others have added to them."""
    answers = runs.answers(db, run["id"])
    return playbook.evaluate(answers, VariantName(run["form"]), _voices(db, playbook.ending, run))


def _voices(db: Database, ending: Ending, run: Row) -> Voices:
    """A mark counts for the side that its person is on now."""
    if ending is Ending.LIST:
        return Voices(_sides(db, run), marks=two_sided.scores(db, run["id"]))
    if ending is Ending.DOCUMENT:
        agreed = {each["user_id"]: each["side"] for each in approvals.of(db, run["id"])}
        return Voices(_sides(db, run), agreed)
    return NOBODY


def _sides(db: Database, run: Row) -> dict[str, str]:
    return {member.user_id: str(member.side) for member in teams.members(db, run["team_id"])}
