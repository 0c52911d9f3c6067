"""`/align progress`: the commitments of a person and their teams, in a window that is drawn anew after each press."""

from bot.messages.block_kit.blocks import View
from bot.messages.checkins import progress as messages
from bot.messages.checkins.progress import SHOWN, Scope
from bot.messages.commitments.commitment_windows import WINDOWS
from bot.messages.front.front import ALL, KEEP
from bot.model.rights import Right
from bot.records import progress, teams
from bot.slack.request import Replace, Request, Shown
from bot.slack.words import Word


def progress_word(request: Request, _rest: str) -> Shown:
    """Open the window: one's own; others' of this channel's team, or of all one's teams where there is none."""
    actor = request.actor
    team = None if actor.direct else teams.find(request.context.db, actor.workspace, actor.channel)
    return Replace(_window(request, team.id if team else ALL))


SUMMARY = "What you and your team have promised, and how it goes."
WORDS = {"progress": Word(SUMMARY, progress_word, KEEP, Right.NOTHING, window=True, button="My promises")}


def scope_of(request: Request) -> str:
    """Return the scope of the progress window in which, or above which, this was done; "" elsewhere."""
    if shown := request.around(SHOWN):
        return shown.scope
    window = next(filter(None, map(request.around, WINDOWS)), None)
    return window.scope if window else ""


def redrawn(request: Request) -> View | None:
    """Return the progress window with what is recorded now, where there is one beneath."""
    scope = scope_of(request)
    return _window(request, scope) if scope else None


def _window(request: Request, scope: str) -> View:
    context, actor = request.context, request.actor
    team_id = "" if scope == ALL else scope
    mine = progress.of_person(context.db, actor.workspace, actor.user, context.now, team_id)
    return messages.window(mine, Scope(scope), context.now)
