"""One tap: the answer to a factor that is asked again, kept sealed, and changed until it closes."""

from bot.actions import waves_again as actions
from bot.coaching.shapes.survey.model import LEVELS
from bot.errors import OutdatedError
from bot.messages.waves.waves import TAP, Tap
from bot.model.rights import Right
from bot.slack.request import Request, Shown
from bot.slack.router import Story, on


def tap(request: Request, tapped: Tap) -> Shown:
    """Keep a level; a later tap of the same person replaces it."""
    if not 0 <= tapped.level <= LEVELS:
        raise OutdatedError
    actor = request.actor
    actions.tap(request.context, tapped.wave, tapped.level or None, actor.user, actor.channel, actor.response_url)
    return None


STORY = Story(presses=(on(TAP, tap, Right.ANSWER),))
