"""/align source: where the advice comes from."""

from difflib import get_close_matches

from slack_sdk import WebClient

from bot.errors import UserError
from bot.messages import sources as said
from bot.messages.front import TEAM
from bot.messages.render import Message
from bot.slack.actor import Actor
from bot.slack.coach import Coach, Word


def source_word(_asker: Actor, rest: str, _client: WebClient, coach: Coach) -> Message:
    """Of one playbook, or of all. UserError for a word that is none."""
    word = rest.lower()
    if word and word not in coach.library:
        near = get_close_matches(word, coach.library, n=1, cutoff=0.5)
        mend = f"Did you mean `/align source {near[0]}`?" if near else "`/align source` lists them all."
        raise UserError(f"I have no playbook “{rest}”. {mend}")
    return said.listed({word: coach.library[word]} if word else coach.library)


LINE = "Where my advice comes from: articles and figures, with year and grade."
ALSO = "evidence, study, research, scientific, how do you know, who says so"
WORDS = {"source": Word(LINE, source_word, TEAM, also=ALSO)}
