"""Lists that both sides score: what follows when somebody's scores count, or count for another side."""

from bot.actions.context import Context
from bot.coaching.interview.variants import Ending
from bot.coaching.shapes.base import Playbook
from bot.records import runs, team_state, two_sided
from bot.records.database import Database, Row
from bot.reports.results import evaluate_run


def change_sides(context: Context, team_id: str) -> None:
    """Count everybody's scores for the side they are on now, in the newest list of each kind."""
    for word, newest in team_state.latest(context.db, team_id).items():
        playbook = context.library.get(word)
        if playbook and playbook.ending is Ending.LIST:
            run = runs.get(context.db, newest["id"])
            two_sided.hold(context.db, run["id"])
            note_headline(context.db, run, playbook)
            two_sided.redraw(context.db, run, context.now)
            context.spoken = True


def note_headline(db: Database, run: Row, playbook: Playbook) -> None:
    """Keep what the list has come to, for summaries."""
    two_sided.note(db, run["id"], *evaluate_run(db, playbook, run).headline)
