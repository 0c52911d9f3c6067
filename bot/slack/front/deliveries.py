"""The decision of a person about a message that could not be delivered, or perhaps was: post it now."""

from bot.actions import deliveries
from bot.messages.front.undelivered import SEND_AGAIN, ToRow
from bot.model.rights import Right
from bot.slack.request import Request, Shown
from bot.slack.router import Story, on


def send_again(request: Request, to: ToRow) -> Shown:
    """Send the message once more."""
    deliveries.send_again(request.context, to.row)
    return None


STORY = Story(presses=(on(SEND_AGAIN, send_again, Right.BEGAN),))
