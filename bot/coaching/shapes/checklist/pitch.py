"""What a vendor's text plays down, the dimension that each claim hides, and what the text does not speak of."""

import re
from dataclasses import dataclass
from typing import Any

from bot.coaching.interview.route import Answers
from bot.coaching.playbook.claims import Claim, read_text
from bot.coaching.playbook.phrase_book import PhraseBook
from bot.coaching.shapes.checklist.model import ChecklistModel, Dimension

_SENTENCE_START, _SENTENCE_END = re.compile(r"[.!?]\s|\n"), re.compile(r"[.!?](?=\s|$)|\n")
KEPT = 240  # characters kept of a sentence
CHECKS = 3  # to ask about a text in which nothing was found
QUOTES = 6  # repeated of one dimension


@dataclass(frozen=True)
class Hidden:
    """A dimension with everything that a text plays down about it."""

    dimension: Dimension
    claims: tuple[Claim, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """Each wording once, whatever its case."""
        said: dict[str, str] = {}
        for claim in self.claims:
            said.setdefault(claim.quote.casefold(), claim.quote)
        return tuple(said.values())

    @property
    def summary(self) -> dict[str, Any]:
        """The values for templates: quotes, and the words of the first phrase."""
        phrase = self.claims[0].phrase
        quotes = self.quotes[:QUOTES]
        return {"title": self.dimension.title, "quotes": quotes, "why": phrase.why, "send": phrase.send}


def find_hidden(checklist: ChecklistModel, text: str) -> tuple[Hidden, ...]:
    """Return what a text plays down, dimension by dimension as the playbook lists them."""
    claims = read_text(checklist.book, text).claims if text else ()
    grouped = [Hidden(d, tuple(c for c in claims if c.phrase.hides == d.name)) for d in checklist.dimension]
    return tuple(each for each in grouped if each.claims)


def list_silent(checklist: ChecklistModel, text: str) -> tuple[Dimension, ...]:
    """Return the dimensions that a text neither speaks of nor plays down."""
    reading = read_text(checklist.book, text)
    if not reading.understood:
        return ()
    spoken = {*reading.topics, *(claim.phrase.hides for claim in reading.claims)}
    return tuple(each for each in checklist.dimension if each.spoken and each.name not in spoken)


def choose_checks(checklist: ChecklistModel, text: str) -> list[str]:
    """Return what to ask first: about what the text speaks of most, then as the playbook lists its dimensions."""
    named = {each.name: each.check for each in checklist.dimension}
    most = [named[topic] for topic in read_text(checklist.book, text).topics]
    return list(dict.fromkeys([*most, *named.values()]))[:CHECKS]


def given_text(checklist: ChecklistModel, answers: Answers) -> str:
    """Return the text that these answers hold; "" without one."""
    text = answers.get((checklist.reads, "")) if checklist.reads else None
    return text if isinstance(text, str) else ""


def make_excerpt(book: PhraseBook, text: str, limit: int) -> str:
    """Return the text when it fits; else its sentences that play something down, each phrase once if it can."""
    if len(text) <= limit:
        return text
    claims = read_text(book, text).claims
    # Of a phrase that is said twice the first claim: read backwards, it is the last to be put into the dict.
    firsts = list({claim.phrase: claim for claim in reversed(claims)}.values())[::-1]
    kept: dict[int, str] = {}
    for claim in dict.fromkeys([*firsts, *claims]):
        start, sentence = _find_sentence(text, claim)
        if sum(len(each) + 1 for each in {**kept, start: sentence}.values()) <= limit:
            kept[start] = sentence
    return "\n".join(kept[start] for start in sorted(kept)) or text[:limit]


def _find_sentence(text: str, claim: Claim) -> tuple[int, str]:
    """Return where the sentence around a claim begins, and the sentence: at most KEPT characters around the claim."""
    # No further than KEPT to either side: what is longer is cut in any case.
    far = max(claim.start - KEPT, 0), min(claim.end + KEPT, len(text))
    start = max((match.end() for match in _SENTENCE_START.finditer(text, far[0], claim.start)), default=far[0])
    ending = _SENTENCE_END.search(text, claim.end, far[1])
    end = ending.end() if ending else far[1]
    if end - start > KEPT:
        spare = max(KEPT - (claim.end - claim.start), 0) // 2
        start, end = max(start, claim.start - spare), min(end, claim.end + spare)
    return start, " ".join(text[start:end].split())
