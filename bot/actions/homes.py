"""The Home tab: opened, and from then on drawn anew whenever something in it changes."""

from bot.actions import redraw
from bot.actions.context import Context
from bot.records import people


def open_home(context: Context, workspace: str, user: str) -> None:
    """Draw the Home tab of whoever has opened it, and keep it up to date from now on."""
    with context.db.atomic():
        people.note_home_opened(context.db, workspace, user, context.now)
        redraw.home(context, workspace, user)
