"""Lists that both sides score: what follows when somebody's scores count, or count for another side."""

from bot.actions.context import Context
from bot.coaching.shapes.picker.model import Picker
from bot.messages.two_sided import headline
from bot.records import runs, team_state, two_sided
from bot.records.database import Database, Row
from bot.reports.two_sided import gather


def change_sides(context: Context, team_id: str) -> None:
    """Count everybody's scores for the side they are on now, in the newest list of each kind."""
    for word, newest in team_state.latest(context.db, team_id).items():
        picker = context.library.get(word)
        if isinstance(picker, Picker) and picker.both:
            run = runs.get(context.db, newest["id"])
            two_sided.hold(context.db, run["id"])
            note_headline(context.db, run, picker)
            two_sided.redraw(context.db, run, context.now)
            context.spoken = True


def note_headline(db: Database, run: Row, picker: Picker) -> None:
    """Keep what the list has come to, for summaries."""
    found = gather(db, run)
    two_sided.note(db, run["id"], *headline(picker, found.listed, found.scored))
