"""Phrases of a vendor's text that play the work down, and the dimension that each hides."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from bot.coaching.interview.route import Answers
from bot.coaching.playbook.phrases import Phrase
from bot.coaching.shapes.checklist.model import ChecklistModel, Dimension
from bot.coaching.shapes.checklist.wordings import find_wordings

_APOSTROPHES, _DASHES = "\u2018\u2019\u02bc\u00b4", "\u2010\u2011\u2012\u2013\u2014"
_BLANKS = "\u00a0\t*_~`\u201c\u201d"
_STRAIGHT = str.maketrans(
    _APOSTROPHES + _DASHES + _BLANKS, "'" * len(_APOSTROPHES) + "-" * len(_DASHES) + " " * len(_BLANKS)
)
_BREAKS = re.compile(r"\n(?=[ \t]*(?:\n|[-•*·▪◦]|\d+[.)] ))")  # a new paragraph or point ends a sentence
_CLAUSE = re.compile(r"[.!?;:,()\n•|]|\s-\s|\b(?:but|yet|while|because|so|if|and then)\b", re.I)
_DENIED = re.compile(
    r"\b(?:not(?! (?:only|just|merely|simply)\b)|never|nor|neither|hardly|rarely|seldom|scarcely|cannot|without"
    r"|no longer|far from|rather than|instead of|anything but|less than|no such thing as|nothing (?:is|here|about|in)"
    r"|no claim|wrong to|stopped calling|nobody (?:should|can|could|will)"
    r"|few (?:customers|clients|firms|companies|teams|vendors)"
    r"|\w+n't(?! (?:wait|need|have to|worry)\b)|dont|isnt|wont|doesnt|arent)\b",
    re.I,
)
_NO = re.compile(r"\bno(?: \w+)?\s*$", re.I)
_TAKEN_BACK = re.compile(
    r"^[\s\"']*(?:\?\s*(?:[\w ]{1,30},\s*)?(?:no|not|hardly|never|partly|in part|only)\b"
    r"|(?:(?:it|this|that|which|they)\s+)?"
    r"(?:(?:is|are|was|were|will be|would be|does|do|did)\s*(?:not|n't)\b(?!\s+(?:only|just|hard|difficult|a problem))"
    r"|(?:is|are)\s+(?:an?\s+|the\s+|mostly\s+|pure\s+)?(?:myth|marketing|exaggerat|wishful|fiction|misleading)))",
    re.I,
)
_SENTENCE_START, _SENTENCE_END = re.compile(r"[.!?]\s|\n"), re.compile(r"[.!?](?=\s|$)|\n")
NEAR = 6  # words before a phrase in which a "not" still denies it
LOOK = 300  # characters before a phrase in which its clause begins
KEPT = 240  # characters kept of a sentence
QUOTES = 6  # repeated of one dimension
READ = 40_000  # characters of a text: Slack's longest message
MOST = 200  # wordings of a text, as it stands; what comes later is not looked at


@dataclass(frozen=True)
class Claim:
    """A phrase as the text says it, from `start` to `end` in characters."""

    phrase: Phrase
    quote: str
    start: int
    end: int


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


@dataclass(frozen=True)
class Reading:
    """What a text claims, in its order; `complete`: all of the text was read."""

    claims: tuple[Claim, ...]
    complete: bool


# One text is read for every page that is shown while it is gone through, and again for the result.
@lru_cache(maxsize=64)
def read_text(phrases: tuple[Phrase, ...], text: str) -> Reading:
    """Return every claim of the first READ characters. Of two that overlap the longer counts; one it denies does not.

    After MOST wordings it is enough.
    """
    plain = _straighten_text(text[:READ])
    found = list(islice(find_wordings(phrases, plain), MOST + 1))
    spared = [each for each in found if each.spared]
    claims = [
        Claim(each.phrase, _clean_quote(text[each.start : each.end]), each.start, each.end)
        for each in found[:MOST]
        if not each.spared and not any(other.start <= each.start and each.end <= other.end for other in spared)
    ]
    apart = list(_keep_longest(claims))
    said = sorted((each for each in apart if not _is_denied(plain, each, apart)), key=lambda claim: claim.start)
    return Reading(tuple(said), len(found) <= MOST and len(text) <= READ)


def read_claims(phrases: tuple[Phrase, ...], text: str) -> tuple[Claim, ...]:
    """Return what `read_text` finds."""
    return read_text(phrases, text).claims


def find_hidden(checklist: ChecklistModel, text: str) -> tuple[Hidden, ...]:
    """Return what a text plays down, dimension by dimension as the playbook lists them."""
    claims = read_claims(checklist.phrase, text) if text else ()
    grouped = [Hidden(d, tuple(c for c in claims if c.phrase.hides == d.name)) for d in checklist.dimension]
    return tuple(each for each in grouped if each.claims)


def given_text(checklist: ChecklistModel, answers: Answers) -> str:
    """Return the text that these answers hold; "" without one."""
    text = answers.get((checklist.reads, "")) if checklist.reads else None
    return text if isinstance(text, str) else ""


def make_excerpt(phrases: tuple[Phrase, ...], text: str, limit: int) -> str:
    """Return the text when it fits; else its sentences that play something down, each phrase once if it can."""
    if len(text) <= limit:
        return text
    claims = read_claims(phrases, text)
    # Of a phrase that is said twice the first claim: read backwards, it is the last to be put into the dict.
    firsts = list({claim.phrase: claim for claim in reversed(claims)}.values())[::-1]
    kept: dict[int, str] = {}
    for claim in dict.fromkeys([*firsts, *claims]):
        start, sentence = _find_sentence(text, claim)
        if sum(len(each) + 1 for each in {**kept, start: sentence}.values()) <= limit:
            kept[start] = sentence
    return "\n".join(kept[start] for start in sorted(kept)) or text[:limit]


def _straighten_text(text: str) -> str:
    """Return the text for matching: quotes and dashes straight, blanks for marks of bold and italic."""
    # One character for one, since the places of claims are looked up in the text as it was.
    return _BREAKS.sub(".", text).translate(_STRAIGHT)


def _clean_quote(said: str) -> str:
    return " ".join(re.sub("[*_~`]", "", said).split())


def _keep_longest(claims: Iterable[Claim]) -> Iterator[Claim]:
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.start - claim.end, claim.start)):
        if all(claim.end <= other.start or other.end <= claim.start for other in kept):
            kept.append(claim)
            yield claim


def _is_denied(plain: str, claim: Claim, claims: Iterable[Claim]) -> bool:
    """Return True when the text denies a claim: before it in the same clause, or just after it."""
    far = max(claim.start - LOOK, 0)
    before = plain[far : claim.start]
    for other in claims:  # the "no" of "no IT needed" denies nothing else
        if far <= other.start and other.end <= claim.start:
            before = before[: other.start - far] + "," * (other.end - other.start) + before[other.end - far :]
    clause = _CLAUSE.split(before)[-1]
    near = " ".join(clause.split()[-NEAR:]) + " "
    return bool(_DENIED.search(near) or _NO.search(near) or _TAKEN_BACK.match(plain[claim.end : claim.end + LOOK]))


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
