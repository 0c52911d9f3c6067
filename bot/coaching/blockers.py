"""The way on from what blocks a commitment, by the words people use for it."""

import re
from collections.abc import Collection
from typing import NamedTuple

OFFER, SMALLER, REDATE = "offer", "smaller", "redate"


class Way(NamedTuple):
    """A way on for a stuck commitment: `play` is a playbook's word, or OFFER, SMALLER, REDATE; `why` is a sentence."""

    play: str
    why: str


# Words → the plays that fit, of which the first that is there is taken. The order is from the most telling words to
# those that are in many sentences: "time" below "no time to ask the lawyer". IT counts in capitals only, or every "it"
# would be theirs.
_BLOCKS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        r"vendor|supplier|agency|demo\b|pitch|licen[cs]e|contract|quote\b|pric(e|ing)",
        ("vendor",),
        "It hangs on a vendor: see what the pitch leaves out, and send the open questions today.",
    ),
    (
        r"gdpr|privacy|legal|lawyer|complian|security|consent|works council",
        ("governance", OFFER),
        "It needs somebody who may say yes to the rules: let them own it, or at least this step of it.",
    ),
    (
        r"approv|sign.?off|permission|who decides|decision|nobody (owns|decides|is responsible)|unclear who|responsib",
        ("roles", OFFER),
        "Nobody here can decide it alone: settle whose it is, and it moves.",
    ),
    (
        r"priorit|backlog|roadmap|sprint|queue|other projects?|more urgent",
        ("priorities", SMALLER),
        "It waits behind other things: agree with the other side what comes first, or make it fit beside them.",
    ),
    (
        r"\bmqls?\b|\bsqls?\b|\bleads\b|sales (team|says|does|won)",
        ("leads", "terms", SMALLER),
        "Marketing and sales see it differently: agree on what a good lead is, then go on.",
    ),
    (
        r"definition|defin|terminolog|what .* means?\b|misunderst|different (numbers|words|meaning)|confus",
        ("terms", SMALLER),
        "The two sides use the same word for different things: put both meanings side by side.",
    ),
    (
        r"(do not|don.?t|doesn.?t|nobody) knows? how|how to|never done|training|skill|expert|learn",
        ("skills", OFFER),
        "Something has to be learned first: find out who can already do it.",
    ),
    (
        r"on leave|parental|is sick|left (us|the)|changed (jobs?|teams?)|not mine|not my|someone else|somebody else",
        (OFFER,),
        "It may be with the wrong person by now: offer it to whoever can move it.",
    ),
    (
        r"\b(?-i:IT)\b|engineer|developer|integration|\bapi\b|tracking|infrastructure|server|access|log.?in|\bdata\b",
        ("touchpoints", OFFER),
        "It needs IT's hands: ask for the one thing you need, or let somebody there own it.",
    ),
    (
        r"where to (start|begin)|which (one|idea)|too many ideas|cannot choose|can.?t choose",
        ("pilot", SMALLER),
        "There is more than one way to begin: pick the smallest one that you can win.",
    ),
    (
        r"no time|time|busy|capacity|overload|too (big|much|large|long)|overwhelm|budget|money|people|resources?",
        (SMALLER,),
        "It is more than fits right now: what is the part of it that takes ten minutes?",
    ),
    (
        r"wait|until|not before|delay|postpon|next (week|month|quarter)|launch|not ready|holiday|vacation",
        (REDATE,),
        "It cannot move before something else has happened: give it a date after that.",
    ),
)
_ANYWAY = Way(SMALLER, "What is the first small step that nobody can stop you from taking? Promise that one.")


def way_on(block: str, playbooks: Collection[str]) -> Way:
    """Return the play that fits what a person says blocks their commitment, out of those that are there."""
    for words, plays, why in _BLOCKS:
        if re.search(words, block, re.IGNORECASE):
            for play in plays:
                if play in (OFFER, SMALLER, REDATE) or play in playbooks:
                    return Way(play, why)
    return _ANYWAY
