"""`/align source`: the articles and figures from which the advice comes."""

from difflib import get_close_matches

from bot.errors import UserError
from bot.messages.block_kit import sources
from bot.messages.front.front import TEAM
from bot.model.rights import Right
from bot.slack.request import Reply, Request, Shown
from bot.slack.words import Word


def list_sources(request: Request, rest: str) -> Shown:
    """Answer with the sources of one playbook, or of all. UserError for a word that is none."""
    word, library = rest.lower(), request.context.library
    if word and word not in library:
        near = get_close_matches(word, library, n=1, cutoff=0.5)
        mend = f"Did you mean `/align source {near[0]}`?" if near else "`/align source` lists them all."
        raise UserError(f"I have no playbook “{rest}”. {mend}")
    return Reply(sources.listed({word: library[word]} if word else library))


WORDS = {
    "source": Word(
        "Where my advice comes from: articles and figures, with year and grade.",
        list_sources,
        TEAM,
        Right.NOTHING,
        rest_words=None,
    )
}
