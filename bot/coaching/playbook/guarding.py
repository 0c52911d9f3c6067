"""Which of the phrases that a sentence says it claims: not what it denies, asks, quotes, requires or makes depend."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.coaching.playbook.phrase_book import Spot
from bot.coaching.reading.words import MARK, STOP, Word

NEAR = 6  # words before a claim in which it is denied
AT_ONCE = 2  # words: as far a guard may stand behind a claim, or behind the begin of a sentence
YES = frozenset(["yes", "ja", "oui", "sí", "si", "absolutely", "natürlich", "klar", "claro", "certainly", "sure"])
NO = frozenset(["no", "not", "nein", "non", "nope", "nicht", "gar", "überhaupt", "keineswegs", "pas", "never", "none"])
_PARTING = frozenset(
    ["but", "yet", "while", "because", "so", "if", "aber", "sondern", "weil", "mais", "parce", "pero", "porque", "sino"]
)


def select_claims(spots: Sequence[Spot], words: Sequence[Word], *, asked: bool, answer: str) -> list[Spot]:
    """Return what a sentence claims, in its order, of what it says. `answer`: the word after a question."""
    spares = [each for each in spots if each.entry.spares]
    stands = [each for each in spots if not each.entry.spares and not _is_spared(each, spares)]
    guards = [each for each in stands if each.guard]
    denied = _reads_as_denied(guards, answer) if asked else False
    phrases = [each for each in stands if each.phrase and each.entry.asked is denied]
    apart = _keep_longest(phrases)
    # The "no" of "no IT needed" denies nothing else.
    free = [guard for guard in guards if not any(each.covers(guard) for each in apart)]
    kept = (each for each in apart if not any(_guards(guard, each, words) for guard in free))
    return sorted(kept, key=lambda each: each.first)


def _is_spared(spot: Spot, spares: Iterable[Spot]) -> bool:
    """Return True where it begins inside an unless: a guard's spares only its own, a phrase's every phrase."""
    return any(
        spare.first <= spot.first < spare.last
        and (spare.entry.owner is spot.entry.owner or bool(spare.phrase and spot.phrase))
        for spare in spares
    )


def _reads_as_denied(guards: Iterable[Spot], answer: str) -> bool | None:
    """Return False for a question that claims what it says, True for one answered with no; None for any other."""
    if any(each.guard and each.guard.where == "asked" for each in guards):
        return False
    return True if answer in NO else False if answer in YES else None


def _keep_longest(spots: Iterable[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for each in sorted(spots, key=lambda each: (each.first - each.last, each.first)):
        if all(each.last <= other.first or other.last <= each.first for other in kept):
            kept.append(each)
    return kept


def _guards(spot: Spot, claim: Spot, words: Sequence[Word]) -> bool:
    """Return True when a guard makes a claim none."""
    guard = spot.guard
    if guard is None or guard.where == "asked":
        return False
    if guard.hides and (claim.phrase is None or claim.phrase.hides not in guard.hides):
        return False
    return _REACHES[guard.where](spot, claim, words)


def _stands_before(guard: Spot, claim: Spot, words: Sequence[Word]) -> bool:
    return guard.last <= claim.first <= guard.last + NEAR and _are_one_clause(words[guard.last : claim.first])


def _stands_after(guard: Spot, claim: Spot, words: Sequence[Word]) -> bool:
    return claim.last <= guard.first <= claim.last + AT_ONCE and _are_one_clause(words[claim.last : guard.first])


def _stands_first(guard: Spot, _claim: Spot, words: Sequence[Word]) -> bool:
    return sum(word.text not in (MARK, STOP) for word in words[: guard.first]) < AT_ONCE


def _stands_anywhere(_guard: Spot, _claim: Spot, _words: Sequence[Word]) -> bool:
    return True


def _are_one_clause(words: Iterable[Word]) -> bool:
    return not any(word.text in (MARK, STOP) or word.text in _PARTING for word in words)


_REACHES: Mapping[str, Callable[[Spot, Spot, Sequence[Word]], bool]] = {
    "before": _stands_before,
    "after": _stands_after,
    "start": _stands_first,
    "sentence": _stands_anywhere,
}
