"""Items as somebody ticks and types them: one a line, each under a key that stays when the list is corrected."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from itertools import product

from bot.coaching.playbook.questions import Question

ALIKE = 0.6  # from which two names are one and the same, corrected
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")

Items = Mapping[str, str]  # key → name


def list_lines(text: str) -> list[str]:
    """Return what stands in a field, one a line, without empty lines, and without marks of a list before them."""
    lines = (_BULLET.sub("", line.strip()).strip() for line in text.splitlines())
    return [line for line in lines if line]


def join_items(question: Question, ticked: Collection[str], typed: Iterable[str], before: Items) -> dict[str, str]:
    """Return the ready-made items that are ticked, then the typed ones; `before` is what the list was."""
    chosen = {ready.value: ready.text for ready in question.ready if ready.value in ticked}
    return chosen | key_lines(typed, typed_items(question, before), chosen)


def typed_items(question: Question, items: Items) -> dict[str, str]:
    """Return the items that were typed."""
    ready = {each.value for each in question.ready}
    return {key: name for key, name in items.items() if key not in ready}


def key_lines(lines: Iterable[str], before: Items, taken: Collection[str] = ()) -> dict[str, str]:
    """Return key → line. A line that stood there before, or one much like it, keeps its key; a new one gets its own."""
    listed = list(lines)
    kept = _match_lines(listed, before)
    used = {*taken, *kept.values()}
    keyed: dict[str, str] = {}
    for place, line in enumerate(listed):
        key = kept.get(place) or _make_key(line, used)
        used.add(key)
        keyed[key] = line
    return keyed


def _match_lines(lines: list[str], before: Items) -> dict[int, str]:
    """Return place of a line → the key of the item that it was, the likest first."""
    pairs = [
        (_likeness(line, name), -place, key) for (place, line), (key, name) in product(enumerate(lines), before.items())
    ]
    matched: dict[int, str] = {}
    for likeness, place, key in sorted(pairs, reverse=True):
        if likeness >= ALIKE and -place not in matched and key not in matched.values():
            matched[-place] = key
    return matched


def _likeness(line: str, name: str) -> float:
    now, before = line.casefold(), name.casefold()
    return 1.0 if now == before else min(SequenceMatcher(None, now, before).ratio(), 0.99)


def _make_key(line: str, used: Collection[str]) -> str:
    """Return a key that is the same for the same words, whenever and by whomever they are typed."""
    # Not its number: a line that is taken out and another one put in its place must not inherit its answers.
    number = 0
    while (key := _hash(line, number)) in used:
        number += 1
    return key


def _hash(line: str, number: int) -> str:
    return hashlib.blake2s(f"{line.casefold()}{number or ''}".encode(), digest_size=4).hexdigest()
