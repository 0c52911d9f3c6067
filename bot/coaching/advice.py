"""Where a team stands → the next play, and why. The sources disagree (align first, or start doing): facts decide."""

import re
from collections.abc import Collection
from typing import NamedTuple

PLAYS = {  # word → why now; the first that the team has not finished is the next
    "pilot": (
        "Start doing: one small win within 90 days teaches marketing and IT more about each other "
        "than months spent on aligning first."
    ),
    "vendor": (
        "Read the pitch before the next demo: what a vendor leaves out is what IT will have to build, "
        "so this is where IT comes in first."
    ),
}
AGAIN = "You have been through everything here, so pick the next small win: you know each other's ways by now."
NOTHING = "Nothing to start right now: keep doing what works, and tell another team how you did it."


def next_play(finished: Collection[str], open: int, stuck: int, playbooks: Collection[str]) -> tuple[str | None, str]:
    """The playbook to take next, None when there is something better to do than start one, and why in a sentence.

    `finished` are words of playbooks the team has been through; `open` and `stuck` count its commitments.
    """
    if stuck:
        return None, f"Get {_count(stuck, 'stuck promise')} moving first: ask today what is missing and who has it."
    if open:
        return None, f"Keep {_count(open, 'open promise')} first: a kept promise builds more trust than a new plan."
    for word in [*PLAYS, *sorted(playbooks)]:
        if word in playbooks and word not in finished:
            return word, PLAYS.get(word, f"You have not been through {word} yet, and nothing else is waiting for you.")
    return ("pilot", AGAIN) if "pilot" in playbooks else (None, NOTHING)


HAND_OVER, SMALLER, REDATE = "hand_over", "smaller", "redate"


class Way(NamedTuple):
    """One way on for a stuck promise: a playbook's word, or HAND_OVER, SMALLER, REDATE; and why, in a sentence."""

    play: str
    why: str


# What people say when they are stuck → what fits, the first that is there. The most telling words come first.
_BLOCKS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        r"vendor|supplier|agency|demo\b|pitch|licen[cs]e|contract|quote\b|pric(e|ing)",
        ("vendor",),
        "It hangs on a vendor: see what the pitch leaves out, and send the open questions today.",
    ),
    (
        r"gdpr|privacy|legal|lawyer|complian|security|consent|works council",
        ("governance", HAND_OVER),
        "It needs somebody who may say yes to the rules: let them own it, or at least this step of it.",
    ),
    (
        r"approv|sign.?off|permission|who decides|decision|nobody (owns|decides|is responsible)|unclear who|responsib",
        ("roles", HAND_OVER),
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
        ("skills", HAND_OVER),
        "Something has to be learned first: find out who can already do it.",
    ),
    (
        r"on leave|parental|is sick|left (us|the)|changed (jobs?|teams?)|not mine|not my|someone else|somebody else",
        (HAND_OVER,),
        "It may be with the wrong person by now: offer it to whoever can move it.",
    ),
    (
        r"\bIT\b|engineer|developer|integration|\bapi\b|tracking|infrastructure|server|access|log.?in|\bdata\b",
        ("touchpoints", HAND_OVER),
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
    """What a person says blocks their promise → the play that fits, out of those that are there."""
    for words, plays, why in _BLOCKS:
        if re.search(words.replace("IT", "(?-i:IT)"), block, re.IGNORECASE):
            for play in plays:
                if play in (HAND_OVER, SMALLER, REDATE) or play in playbooks:
                    return Way(play, why)
    return _ANYWAY


def _count(number: int, thing: str) -> str:
    return f"your {thing}" if number == 1 else f"your {number} {thing}s"
