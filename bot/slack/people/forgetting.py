"""`/align forget me`: what goes and what stays is said first, then a press settles it."""

from bot.actions import forgetting as actions
from bot.messages.block_kit.payloads import Nothing
from bot.messages.front import forgetting as messages
from bot.messages.front.forgetting import FORGET
from bot.messages.front.front import YOU
from bot.model.rights import Right
from bot.reports.personal import count_personal
from bot.slack.request import Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import Word


def forget_word(request: Request, _rest: str) -> Shown:
    """Ask whoever types it, and nobody else can be meant."""
    actor = request.actor
    return Replace(messages.ask_window(count_personal(request.context.db, actor.workspace, actor.user)))


def forget(request: Request, _: Nothing) -> Shown:
    """Have the person forgotten."""
    actions.ask(request.context, request.actor.workspace, request.actor.user)
    return Replace(messages.asked_window())


WORDS = {
    "forget": Word(
        "Forget me: what is yours goes, what is the team’s stays without your name.",
        forget_word,
        YOU,
        Right.NOTHING,
        window=True,
        rest_words=("me",),
        button="Forget me …",
    )
}
STORY = Story(presses=(on(FORGET, forget, Right.NOTHING),))
