"""Questions about what was decided: what they are about, and whether a text has the words of it."""

import re

from bot.coaching.finding.words import list_content_words, split_words

SHORT = 3  # letters: a term that is no longer than this is looked for as a word of its own
_VERB = r"(?:decided?|agreed?|settled?|concluded?|promised?|chosen?|choose|picked?|committed?|commit"
_VERB += r"|discuss(?:ed)?|(?:say|said|talk(?:ed)?)(?=\s+about\b))"
_TOPIC = r"(?:\s+(?:to|on|about|for|with|regarding|around|concerning))*\b(?P<topic>.*)"
_QUESTIONS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        # What did we decide about …, have we agreed on …, what was promised to …
        rf"^(?:so\s+)?(?:what|when|why|where|who)?\b\s*(?:did|have|has|had|was|were)\b(?:\s+\w+){{0,3}}?\s+{_VERB}\b{_TOPIC}",
        rf"^who\s+(?:decided|agreed|promised|chose|picked|committed)\b{_TOPIC}",
        # Which decisions do we have on …, show me all results about …, decisions on …
        r"^(?:(?:what|which|show(?:\s+me|\s+us)?)\s+)?(?:(?:all|the|our|my)\s+)*"
        r"(?:results|decisions|agreements|promises|history|archive)"
        r"(?:\s+(?:do|did|have|has|are|were|we|i|there|made|make))*"
        r"\W*(?:$|\b(?:on|about|for|of|with)\b(?P<topic>.*))",
        r"^what\s+(?:became|has\s+become|happened|came)\s+(?:of|to|with|out\s+of)\b(?P<topic>.*)",
        r"^(?:search|look)\s+for\b(?P<topic>.*)",
    )
)
_ENDS = re.compile(
    r"\b(?:so far|again|before|last (?:time|week|month|year)|back then|then|yet|already)\W*$", re.IGNORECASE
)


def read_past_question(text: str) -> str | None:
    """Return what a question about the past is about (`What did we decide about MQL?` → `MQL`); None for any other.

    "" where it is about everything.
    """
    asked = next(filter(None, (question.match(" ".join(text.split())) for question in _QUESTIONS)), None)
    return _ENDS.sub("", asked["topic"] or "").strip(" .,:;?!“”\"'") if asked else None


def list_terms(topic: str) -> list[str]:
    """Return the words that say what it is about; all of them where each is a word that is everywhere."""
    said = split_words(topic, 10)
    return [_stem(word) for word in list_content_words(said) or said]


def has_term(term: str, text: str) -> bool:
    """Return whether a text has a word that begins with the term; of a short one the word itself, or its plural."""
    words = f" {' '.join(split_words(text))} "
    return f" {term} " in words or f" {term}s " in words if len(term) <= SHORT else f" {term}" in words


def _stem(word: str) -> str:
    """Return the word in the singular, so that it finds both."""
    if len(word) <= SHORT or word.endswith("ss"):
        return word
    return word[:-3] if word.endswith("ies") else word.removesuffix("s")
