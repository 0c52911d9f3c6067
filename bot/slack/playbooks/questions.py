"""The questions that a result leaves open, sent to whoever presses."""

from bot.actions import questions as actions
from bot.messages.block_kit.targets import ToFinished
from bot.messages.playbooks import questions as messages
from bot.messages.playbooks.questions import ASK
from bot.model.rights import Right
from bot.slack.request import Reply, Request, Shown
from bot.slack.router import Story, on


def send_questions(request: Request, to: ToFinished) -> Shown:
    """Send the open questions, ready to copy, to the direct messages of whoever pressed."""
    actions.send_questions(request.context, to.run, request.actor.user)
    return Reply(messages.compose_sent())


STORY = Story(presses=(on(ASK, send_questions, Right.SEE),))
