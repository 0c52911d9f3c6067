"""What stands behind the short post of a result."""

from bot.errors import UserError
from bot.messages import results as messages
from bot.messages.results import EVERYTHING
from bot.messages.targets import ToRun
from bot.model.rights import Right
from bot.reports.results import find_finished
from bot.slack.request import Open, Request, Shown
from bot.slack.router import Story, on

GONE = "The playbook of this result is not here any more, so I cannot tell more than its post says."


def show_everything(request: Request, to: ToRun) -> Shown:
    """Open everything that stands behind a post."""
    finished = find_finished(request.context.db, request.context.library, to.run)
    message = messages.compose_everything(finished) if finished else None
    if finished is None or message is None:
        raise UserError(GONE)
    return Open(messages.show_everything(finished, message))


STORY = Story(presses=(on(EVERYTHING, show_everything, Right.SEE),))
