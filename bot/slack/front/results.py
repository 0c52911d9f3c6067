"""`/align results`: what was decided, promised and agreed in one's teams, found again by its words."""

from bot.coaching import past_questions
from bot.messages.block_kit.render import Message
from bot.messages.front import search as messages
from bot.messages.front.front import KEEP, message_window
from bot.messages.front.search import MORE, Rest
from bot.model.rights import Right
from bot.reports import findings
from bot.slack.request import Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import Word


def results_word(request: Request, rest: str) -> Shown:
    """Answer with what was made in the person's teams, or what of it has these words."""
    return Reply(_compose_page(request, rest))


def show_more(request: Request, rest: Rest) -> Shown:
    """Show the next ones, in one window."""
    return Replace(message_window(_compose_page(request, rest.topic, rest.skip)))


RESULTS = "results"
WORDS = {
    RESULTS: Word(
        "Look up what was decided and promised, with a link to each.",
        results_word,
        KEEP,
        Right.NOTHING,
        rest_words=None,
        button="All results",
    )
}
STORY = Story(presses=(on(MORE, show_more, Right.NOTHING),))


def _compose_page(request: Request, topic: str, skip: int = 0) -> Message:
    context, actor = request.context, request.actor
    topic = past_questions.read_past_question(topic) or topic
    hits = findings.find(context.db, context.library, actor.workspace, actor.user, topic, skip=skip, now=context.now)
    return messages.compose_results(hits, context.now)
