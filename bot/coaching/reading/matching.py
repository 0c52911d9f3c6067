"""A way to say a wording, and where the words of a sentence go it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.coaching.reading.wordings import Step
from bot.coaching.reading.words import MARK, STOP, Word

_SKIPPED = frozenset(
    {"not", "only", "just", "nicht", "nur", "pas", "non", "no", "y", "und", "et", "and", "sin", "sans"}
)
_NEGATIONS = frozenset(
    ["not", "never", "nicht", "nie", "kein", "keine", "keinen", "keiner", "nunca"]
)  # no gap goes across these


@dataclass(frozen=True, eq=False)
class Way:
    """A way to say a wording. `begins`: what it may begin with; of each of `needs` a sentence has something, or it
    does not say it."""

    wording: int
    steps: tuple[Step, ...]
    needs: tuple[frozenset[str], ...]
    begins: frozenset[str]

    def lacks(self, said: AbstractSet[str]) -> bool:
        return any(map(said.isdisjoint, self.needs))


def match_steps(
    steps: Sequence[Step], number: int, place: int, atoms: Sequence[Mapping[str, set[int]]], words: Sequence[Word]
) -> int:
    """Return the place behind the longest way to say the steps from `number` on; 0 for none."""
    if number == len(steps):
        return place
    step = steps[number]
    best = match_steps(steps, number + 1, place, atoms, words) if step.optional else 0
    for here in _list_places(step, number, place, words):
        for choice in step.any_of:
            for after in atoms[here].get(choice, ()):
                best = max(best, match_steps(steps, number + 1, after, atoms, words))
    return best


def _list_places(step: Step, number: int, place: int, words: Sequence[Word]) -> range:
    """Return where a step may stand: at once, behind up to so many words, and behind a comma before a "not"."""
    reach = step.gap
    if (
        number
        and not reach
        and place + 1 < len(words)
        and words[place].text == MARK
        and words[place + 1].text in _SKIPPED
    ):
        return range(place + 1, place + 2)
    end = min(place + reach + 1, len(words))
    for between in range(place, end if reach else place):
        if words[between].text == STOP:
            return range(place, between)
        if words[between].text in _NEGATIONS:  # "the connector is not seamless"
            return range(place, between + 1)
    return range(place, end)
