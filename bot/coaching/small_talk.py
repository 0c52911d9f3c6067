"""What people say to a colleague in passing: thanks, hello, stop. Each gets a sentence, not a list of words."""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.coaching.reading.languages import Language, find_languages, sounds_foreign


class Talk(StrEnum):
    """Something said in passing, a word that anybody tries with a bot, or a question in another language."""

    THANKS = "thanks"
    HELLO = "hello"
    WHO = "who"
    STOP = "stop"
    REMIND = "remind"
    UNDO = "undo"
    DELETE = "delete"
    EXPORT = "export"
    FEEDBACK = "feedback"
    LANGUAGE = "language"


# Words that may follow it: with more, somebody is saying something else.
BEHIND = {Talk.THANKS: 5, Talk.HELLO: 5}
FEW = 2
# What may follow these is the bot's or one's own: "delete the old tool" and "feedback from sales" are questions.
_OWN = (
    "a about account align all and answers as bot data document documents everything file for here it me my now of on "
    "page please result results that the this to us with you your"
)
OWN = frozenset(_OWN.split())
ABOUT_OWN = (Talk.STOP, Talk.DELETE, Talk.EXPORT, Talk.FEEDBACK)
_ASKING = "what which who where when why how should does"
ASKING = frozenset(_ASKING.split())  # "hi, which idea first" is a question
ASKED, READ = 3, 60  # words from which on a question shows its language, and so many are looked at
_KINDLY = (
    "(?:ok|okay|oh|great|many|cool|super|hey|so|please|well|can i|could i|can you|could you|how do i|how can i"
    "|i want to|let me)"
)
_SAID = {
    Talk.THANKS: r"thanks?|thank you|thx|ty|cheers|danke|merci|gracias|good job|well done|nice(?: one)?|perfect|awesome"
    r"|great",
    Talk.HELLO: r"hello|hi|hey|hallo|good (?:morning|afternoon|evening|day)|moin|salut|servus",
    Talk.WHO: r"who are you|what are you|who is this|are you (?:a bot|human|real|an ai)|what can you do|what do you do",
    Talk.STOP: r"stop|shut up|be quiet|unsubscribe|leave me alone|go away",
    Talk.REMIND: r"remind(?: me| us)?|reminder",
    Talk.UNDO: r"undo|revert|take (?:it|that) back|oops|that was wrong|i made a mistake",
    Talk.DELETE: r"delete|erase|remove my data|forget (?:me|everything)|wipe|gdpr|my data",
    Talk.EXPORT: r"export|download|save as|backup|pdf|csv",
    Talk.FEEDBACK: r"feedback|complain(?:t)?|suggestion|bug|i have an idea|report a (?:bug|problem)",
}
_PATTERNS = {talk: re.compile(rf"(?:{_KINDLY} )*(?:{said})(?P<behind>(?: \w+)*)") for talk, said in _SAID.items()}


def read_small_talk(text: str) -> Talk | None:
    """Return what somebody says in passing; None for anything else."""
    # Letters alone: an exclamation mark or a smiley says nothing more.
    said = " ".join(re.findall(r"[^\W_]+", text.lower()))
    for talk, pattern in _PATTERNS.items():
        found = pattern.fullmatch(said)
        if found and _may_follow(talk, found["behind"].split()):
            return talk
    words = said.split()[:READ]
    return Talk.LANGUAGE if Language.EN not in find_languages(words, ASKED) or _is_short_foreign(words) else None


def _may_follow(talk: Talk, behind: Sequence[str]) -> bool:
    asks = not ASKING.isdisjoint(behind) and "you" not in behind
    own = talk not in ABOUT_OWN or OWN.issuperset(behind)
    return own and not asks and len(behind) <= BEHIND.get(talk, FEW)


def _is_short_foreign(words: Sequence[str]) -> bool:
    return len(words) >= ASKED and sounds_foreign(words)
