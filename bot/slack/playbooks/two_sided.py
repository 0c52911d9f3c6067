"""Scoring a list that somebody made: everybody for themselves, from the button on its message."""

from bot.actions import two_sided as actions
from bot.messages.block_kit.targets import ToFinished
from bot.messages.playbooks.two_sided import SCORE
from bot.model.rights import Right
from bot.records import runs
from bot.slack.playbooks import interview_views as views
from bot.slack.request import Replace, Request, Shown
from bot.slack.router import Story, on


def score(request: Request, to: ToFinished) -> Shown:
    """Begin somebody's own scores of a list, or go on with them."""
    scoring = actions.score(request.context, runs.get(request.context.db, to.run), request.actor.user)
    return Replace(views.show(request, scoring))


STORY = Story(presses=(on(SCORE, score, Right.TAKE_PART),))
